/** A page to be read: opened, or what comes of a form that is posted there. */
export interface Reading {
  /** Of its kept text. */
  name: string;
  path: string;
  form?: Record<string, string>;
}

export const question = {
  idempotencyKey: '6f0c1f3e-6a4e-4a59-9a3e-1f3f5b1f7a10',
  'applicant.kind': 'citizen',
  'applicant.name': 'Анна Примерова',
  topic: 'repair',
  question: 'Когда начнут ремонт крыши?\nДом 5 по Ясной улице.',
  replyForm: 'email',
  'contact.email.email': 'anna@example.org',
};
const consultation = '/housing/consultation';
export const survey = '/housing/survey/information-access';
export const surveyOfAllKinds = '/housing/survey/every-kind';

/** Each page as a citizen meets it, in this order: a case is looked up after it was filed. */
export const readings: Reading[] = [
  { name: 'publications', path: '/housing/publications' },
  { name: 'publications-narrowed', path: '/housing/publications?topic=repair&q=Публикация+2' },
  { name: 'publication', path: '/housing/publications/publication-1' },
  { name: 'channels', path: '/housing/channels' },
  { name: 'consultation', path: consultation },
  { name: 'consultation-english', path: `${consultation}?lang=en` },
  {
    name: 'consultation-errors',
    path: consultation,
    form: { ...question, question: '', 'contact.email.email': 'anna' },
  },
  { name: 'consultation-check', path: consultation, form: question },
  { name: 'consultation-receipt', path: consultation, form: { ...question, step: 'send' } },
  { name: 'case', path: '/housing/case' },
  { name: 'case-status', path: '/housing/case', form: { code: 'the code' } },
  { name: 'survey', path: survey },
  { name: 'survey-every-kind', path: surveyOfAllKinds },
  { name: 'survey-thanks', path: survey, form: { 'q.ease': '4', 'q.channel': 'site', 'q.missing': 'Сроков ремонта.' } },
  { name: 'survey-stored', path: `${survey}/stored` },
  { name: 'results', path: '/housing/results/information-access' },
  { name: 'missing', path: '/housing/publications/none' },
];
