import type { ru } from './base.messages.ts';

export const en: Record<keyof typeof ru, string> = {
  retry: 'Try again',
  failedNetwork: 'No connection to the server. Check your network and try again.',
  failedTimeout: 'The server did not answer in time. Please try again.',
  failedOurs: 'Something went wrong on our side. Try again later or use the link.',
  failedBusy: 'Too many attempts in a row. Wait a minute and try again.',
  loading: 'Loading…',
};
