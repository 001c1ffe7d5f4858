import { open, send, type Filing } from './writers.ts';

/** Counts what was checked; a failed check is told at once. */
export class Checks {
  passed = 0;
  failed = 0;

  check(name: string, problems: readonly string[]): void {
    if (problems.length === 0) {
      this.passed += 1;
      return;
    }
    this.failed += 1;
    console.log(`  FAILED ${name}: ${problems.length}, such as ${problems.slice(0, 3).join('; ')}`);
  }
}

/** So many at a time. */
async function each<T>(items: readonly T[], work: (item: T) => Promise<string | null>): Promise<string[]> {
  const waiting = [...items];
  const problems: string[] = [];
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      const problem = await work(item);
      if (problem) problems.push(problem);
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  return problems;
}

/** Every acknowledged consultation is there: its code opens it, with its number and question. */
export const acknowledgedAreThere = (address: string, filings: readonly Filing[]): Promise<string[]> =>
  each(filings, async ({ receipt, question, key }) => {
    if (!receipt) return null;
    const found = await open(address, receipt.code);
    if (!found) return `${receipt.number} is lost (key ${key})`;
    return found.number === receipt.number && found.question === question
      ? null
      : `${receipt.number} is ${found.number}`;
  });

/** What wasn't acknowledged is sent again, several at once as an impatient person would; each key gives one receipt. */
export const resentGiveOneEach = (address: string, filings: readonly Filing[]): Promise<string[]> =>
  each(filings, async (filing) => {
    const receipts = await Promise.all([send(address, filing), send(address, filing), send(address, filing)]);
    const [first] = receipts;
    if (!first || receipts.some((one) => JSON.stringify(one) !== JSON.stringify(first)))
      return `key ${filing.key}: ${JSON.stringify(receipts)}`;
    filing.receipt = first;
    return null;
  });

/** Acknowledged ones sent again give the receipt that they got. */
export const repeatedAreEqual = (address: string, filings: readonly Filing[]): Promise<string[]> =>
  each(filings, async (filing) => {
    const again = await send(address, filing);
    return JSON.stringify(again) === JSON.stringify(filing.receipt)
      ? null
      : `key ${filing.key}: ${JSON.stringify([filing.receipt, again])}`;
  });

/** As many numbers as keys, none twice, none left out: no key has made two cases, and none but known ones. */
export function numbersAreWhole(filings: readonly Filing[]): string[] {
  const numbers = new Set(filings.map(({ receipt }) => Number(/^И-(\d+)\//.exec(receipt?.number ?? '')?.[1])));
  const problems: string[] = [];
  for (let number = 1; number <= filings.length; number++)
    if (!numbers.has(number)) problems.push(`number ${number} is nobody's`);
  if (numbers.size !== filings.length) problems.push(`${filings.length} keys, ${numbers.size} numbers`);
  return problems;
}
