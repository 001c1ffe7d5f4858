import type { ru } from './slots.messages.ts';

export const en: Record<keyof typeof ru, string> = {
  'slots.visit': 'When it suits you to come',
  'slots.callback': 'When we should call you',
  'slots.zone': 'By the clock of the Service: {zone}.',
  'slots.place': 'Where: {place}.',
  'slots.loading': 'Loading free times…',
  'slots.none.visit': 'No time for a visit is free now. Look in later or contact us in another way.',
  'slots.none.callback': 'No time for a call is free now. Look in later or contact us in another way.',
  'slots.more': 'Other days',
  'slots.required': 'Choose a time',
  'slots.slot_taken': 'Somebody has just taken this time. Choose another one: the list is new',
  'slots.slot_passed': 'This time is over. Choose another one: the list is new',
  'slots.slot_unknown': 'This time is no longer offered. Choose another one: the list is new',
};
