import type { FileContent } from '@otklik/core/backend/content.js';
import type { LocalizedText } from '@otklik/core/contract/common.js';
import type { ConsultationInput } from '@otklik/core/contract/consultations.js';

/**
 * What somebody asked, and in a few words what became of it. All names are invented and say so;
 * telephones are of area code 000, addresses of e-mail of example.org.
 */
export interface Story {
  key: string;
  about: LocalizedText;
  consultation: ConsultationInput;
  /** What belongs to its answer. */
  files?: FileContent[];
}
