import { en as base } from '../base/base.messages.en.ts';
import type { Message } from '../base/messages.ts';
import { en as release } from '../base/release.messages.en.ts';
import type { ru } from './results.messages.ts';

export const en: Record<keyof typeof ru, Message> = {
  ...base,
  ...release,
  none: 'There are no results yet.',
  missing: 'The results did not load',
  gone: 'There is no such survey.',
  counted: { one: '{n} response', other: '{n} responses' },
  released: 'Published on {date}.',
  repeated: 'The survey is open: one person may have answered several times.',
  uncounted: { one: '{n} more response could not be read.', other: '{n} more responses could not be read.' },
  pick: 'Other results',
  share: 'gave 4 or 5',
  shareOf: '{part} of {n} marks, without “hard to say”',
  mean: 'mean mark out of 5',
  meanOf: 'sum of marks ÷ {n}, without “hard to say”',
  unsure: 'Hard to say',
  hidden: 'hidden',
  hiddenWhy:
    'Numbers under 5 are hidden, and with them those from which they could be computed: otherwise a person could be recognised.',
  withheld: 'Fewer than 10 responses. They are not shown: a person could be recognised by them.',
  written: 'Written answers are first read by staff, who take personal data out. They are not published before that.',
  formula: { one: 'Per cent of {n} response, rounded.', other: 'Per cent of {n} responses, rounded.' },
  several: 'Several could be ticked, so the sum may be over 100%.',
  table: 'Show as a table',
  option: 'Answer',
  count: 'Responses',
  percent: 'Share',
};
