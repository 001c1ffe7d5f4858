import { randomUUID } from 'node:crypto';
import type { Case, Receipt } from '@otklik/core/contract/consultations.js';
import { testConsultation } from '@otklik/server/testing/content.js';

/** What was sent under which key, and the receipt once one was read to its end. */
export interface Filing {
  key: string;
  question: string;
  receipt: Receipt | null;
}

const root = (address: string): string => `${address}/api/v1/agencies/test`;

/** @returns null for any answer but a receipt, and for none. */
export async function send(address: string, { key, question }: Filing): Promise<Receipt | null> {
  try {
    const answer = await fetch(`${root(address)}/consultations`, {
      method: 'POST',
      body: JSON.stringify(testConsultation({ question })),
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
    });
    return answer.status === 201 ? ((await answer.json()) as Receipt) : null;
  } catch {
    return null;
  }
}

/** The case that a code opens; null when none. */
export async function open(address: string, code: string): Promise<Case | null> {
  const answer = await fetch(`${root(address)}/case`, { headers: { 'Case-Code': code } });
  return answer.status === 200 ? ((await answer.json()) as Case) : null;
}

export interface Writers {
  filings: Filing[];
  /** Lets each writer end what it has in flight, and waits for it. */
  stop(): Promise<void>;
}

/** So many writers, each with one consultation in flight at any moment. */
export function startWriters(address: string, writers: number): Writers {
  const filings: Filing[] = [];
  let going = true;
  const write = async (): Promise<void> => {
    while (going) {
      const key = randomUUID();
      const filing: Filing = { key, question: `Вопрос ${key}?`, receipt: null };
      filings.push(filing);
      filing.receipt = await send(address, filing);
      // Nothing answers any more: the next ones would only pile up.
      if (!filing.receipt) return;
    }
  };
  const all = Promise.all(Array.from({ length: writers }, write));
  return {
    filings,
    stop: async () => {
      going = false;
      await all;
    },
  };
}
