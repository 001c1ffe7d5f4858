import { publicationKinds } from '@otklik/core/contract/publications.js';
import { needs, replyForms } from '@otklik/core/domain/consultations/vocabulary.js';

/** Attributes that take one of these words and nothing else. */
export const choices: Record<string, readonly string[]> = {
  audience: ['external', 'internal'],
  theme: ['auto', 'light', 'dark', 'contrast'],
  kind: publicationKinds,
  need: needs,
  'reply-form': replyForms,
};
