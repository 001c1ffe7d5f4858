import type { Draft } from '@otklik/core/contract/staff/consultations.js';
import { units } from '../../positions.ts';
import { t } from '../../text.ts';
import type { Story } from './story.ts';

/* What is still being worked on. */

export const repairSum: Story = {
  key: 'demonstration-repair-sum',
  about: t('Сумма сборов по дому, срок продлён', 'What a building has collected, term extended'),
  consultation: {
    applicant: { kind: 'citizen', name: 'Виктор Образцов' },
    topic: 'capital-repair',
    question:
      'Сколько собрал наш дом на капитальный ремонт по годам и сколько квартир не платят? Дом: г. Примерск, пер. Условный, 7.',
    replyForm: 'email',
    contact: { email: 'viktor.obraztsov@example.org' },
  },
};

export const repairSumDeferral = t(
  'Запросили у регионального оператора сведения о сборах по дому за все годы. Он отвечает до 10 дней.',
  'We have asked the regional operator what the building collected in each year. The operator takes up to 10 days.',
);

export const licence: Story = {
  key: 'demonstration-licence-register',
  about: t('Дом в реестре лицензий, готовим ответ', 'A building in the licence register, answer being prepared'),
  consultation: {
    applicant: { kind: 'sole_proprietor', name: 'ИП Образцов Борис Тестович' },
    topic: 'licensing',
    question:
      'С какого дня дом по адресу г. Примерск, ул. Учебная, 22 внесён в реестр лицензий и какая организация им управляет? Арендую в доме помещение и не знаю, кому платить.',
    replyForm: 'email',
    contact: { email: 'ip.obraztsov@example.org', phone: '8 (000) 000-00-12' },
  },
};

export const gasCheck: Story = {
  key: 'demonstration-gas-check',
  about: t('Проверка газового оборудования, готовим ответ', 'Gas equipment check, answer being prepared'),
  consultation: {
    applicant: { kind: 'self_employed', name: 'Галина Тестова' },
    topic: 'gas',
    question: 'Проверяли ли летом газовое оборудование в доме по адресу пос. Образцовый, ул. Примерная, 8 и что нашли?',
    replyForm: 'phone',
    contact: { phone: '8 (000) 000-00-13' },
  },
};

export const hotWater: Story = {
  key: 'demonstration-hot-water',
  about: t(
    'Жалобы на горячую воду, ответ согласует руководитель',
    'Complaints about hot water, the answer is with the head',
  ),
  consultation: {
    applicant: { kind: 'citizen', name: 'Лариса Условнова' },
    topic: 'utilities',
    question:
      'Сколько раз жильцы нашего дома жаловались Вам на холодную воду вместо горячей и что показали проверки? Дом: г. Примерск, ул. Тестовая, 4.',
    replyForm: 'case',
    contact: { email: 'larisa.uslovnova@example.org' },
  },
};
export const hotWaterQuestion = t(
  'За какое время нужны сведения: за последний год или за все годы, что домом управляет нынешняя организация?',
  'For what time do you need the information: the past year, or all years since the present company took over?',
);
export const hotWaterClarification = 'За последний год. Более ранние сведения не нужны.';
export const hotWaterAnswer: Draft = {
  kind: 'answer',
  brief: t(
    'За последний год – 14 жалоб и три проверки. Дважды вода была холоднее нормы.',
    'In the past year 14 complaints and three inspections. Twice the water was colder than it must be.',
  ),
  text: t(
    'Горячая вода должна быть не холоднее 60 °C, при проверках намерили 52, 54 и 61 °C.\n\nПосле каждой из двух первых проверок управляющая организация получала предписание: наладить подачу воды и пересчитать плату. Оба предписания выполнены, третья проверка нарушений не нашла.\n\nЕсли вода снова станет холоднее, позвоните в аварийную службу дома и попросите составить акт: по нему плату снизят.',
    'Hot water must be no colder than 60 °C; the inspections measured 52, 54 and 61 °C.\n\nAfter each of the first two the management company was ordered to set the supply right and to recalculate the charges. Both orders have been carried out, and the third inspection found nothing amiss.\n\nIf the water gets colder again, call the building’s emergency service and ask for a written record: with it the charge is reduced.',
  ),
  preparedBy: units.supervision,
  files: [],
};

export const whichHouse: Story = {
  key: 'demonstration-which-house',
  about: t('Не назван дом, спросили адрес', 'The building was not named, we asked for its address'),
  consultation: {
    applicant: { kind: 'citizen', name: 'Степан Примеров' },
    topic: 'management',
    question: 'С какого числа нашим домом управляет новая организация и есть ли у неё лицензия?',
    replyForm: 'case',
    contact: { email: 'stepan.primerov@example.org' },
  },
};
export const whichHouseQuestion = t(
  'Назовите, пожалуйста, адрес дома: город или посёлок, улицу и номер. Без него мы не найдём дом в реестре лицензий.',
  'Please give the address of the building: town or village, street and number. Without it we cannot find the building in the licence register.',
);

export const inspectionPlan: Story = {
  key: 'demonstration-inspection-plan',
  about: t('План проверок для ТСЖ, зарегистрирован', 'Inspection plan for a homeowners’ association, registered'),
  consultation: {
    applicant: { kind: 'legal_entity', name: 'ТСЖ «Пример»' },
    topic: 'inspections',
    question:
      'Просим сообщить, включён ли наш дом в план проверок на следующий год и какие документы подготовить. Дом: г. Примерск, ул. Тестовая, 15.',
    replyForm: 'post',
    contact: { postalAddress: '000000, г. Примерск, ул. Тестовая, 15, ТСЖ «Пример»' },
  },
};

export const appointment: Story = {
  key: 'demonstration-appointment',
  about: t('Запись на приём, зарегистрирован', 'Appointment, registered'),
  consultation: {
    applicant: { kind: 'stateless', name: 'Рустам Примеров' },
    topic: 'reception',
    question:
      'Хочу прийти на приём со своими квитанциями. Какие ещё документы взять и пустят ли по временному удостоверению личности?',
    replyForm: 'visit',
    contact: { phone: '8 (000) 000-00-14' },
  },
};

export const heatSubstation: Story = {
  key: 'demonstration-heat-substation',
  about: t('Ремонт теплового узла, только что получен', 'Repair of a heat substation, just received'),
  consultation: {
    applicant: { kind: 'dual_citizen', name: 'Мария Тестова' },
    topic: 'heating-season',
    question:
      'Когда закончат ремонт теплового узла в доме по адресу г. Примерск, ул. Образцовая, 3 и кто за него отвечает?',
    replyForm: 'case',
    contact: { email: 'maria.testova@example.org' },
  },
};
