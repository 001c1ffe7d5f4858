/* Ours beside as little as can do the same, in interleaved slices. */
import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { median, percentile, slice, type Shot, type Slice } from './load.ts';

export const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Starts a program and waits until it says that it serves. */
export function program(
  file: string,
  args: string[],
  port: number,
  variables: Record<string, string>,
): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--conditions=source', '--no-warnings', file, ...args], {
    env: { ...process.env, ...variables, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)));
    child.stdout.on('data', (chunk: Buffer) => {
      if (/ready/i.test(chunk.toString())) resolve(child);
    });
  });
}

export interface Pace {
  rounds: number;
  /** Of a slice. */
  seconds: number;
  clients: number;
}

export interface Pair {
  name: string;
  ours: string;
  bare: string;
  next: () => Shot;
  status: number;
  /** The least that the ratio of the medians may be; null: it is told alone. */
  aim: number | null;
}

/** Slices of both, one after the other, first one then the other first. */
export async function compare(
  { name, ours, bare, next, status, aim }: Pair,
  { rounds, seconds, clients }: Pace,
): Promise<boolean> {
  const run = (origin: string, length = seconds): Promise<Slice> =>
    slice(origin, next, { clients, seconds: length, status });
  await run(ours, 2);
  await run(bare, 2);
  const rates: Record<'ours' | 'bare', number[]> = { ours: [], bare: [] };
  const times: Record<'ours' | 'bare', number[]> = { ours: [], bare: [] };
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 ? (['bare', 'ours'] as const) : (['ours', 'bare'] as const);
    for (const side of order) {
      const result = await run(side === 'ours' ? ours : bare);
      rates[side].push(result.done / result.seconds);
      times[side].push(...result.times);
    }
  }
  const ratios = rates.ours.map((rate, round) => rate / (rates.bare[round] ?? NaN));
  const ratio = median(ratios);
  const figures = (side: 'ours' | 'bare'): string =>
    `${Math.round(median(rates[side]))}/s, p50 ${median(times[side]).toFixed(1)} ms, p99 ${percentile(times[side], 0.99).toFixed(1)} ms`;
  console.log(`${name}: ours ${figures('ours')}; bare ${figures('bare')}`);
  const enough = aim === null || ratio >= aim;
  const verdict = aim === null ? '' : `: ${enough ? 'meets' : 'MISSES'} ${aim}`;
  console.log(`  ratio ${ratio.toFixed(2)} (rounds ${ratios.map((one) => one.toFixed(2)).join(' ')})${verdict}`);
  return enough;
}
