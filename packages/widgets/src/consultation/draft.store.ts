import type { Receipt } from '@otklik/core/contract/consultations.js';
import { plainJson } from '@otklik/core/domain/json.js';
import type { Connection } from '../base/element.ts';
import type { Unsent } from './filing.proof.ts';

/** What stands in the fields, by their names. */
export type Values = Record<string, string>;

export interface StoredDraft {
  /** ISO 8601, by the clock of the device. */
  saved: string;
  /** Random, of the form that wrote it. */
  by: string;
  values: Values;
}

export interface StoredReceipt {
  /** That it was sent with. */
  key: string;
  receipt: Receipt;
}

/** All that a device keeps for one agency, in one place, so that a first screen has one place to look at. */
export interface Kept {
  draft?: StoredDraft | undefined;
  unsent: Unsent[];
  receipts: StoredReceipt[];
}

/** consultation.ts looks under the same name. */
export const storeName = ({ origin, agency, audience }: Pick<Connection, 'origin' | 'agency' | 'audience'>): string =>
  `otklik draft ${origin} ${agency} ${audience}`;

const isObject = (value: unknown): value is Record<string, unknown> =>
  !!value && typeof value === 'object' && !Array.isArray(value);

/** Names and texts, and nothing else; null for anything else. */
export function valuesFrom(value: unknown): Values | null {
  if (!isObject(value)) return null;
  const entries = Object.entries(value);
  return entries.every((entry): entry is [string, string] => typeof entry[1] === 'string')
    ? Object.fromEntries(entries)
    : null;
}

function draftFrom(value: unknown): StoredDraft | undefined {
  if (!isObject(value)) return undefined;
  const values = valuesFrom(value['values']);
  const { saved, by } = value;
  if (!values || typeof saved !== 'string' || Number.isNaN(Date.parse(saved)) || typeof by !== 'string')
    return undefined;
  return { saved, by, values };
}

const list = (value: unknown, member: string): Record<string, unknown>[] =>
  Array.isArray(value)
    ? value.filter(
        (one: unknown): one is Record<string, unknown> =>
          isObject(one) && typeof one['key'] === 'string' && isObject(one[member]),
      )
    : [];

/** The device's memory of one agency. It may be forbidden, full, or hold anything: then it is as if there were nothing. */
export class Store {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }

  read(): Kept {
    let found: unknown;
    try {
      found = JSON.parse(localStorage.getItem(this.name) ?? 'null');
    } catch {
      // As below.
    }
    if (!isObject(found)) return { unsent: [], receipts: [] };
    return {
      draft: draftFrom(found['draft']),
      unsent: list(found['unsent'], 'body') as unknown as Unsent[],
      receipts: list(found['receipts'], 'receipt') as unknown as StoredReceipt[],
    };
  }

  /** @returns whether it is kept now. */
  change(change: (kept: Kept) => void): boolean {
    const kept = this.read();
    change(kept);
    const { draft, unsent, receipts } = kept;
    try {
      if (draft || unsent.length || receipts.length) localStorage.setItem(this.name, plainJson(kept));
      else localStorage.removeItem(this.name);
      return true;
    } catch {
      return false;
    }
  }

  /** One that is to be sent, as it is now. */
  put(item: Unsent): boolean {
    return this.change((kept) => {
      kept.unsent = [...kept.unsent.filter(({ key }) => key !== item.key), item];
    });
  }

  drop(key: string): boolean {
    return this.change((kept) => {
      kept.unsent = kept.unsent.filter((one) => one.key !== key);
    });
  }

  /** It is sent: the draft has done its part, the receipt takes its place. */
  confirm(key: string, receipt: Receipt): boolean {
    return this.change((kept) => {
      kept.unsent = kept.unsent.filter((one) => one.key !== key);
      kept.receipts = [...kept.receipts.filter((one) => one.key !== key), { key, receipt }];
      kept.draft = undefined;
    });
  }

  /** The person has it. */
  forget(code: string): boolean {
    return this.change((kept) => {
      kept.receipts = kept.receipts.filter(({ receipt }) => receipt.code !== code);
    });
  }
}
