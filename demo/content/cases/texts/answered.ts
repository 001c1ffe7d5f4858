import type { Draft } from '@otklik/core/contract/staff/consultations.js';
import { file, named } from '../../files.ts';
import { units } from '../../positions.ts';
import { t } from '../../text.ts';
import type { Story } from './story.ts';

/* What was answered. */

const repairScheduleFile = file(
  'repair-schedule-2027.csv',
  'График ремонта дома 5 по ул. Примерной',
  'Schedule of repairs of 5 Primernaya Street',
);

export const repairSchedule: Story = {
  key: 'demonstration-repair-schedule',
  about: t('График ремонта крыши, ответили с цифрами', 'Schedule of roof repairs, answered with figures'),
  consultation: {
    applicant: { kind: 'citizen', name: 'Анна Примерова' },
    topic: 'capital-repair',
    question:
      'График ремонта крыши на ближайшие два года и сумма, которую собрал дом. Дом: г. Примерск, ул. Примерная, 5.',
    replyForm: 'email',
    contact: { email: 'anna.primerova@example.org' },
  },
  files: [repairScheduleFile],
};

export const repairScheduleAnswer: Draft = {
  kind: 'answer',
  brief: t(
    'Крышу отремонтируют с мая по август 2027 года. Дом собрал 3 214 600 ₽, это 71% стоимости.',
    'The roof will be repaired from May to August 2027. The building has collected ₽3,214,600, 71% of the cost.',
  ),
  text: t(
    'Остальное оплатит региональный оператор из общих средств: взнос для Вашего дома не повысят.\n\nПодрядчика выберут на торгах до 1 марта 2027 года. За две недели до начала работ в подъезде вывесят график и телефон того, кто отвечает за ремонт.\n\nСумма собрана с начала сборов по последний закрытый месяц. Дом платит 96% начисленного.',
    'The regional operator pays the rest from common funds: the contribution for your building will not go up.\n\nThe contractor will be chosen by tender before 1 March 2027. Two weeks before work starts, the schedule and the telephone of whoever is responsible will be put up in the entrance hall.\n\nThe sum covers the time from the start of collections to the last closed month. The building pays 96% of what it is charged.',
  ),
  preparedBy: units.repairs,
  files: [named(repairScheduleFile)],
};

export const heatingEnglish: Story = {
  key: 'demonstration-heating-english',
  about: t('Вопрос на английском языке, ответили на двух', 'A question in English, answered in both languages'),
  consultation: {
    applicant: { kind: 'foreign_citizen', name: 'John Sample' },
    topic: 'charges',
    question:
      'I rent a flat and pay the bills myself. Why was I charged for heating in October when the radiators were cold until the 20th? Who can recalculate it?',
    replyForm: 'case',
    contact: { email: 'john.sample@example.org' },
    language: 'en',
  },
};

export const heatingEnglishAnswer: Draft = {
  kind: 'answer',
  brief: t(
    'Платить нужно только за тепло, которое прошло через общий счётчик. Перерасчёт делает управляющая организация.',
    'You pay only for heat that passed the building’s meter. The management company recalculates the charge.',
  ),
  text: t(
    'Попросите управляющую организацию показать показания счётчика на начало и конец октября. Пока батареи были холодными, счётчик стоял, и плата за эти дни начисляться не должна.\n\nЕсли тепло подавали, но батареи в Вашей квартире не грели, вызовите мастера и попросите составить акт: по нему плату за эти дни снизят.\n\nЗаявление может подать и наниматель, если он платит сам. Перерасчёт должен появиться в следующей квитанции.',
    'Ask the management company for the meter readings at the beginning and the end of October. While the radiators were cold the meter stood still, and nothing should be charged for those days.\n\nIf heat was supplied but the radiators in your flat stayed cold, call a fitter and ask for a written record: with it the charge for those days is reduced.\n\nA tenant who pays the bills may apply as well. The correction should appear on the next bill.',
  ),
  preparedBy: units.charges,
  files: [],
};

/** What the head sent back, and why. */
export const heatingEnglishFirstDraft: Draft = {
  ...heatingEnglishAnswer,
  brief: t('Перерасчёт делает управляющая организация.', 'The management company recalculates the charge.'),
};
export const heatingEnglishReturn = t(
  'Начните с главного: за что нужно платить, а за что нет.',
  'Begin with what matters: what is to be paid for and what is not.',
);

export const leave: Story = {
  key: 'demonstration-internal-leave',
  about: t('Вопрос сотрудника об отпуске', 'A question of a member of staff about leave'),
  consultation: {
    audience: 'internal',
    applicant: { kind: 'civil_servant', name: 'Елена Примерова' },
    topic: 'leave',
    question: 'Можно ли разделить отпуск на три части и до какого числа подать заявление на январь?',
    replyForm: 'case',
  },
};

export const leaveAnswer: Draft = {
  kind: 'answer',
  brief: t(
    'Можно, если одна из частей не короче 14 дней. Заявление на январь подайте через СЭД не позднее чем за месяц.',
    'Yes, if one part is at least 14 days long. Apply for January through the document system at least a month ahead.',
  ),
  text: t(
    'Даты согласуйте сначала с непосредственным руководителем. Если график отпусков уже утверждён, в заявлении напишите, какую часть переносите.',
    'Agree on the dates with your immediate superior first. If the leave rota has been approved already, say in your application which part you move.',
  ),
  preparedBy: units.personnel,
  files: [],
};

export const wrongHouse: Story = {
  key: 'demonstration-wrong-house',
  about: t(
    'Ответили не про тот дом: открыли запрос заново',
    'The answer was about another building: the request was opened again',
  ),
  consultation: {
    applicant: { kind: 'citizen', name: 'Нина Образцова' },
    topic: 'inspections',
    question:
      'Какие предписания за последний год получила управляющая организация нашего дома и какие из них выполнены? Дом: г. Примерск, пер. Учебный, 9.',
    replyForm: 'case',
    contact: { email: 'nina.obraztsova@example.org' },
  },
};
export const wrongHouseAnswer: Draft = {
  kind: 'answer',
  brief: t(
    'За последний год – два предписания. Оба выполнены.',
    'Two orders in the past year. Both have been carried out.',
  ),
  text: t(
    'Первым предписанием мы обязали прочистить вентиляцию, вторым – починить козырёк над подъездом. Мы проверили: всё сделано.\n\nДом: г. Примерск, ул. Учебная, 9.',
    'The first order was to clean the ventilation, the second to mend the canopy over the entrance. We have checked: all is done.\n\nBuilding: 9 Uchebnaya Street, Primersk.',
  ),
  preparedBy: units.supervision,
  files: [],
};
export const wrongHouseReopening = t(
  'Мы ответили про дом на улице Учебной, а Вы спрашивали про переулок Учебный. Приносим извинения. Прежний ответ отменяем и готовим новый.',
  'We answered about a building in Uchebnaya Street, but you had asked about Uchebny Lane. We apologise. The answer is withdrawn, and a new one is being prepared.',
);
