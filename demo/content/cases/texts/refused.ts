import type { Draft } from '@otklik/core/contract/staff/consultations.js';
import { units } from '../../positions.ts';
import { t } from '../../text.ts';
import type { Story } from './story.ts';

/* What was refused, in whole or in part. */

const appeal = t(
  'Обжалуйте отказ у руководителя Службы, в вышестоящем органе или в суде. Жалобу можно подать через Госуслуги, почтой или на личном приёме. Обосновывать, зачем Вам сведения, не нужно.',
  'You can challenge the refusal before the Head of the Service, the superior authority or a court. Lodge the complaint through Gosuslugi, by post or in person. You need not say why you want the information.',
);

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

export const minutesPartial: Draft = {
  kind: 'partial',
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
  files: [],
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

export const legalOpinionRefusal: Draft = {
  kind: 'refusal',
  ground: 'analysis_wanted',
  act: null,
  explanation: t(
    'Вы просите оценить договор и исход суда. Это юридическая консультация, а не сведения о нашей работе: таких сведений у нас нет, и готовить их по запросу закон не поручает.',
    'You ask us to judge a contract and the outcome of a lawsuit. That is legal advice, not information about our work: we hold none, and the law does not charge us with preparing any on request.',
  ),
  given: null,
  advice: t(
    'Бесплатно проконсультирует государственное юридическое бюро: запишитесь в МФЦ. Что должно быть в таком договоре, перечисляет статья 162 Жилищного кодекса. Есть ли у организации лицензия и какие она получала предписания, спросите у нас: эти сведения открыты. Если дом уже подписал договор и его нарушают, подайте жалобу через Госуслуги, и мы проведём проверку.',
    'The state legal aid office advises free of charge: make an appointment at a public services centre. What such a contract must contain is listed in article 162 of the Housing Code. Whether the company holds a licence and what orders it has received you can ask us: that is open to everybody. If the building has signed the contract and it is being broken, lodge a complaint through Gosuslugi and we will inspect.',
  ),
  appeal,
  preparedBy: units.legal,
  files: [],
};
