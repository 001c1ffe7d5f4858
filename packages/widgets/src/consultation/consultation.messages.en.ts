import { en as base } from '../base/base.messages.en.ts';
import { en as late } from './consultation.late.messages.en.ts';
import type { ru } from './consultation.messages.ts';

const first: Record<keyof typeof ru, string> = {
  ...base,
  title: 'Ask a question',
  intro: 'No sign-in. No need to explain why you want to know.',
  need: 'What would you like to do?',
  need_information: 'Request information',
  need_consultation: 'Get advice',
  need_visit: 'Book a visit',
  need_callback: 'Ask for a call',
  need_appeal: 'Submit a complaint, an application or a proposal',
  kind: 'Who is asking',
  citizen: 'Citizen of Russia',
  dual_citizen: 'Citizen of Russia and another country',
  foreign_citizen: 'Foreign citizen',
  stateless: 'Stateless person',
  self_employed: 'Self-employed',
  sole_proprietor: 'Sole proprietor',
  association: 'Association of citizens',
  legal_entity: 'Organisation',
  civil_servant: 'Civil servant',
  employee: 'Employee',
  name: 'Your name, or the name of the organisation',
  nameHint: 'The law does not let us consider a request without a name. It is never shown on the site.',
  topic: 'Topic',
  topicNone: 'Choose a topic',
  question: 'What you need to know',
  questionHint:
    'Name the subject, the period and the address. For example: “Roof repair schedule, 2026, 5 Example Street”.',
  reply: 'How to send the answer',
  by_email: 'By e-mail',
  by_post: 'By post',
  by_phone: 'Tell me by telephone',
  by_visit: 'I will come in person',
  by_case: 'I will open it here with the code',
  email: 'E-mail address',
  postalAddress: 'Postal address with postcode',
  phone: 'Telephone',
  caseHint: 'The law requires at least one contact.',
  consent: 'I agree to the processing of my data',
  policy: 'More about your data',
  send: 'Check and send',
};

export const en = { ...first, ...late };
