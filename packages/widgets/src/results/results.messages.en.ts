import type { Message } from '../base/messages.ts';
import { en as release } from '../base/release.messages.en.ts';
import { en as about } from '../survey/survey.element.messages.en.ts';
import type { ru as late } from './results.late.messages.ts';
import type { ru } from './results.messages.ts';

export const en: Record<keyof typeof ru | keyof typeof late, Message> = {
  ...about,
  ...release,
  none: 'There are no results yet.',
  counted: 'Responses: {n}',
  released: 'Published on {date}. The survey is open: one person may have answered several times.',
  uncounted: 'Could not be read: {n}.',
  pick: 'Results of',
  share: 'gave 4 or 5',
  shareOf: '{part} of {n} marks',
  mean: 'mean mark out of 5',
  marksOf: 'Share and mean are without “hard to say”. Mean mark: sum of marks ÷ {n}.',
  unsure: 'Hard to say',
  hidden: 'hidden',
  hiddenWhy:
    'Numbers under 5 are hidden, and with them those from which they could be computed: otherwise a person could be recognised.',
  withheld: 'Fewer than 10 responses. They are not shown: a person could be recognised by them.',
  written: 'Written answers are first read by staff, who take personal data out.',
  formula: 'Per cent of the responses to the question ({n}), rounded.',
  several: 'Several could be ticked, so the sum may be over 100%.',
  details: 'Table and notes',
  option: 'Answer',
  count: 'Responses',
  percent: 'Share',
};
