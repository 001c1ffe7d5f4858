import type { Language } from '@otklik/core/contract/common.js';
import type { PublicationKind } from '@otklik/core/contract/publications.js';

/** Kinds as the feed widget names them: a test holds them against its words. */
const ru = {
  title: 'Информация о нашей работе',
  description: 'Новые материалы: разъяснения, результаты проверок, приказы, отчёты, вакансии, объявления.',
  demonstration: 'Это демонстрация: данные вымышлены.',
  search: 'поиск',
  kinds: {
    news: 'Новость',
    clarification: 'Разъяснение',
    inspection: 'Результаты проверки',
    'appeals-review': 'Обзор обращений',
    order: 'Приказ',
    report: 'Отчёт',
    vacancy: 'Вакансия',
    announcement: 'Объявление',
  } satisfies Record<PublicationKind, string>,
};

const en: typeof ru = {
  title: 'Information about our work',
  description: 'New publications: explanations, inspection results, orders, reports, vacancies, announcements.',
  demonstration: 'This is a demonstration: the data are invented.',
  search: 'search',
  kinds: {
    news: 'News',
    clarification: 'Explanation',
    inspection: 'Inspection results',
    'appeals-review': 'Review of appeals',
    order: 'Order',
    report: 'Report',
    vacancy: 'Vacancy',
    announcement: 'Announcement',
  },
};

export const words = (language: Language): typeof ru => (language === 'en' ? en : ru);
