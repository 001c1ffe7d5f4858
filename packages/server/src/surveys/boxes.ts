import type { Audience } from '@otklik/core/contract/common.js';
import type { IsoDate } from '@otklik/core/domain/calendar.js';
import type { OpenBox } from './box-store.ts';

/** What is fixed for a box as long as it is there: its manifest never changes, nor does an agency's clock while the server runs. */
export interface Box extends OpenBox {
  /** Of each of its ballots. */
  bytes: number;
  closesOn: IsoDate | null;
  audience: Audience;
  timeZone: string;
}

/** More are never open at once; of those that went without a word the memory is rid then. */
const most = 1_000;

/**
 * Boxes that took a ballot, in the memory of this process, so that the next one asks the database
 * once: whether its box is still open, and to be put in. Whether a box is open isn't remembered.
 */
export interface Boxes {
  get(id: string): Box | undefined;
  keep(box: Box): void;
  drop(id: string): void;
}

export function boxes(): Boxes {
  const known = new Map<string, Box>();
  return {
    get: (id) => known.get(id),
    keep: (box) => {
      if (known.size >= most) known.clear();
      known.set(box.id, box);
    },
    drop: (id) => void known.delete(id),
  };
}
