import type { Message } from './messages.ts';
import type { ru } from './release.messages.ts';

export const en: Record<keyof typeof ru, Message> = {
  when: 'Results are published once there are at least {n} new responses.',
  often: { one: 'At most once in {n} day.', other: 'At most once in {n} days.' },
};
