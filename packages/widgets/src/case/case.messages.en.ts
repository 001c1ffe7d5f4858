import { en as base } from '../base/base.messages.en.ts';
import { en as slots } from '../base/slots.messages.en.ts';
import { en as uploads } from '../base/upload.messages.en.ts';
import { en as acts } from './case.acts.messages.en.ts';
import { en as files } from './case.files.messages.en.ts';
import { en as late } from './case.late.messages.en.ts';
import type { ru } from './case.messages.ts';

const first: Record<keyof typeof ru, string> = {
  ...base,
  title: 'What became of your request',
  code: 'Code from the receipt',
  codeHint: '12 characters, for example 7KQ4-M2XD-91TH',
  show: 'Show',
  error: 'Error: ',
};
export const en = { ...first, ...late, ...acts, ...slots, ...uploads, ...files };
