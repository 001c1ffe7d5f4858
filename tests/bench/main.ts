// What costs citizens time, each beside something to compare it with, interleaved in one run:
//   npm run bench [-- feed|form|proof|ballot …] [--rounds 5] [--throttle 4]
// `feed`: 1,000 publications beside naive rendering and an empty page [--src] [--scroll-throttle 4] [--step 300];
// `form`: the consultation form beside a plain HTML form on a bad line, and beside Lit as it comes on a slow machine;
// `proof`: the work of filing on a weak phone, slowed down 6 times unless told otherwise;
// `ballot`: bytes, sealing and work of an answered survey, at 4 and at 6 times. All without a name. Exits 1
// where an aim isn't met. Nothing else may run meanwhile.
import { parseArgs } from 'node:util';
import { missedAims } from './aims.ts';
import { benchBallot } from './ballot.report.ts';
import { benchFeed } from './feed.report.ts';
import { benchForm } from './form.report.ts';
import { benchProof } from './proof.report.ts';

const text = { type: 'string' } as const;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: text, src: { type: 'boolean' }, throttle: text, 'scroll-throttle': text, step: text },
});
const number = (given: string | undefined, usual: number): number => Number(given ?? usual);
const rounds = number(values.rounds, 5);
const throttle = number(values.throttle, 4);
const parts: Record<string, () => Promise<void>> = {
  feed: () =>
    benchFeed({
      ...{ rounds, throttle, src: !!values.src },
      scrollThrottle: number(values['scroll-throttle'], throttle),
      step: number(values.step, 300),
    }),
  form: () => benchForm({ rounds, throttle }),
  ballot: () => benchBallot({ rounds }),
  proof: () => benchProof({ rounds, throttle: number(values.throttle, 6) }),
};
const unknown = positionals.filter((name) => !(name in parts));
if (unknown.length) {
  console.error(`Unknown part: ${unknown.join(', ')}. There are: ${Object.keys(parts).join(', ')}.`);
  process.exit(1);
}
for (const [name, run] of Object.entries(parts)) {
  if (positionals.length && !positionals.includes(name)) continue;
  console.log(`== ${name}`);
  await run();
}
process.exitCode = missedAims() ? 1 : 0;
