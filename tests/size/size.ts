// How much the widgets weigh until the first interaction: npm run size [-- --files]
import { measure, type Measured } from './measure.ts';

const kilobytes = (bytes: number): string => (bytes / 1000).toFixed(2);
const row = (cells: string[]): string => cells.map((cell, at) => (at ? cell.padStart(10) : cell.padEnd(14))).join('');

const russian = await measure('ru');
const english = await measure('en');
const verdict = ({ bytes, limit, complaints }: Measured): string =>
  complaints.length ? 'broken' : bytes > limit ? 'over' : 'ok';

console.log(row(['brotli, kB', 'ru', 'en', 'limit', '']));
russian.forEach((one, at) => {
  const other = english[at]?.bytes ?? 0;
  console.log(row([one.name, kilobytes(one.bytes), kilobytes(other), kilobytes(one.limit), verdict(one)]));
  if (process.argv.includes('--files'))
    for (const { path, bytes } of one.files) console.log(row(['', kilobytes(bytes), `  ${path}`]));
  for (const complaint of one.complaints) console.log(`  ${complaint}`);
});
// Limits hold for pages in Russian; of English pages the figure is told.
process.exitCode = russian.every((one) => verdict(one) === 'ok') ? 0 : 1;
