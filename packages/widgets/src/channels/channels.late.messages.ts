import { share } from './channels.share.messages.ts';

/** What is told of a choice, and what comes with it. */
export const ru = {
  ...share,
  fit: 'Подходит под Ваш выбор',
  fits: {
    one: 'Подходит {n} канал, он первый в списке',
    few: 'Подходят {n} канала, они первые в списке',
    other: 'Подходят {n} каналов, они первые в списке',
  },
  fitsNone: 'Под Ваш выбор ничего не подходит, посмотрите все каналы',
} as const;
