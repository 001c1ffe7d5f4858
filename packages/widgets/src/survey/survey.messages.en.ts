import type { Message } from '../base/messages.ts';
import { en as release } from '../base/release.messages.en.ts';
import { en as about } from './survey.element.messages.en.ts';
import type { ru as late } from './survey.late.messages.ts';
import type { ru } from './survey.messages.ts';

export const en: Record<keyof typeof ru | keyof typeof late, Message> = {
  ...about,
  ...release,
  failed_too_many_attempts: 'Too many attempts. Wait a minute and try again.',
  skip: 'You may skip any question.',
  anonymous: 'This survey is anonymous',
  promise:
    'We do not ask your name, and your browser encrypts the answers. After the count we have nothing that links a person to an answer. Before it only the operator of the system could link them. The survey is open: one person may answer several times.',
  number: 'Question {n} of {all}',
  several: 'Tick all that apply.',
  unsure: 'Hard to say',
  chosen: 'Your mark: {value}, {words}',
  left: { one: '{n} character left', other: '{n} characters left' },
  over: 'Characters too many: {n}',
  limit: 'Characters: up to {n}.',
  send: 'Send',
  sending: 'Sending…',
  final: 'Once sent, answers can be neither changed nor taken back: we cannot tell which ones are yours.',
  kept: 'Your answers were not sent. All of them are still here.',
  check: 'Please check your answers',
  too_long: { one: 'Shorten the answer by {n} character', other: 'Shorten the answer by {n} characters' },
  required: 'Answer at least one question',
  too_large: 'The answers are too long together: shorten the texts',
  wrong: 'Choose one of the answers offered',
  error: 'Error: ',
  changed: 'The survey changed while you were answering',
  changedHint: 'These are the new questions. Answers that fit them were kept. Check them and send again.',
  confirmed: 'The server confirmed receipt',
  thanks: 'Thank you, your answers were received',
  thanksOne: 'Thank you, your answer was received',
  results: 'Survey results',
  what: 'See what was sent',
  before: 'Answers before encryption',
  question: 'Question',
  answer: 'Answer',
  skipped: 'skipped',
  size: 'Size',
  bytes: { one: '{n} byte, the same for everyone', other: '{n} bytes, the same for everyone' },
  parcelHash: 'Hash of the parcel',
  manifestHash: 'Hash of the questionnaire',
  notSent: 'Not sent',
  notSentWhat: 'name, cookies, address of the page',
  seen: 'What cannot be hidden: network address, name of the browser, name of the site and time of the connection. Whoever watches the network sees them. We do not record them.',
  native:
    'Your browser sent the answers without encryption of its own, over a secure connection only. The server encrypted them as soon as they came. This is weaker: between receipt and encryption the server saw the answers.',
};
