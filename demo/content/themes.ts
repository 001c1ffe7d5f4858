import type { Theme } from '@otklik/core/contract/surveys.js';
import { addDays, type IsoDate } from '@otklik/core/domain/calendar.js';
import { head } from './positions.ts';
import { t } from './text.ts';

/** «Вы предложили – мы сделали»: what became of suggestions, the last decided first. */
export const themes = (today: IsoDate): Record<string, Theme[]> => ({
  'information-access': [
    {
      id: 'search-by-house',
      question: 'improve',
      title: t('Поиск по адресу дома', 'Search by a house’s address'),
      suggestions: ['Сделать поиск по адресу дома.'],
      decision: 'planned',
      reason: t(
        'Адреса уже есть в реестре предписаний. Поиск по ним готовим.',
        'The register of orders has the addresses already. We are preparing a search in them.',
      ),
      decidedOn: addDays(today, -5),
      decidedBy: head,
    },
    {
      id: 'plain-words',
      question: 'improve',
      title: t('Короче и понятнее', 'Shorter and plainer'),
      suggestions: ['Писать короче и начинать с главного.'],
      decision: 'done',
      reason: t(
        'У каждого материала теперь есть краткое изложение простыми словами, с него страница и начинается.',
        'Each publication now has a summary in plain words, and the page begins with it.',
      ),
      decidedOn: addDays(today, -9),
      decidedBy: head,
    },
    {
      id: 'lunch-break',
      question: 'improve',
      title: t('Телефон в обеденный перерыв', 'The telephone at lunchtime'),
      suggestions: ['Отвечать по телефону в обеденный перерыв.'],
      decision: 'declined',
      reason: t(
        'На справочном телефоне один сотрудник, и перерыв у него по закону. Вопрос можно оставить на сайте в любое время: ответим письменно или перезвоним.',
        'One person answers the telephone, and the law gives them a break. You can leave a question on the site at any time: we answer in writing or call back.',
      ),
      decidedOn: addDays(today, -9),
      decidedBy: head,
    },
  ],
});
