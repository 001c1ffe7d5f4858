import type { LocalizedText } from '@otklik/core/contract/common.js';
import type { Answer, ConsultationInput, Refusal } from '@otklik/core/contract/consultations.js';
import { units } from '../positions.ts';
import { t } from '../text.ts';

/*
 * What people asked and what the Service answered. All names are invented and say so; telephones
 * are of area code 000, addresses of e-mail of example.org.
 */

interface Story {
  key: string;
  about: LocalizedText;
  consultation: ConsultationInput;
}
type Unsigned<T> = Omit<T, 'signatory' | 'number' | 'date' | 'files'>;

const appeal = t(
  'Обжалуйте отказ у руководителя Службы, в вышестоящем органе или в суде. Жалобу можно подать через Госуслуги, почтой или на личном приёме. Обосновывать, зачем Вам сведения, не нужно.',
  'You can challenge the refusal before the Head of the Service, the superior authority or a court. Lodge the complaint through Gosuslugi, by post or in person. You need not say why you want the information.',
);

export const repairsHead = t('начальник отдела капитального ремонта', 'Head of the Major Repairs Division');

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
};
export const repairScheduleAnswer: Unsigned<Answer> = {
  brief: t(
    'Крышу отремонтируют с мая по август 2027 года. Дом собрал 3 214 600 ₽, это 71% стоимости.',
    'The roof will be repaired from May to August 2027. The building has collected ₽3,214,600, 71% of the cost.',
  ),
  text: t(
    'Остальное оплатит региональный оператор из общих средств: взнос для Вашего дома не повысят.\n\nПодрядчика выберут на торгах до 1 марта 2027 года. За две недели до начала работ в подъезде вывесят график и телефон того, кто отвечает за ремонт.\n\nСумма собрана с начала сборов по последний закрытый месяц. Дом платит 96% начисленного.',
    'The regional operator pays the rest from common funds: the contribution for your building will not go up.\n\nThe contractor will be chosen by tender before 1 March 2027. Two weeks before work starts, the schedule and the telephone of whoever is responsible will be put up in the entrance hall.\n\nThe sum covers the time from the start of collections to the last closed month. The building pays 96% of what it is charged.',
  ),
  preparedBy: units.repairs,
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
export const heatingEnglishAnswer: Unsigned<Answer> = {
  brief: t(
    'Платить нужно только за тепло, которое прошло через общий счётчик. Перерасчёт делает управляющая организация.',
    'You pay only for heat that passed the building’s meter. The management company recalculates the charge.',
  ),
  text: t(
    'Попросите управляющую организацию показать показания счётчика на начало и конец октября. Пока батареи были холодными, счётчик стоял, и плата за эти дни начисляться не должна.\n\nЕсли тепло подавали, но батареи в Вашей квартире не грели, вызовите мастера и попросите составить акт: по нему плату за эти дни снизят.\n\nЗаявление может подать и наниматель, если он платит сам. Перерасчёт должен появиться в следующей квитанции.',
    'Ask the management company for the meter readings at the beginning and the end of October. While the radiators were cold the meter stood still, and nothing should be charged for those days.\n\nIf heat was supplied but the radiators in your flat stayed cold, call a fitter and ask for a written record: with it the charge for those days is reduced.\n\nA tenant who pays the bills may apply as well. The correction should appear on the next bill.',
  ),
  preparedBy: units.charges,
};

export const minutes: Story = {
  key: 'demonstration-meeting-minutes',
  about: t('Копия протокола, часть сведений закрыта', 'Copy of minutes, part of the information withheld'),
  consultation: {
    applicant: { kind: 'citizen', name: 'Дарья Примерова' },
    topic: 'meetings',
    question:
      'Копия протокола последнего собрания с подписями и список проголосовавших. Дом: г. Примерск, ул. Примерная, 5.',
    replyForm: 'case',
    contact: { phone: '8 (000) 000-00-11' },
  },
};
export const minutesRefusal: Unsigned<Refusal> = {
  ground: 'restricted',
  act: t(
    'Федеральный закон от 27 июля 2006 № 152-ФЗ «О персональных данных», статья 7',
    'Federal Law No. 152-FZ of 27 July 2006 “On Personal Data”, article 7',
  ),
  explanation: t(
    'Список проголосовавших и подписи – это личные данные Ваших соседей. Передать их без согласия соседей мы не вправе.',
    'The list of voters and their signatures are your neighbours’ personal data. We may not pass them on without your neighbours’ consent.',
  ),
  given: t(
    'Протокол без фамилий и подписей. Повестка: выбор управляющей организации, размер платы за содержание. Участвовали владельцы 4180 м² из 6200 м²: кворум есть. За выбор организации – 3890 м², против – 150 м², воздержались 140 м².',
    'The minutes without names and signatures. Agenda: choice of the management company, charge for upkeep. Owners of 4,180 m² out of 6,200 m² took part: there was a quorum. For the choice of the company: 3,890 m², against: 150 m², abstained: 140 m².',
  ),
  advice: t(
    'Если Вы собственник в этом доме, посмотрите список у инициатора собрания или в управляющей организации.',
    'If you own a flat in this building, you can see the list at whoever called the meeting or at the management company.',
  ),
  appeal,
  preparedBy: units.supervision,
};

export const legalOpinion: Story = {
  key: 'demonstration-legal-opinion',
  about: t(
    'Просили правовую оценку, объяснили, к кому обратиться',
    'A legal opinion was wanted; we explained who gives one',
  ),
  consultation: {
    applicant: { kind: 'association', name: 'Инициативная группа жителей дома-примера' },
    topic: 'management',
    question:
      'Дайте правовую оценку договора, который нам предлагает новая управляющая организация: какие его пункты ничтожны и выиграем ли мы дело в суде?',
    replyForm: 'email',
    contact: { email: 'group@example.org' },
  },
};
export const legalOpinionRefusal: Unsigned<Refusal> = {
  ground: 'analysis_wanted',
  act: null,
  explanation: t(
    'Вы просите оценить договор и исход суда. Это юридическая консультация, а не сведения о нашей работе: таких сведений у нас нет, и готовить их по запросу закон не поручает.',
    'You ask us to judge a contract and the outcome of a lawsuit. That is legal advice, not information about our work: we hold none, and the law does not charge us with preparing any on request.',
  ),
  given: t(
    'Что в таком договоре должно быть обязательно: перечень работ, цена, порядок отчёта перед жителями и порядок расторжения (Жилищный кодекс, статья 162). Организация, о которой Вы спрашиваете, имеет действующую лицензию, предписаний за год – 2, оба выполнены.',
    'What such a contract must contain: the list of works, the price, how the company reports to residents and how the contract ends (Housing Code, article 162). The company that you ask about holds a valid licence; it received 2 orders in the past year and carried out both.',
  ),
  advice: t(
    'Бесплатно проконсультирует государственное юридическое бюро: запишитесь в МФЦ. Если дом уже подписал договор и его нарушают, подайте жалобу через Госуслуги, и мы проведём проверку.',
    'The state legal aid office advises free of charge: make an appointment at a public services centre. If the building has signed the contract and it is being broken, lodge a complaint through Gosuslugi and we will inspect.',
  ),
  appeal,
  preparedBy: units.legal,
};

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
export const leaveAnswer: Unsigned<Answer> = {
  brief: t(
    'Можно, если одна из частей не короче 14 дней. Заявление на январь подайте через СЭД не позднее чем за месяц.',
    'Yes, if one part is at least 14 days long. Apply for January through the document system at least a month ahead.',
  ),
  text: t(
    'Даты согласуйте сначала с непосредственным руководителем. Если график отпусков уже утверждён, в заявлении напишите, какую часть переносите.',
    'Agree on the dates with your immediate superior first. If the leave rota has been approved already, say in your application which part you move.',
  ),
  preparedBy: units.personnel,
};

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
