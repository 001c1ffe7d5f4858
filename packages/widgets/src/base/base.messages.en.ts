import type { ru } from './base.messages.ts';

export const en: Record<keyof typeof ru, string> = {
  loading: 'Loading…',
  failed: 'That did not work',
  retry: 'Try again',
  failed_network: 'No connection. Check your network and try again.',
  failed_timeout: 'The server did not answer in time. Please try again.',
  failed_ours: 'Something went wrong on our side. Try again later.',
};
