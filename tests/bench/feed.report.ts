/* The feed with 1,000 publications, 50 at a time, beside naive rendering of all of them in one go and beside an
   empty page, interleaved in one run, fresh pages, CPU slowed down. */
import { each, ms, percent, verdict } from './aims.ts';
import { total } from './feed.data.ts';
import { openBench, type NaiveMeasured, type OursMeasured } from './feed.ts';
import { median, percentile } from './load.ts';

export interface FeedOptions {
  rounds: number;
  /** From one JSON Feed file instead of the API. */
  src: boolean;
  throttle: number;
  scrollThrottle: number;
  /** px scrolled each frame; 300 are 18,000 px/s, faster than anybody reads. */
  step: number;
}

interface Frames {
  median: number;
  p95: number;
  /** Share of frames over 20 ms. */
  slow: number;
}
interface Round {
  ours: OursMeasured;
  naive: NaiveMeasured;
  scroll: Frames;
  /** The empty page, before and after. */
  empty: [Frames, Frames];
  emptyLongest: number;
}

const framesOf = (frames: readonly number[]): Frames => ({
  median: median(frames),
  p95: percentile(frames, 0.95),
  slow: frames.filter((ms) => ms > 20).length / frames.length,
});

export async function benchFeed({ rounds, src, throttle, scrollThrottle, step }: FeedOptions): Promise<void> {
  const bench = await openBench({ source: src ? 'src' : 'api', throttle, scrollThrottle, step });
  const done: Round[] = [];
  try {
    for (let round = 0; round < rounds; round++) {
      let naive = round % 2 ? await bench.naive() : undefined;
      const before = await bench.empty(done.at(-1)?.ours.height ?? 200_000);
      const ours = await bench.ours();
      const after = await bench.empty(ours.height);
      naive ??= await bench.naive();
      const scroll = framesOf(ours.frames);
      const empty: Round['empty'] = [framesOf(before.frames), framesOf(after.frames)];
      done.push({ ours, naive, scroll, empty, emptyLongest: Math.max(before.longest, after.longest) });
      console.log(
        `round ${round + 1}: first item ${ms(ours.first)}, naive ${ms(naive.first)}; ${ours.over} long tasks after it`,
      );
    }
  } finally {
    await bench.close();
  }

  const of = (read: (round: Round) => number): number[] => done.map(read);
  const from = src ? 'one JSON Feed file' : 'the API';
  const [first] = done;
  console.log(
    `\n${total} publications from ${from}, ${rounds} rounds, CPU slowed down ${throttle} times; medians, then each round`,
  );
  if (first && first.ours.elements !== first.naive.elements)
    console.log(
      `An item has ${first.ours.elements} elements, the naive one ${first.naive.elements}: tests/bench/feed.naive.ts is no longer alike.`,
    );

  const ratios = of(({ ours, naive }) => ours.first / naive.first);
  console.log(
    `\nFirst item painted: ${ms(median(of(({ ours }) => ours.first)))}, naive ${ms(median(of(({ naive }) => naive.first)))}`,
  );
  console.log(
    `  ratio ${median(ratios).toFixed(2)} (${each(ratios, (one) => one.toFixed(2))}): ${verdict(median(ratios) <= 0.5, 'at most 0.50')}`,
  );

  // A machine that does something else now and then must not decide: the median of the rounds does.
  console.log('\nLongest task after the first item (0: none over 50 ms):');
  for (const [phase, name] of [
    ['page', 'the rest of the first 50'],
    ['more', '“show more” to all 1,000'],
    ['scroll', 'scrolling'],
  ] as const) {
    const found = of(({ ours }) => ours.longest[phase]);
    console.log(
      `  ${name}: ${ms(median(found))} (${each(found, (one) => one.toFixed(0))}): ${verdict(median(found) <= 50, 'none over 50 ms')}`,
    );
  }
  console.log(`  naive, its longest of all: ${ms(median(of(({ naive }) => naive.longest)))}`);
  console.log(`  an empty page, scrolling: ${ms(median(of(({ emptyLongest }) => emptyLongest)))}`);

  // The empty page is scrolled before and after: what it differs from itself is noise, not the feed's doing.
  console.log(
    `\nFrames while scrolling through all by ${step} px each, CPU slowed down ${scrollThrottle} times, the feed / the empty page before / after:`,
  );
  for (const [name, show] of [
    ['median', ms],
    ['p95', ms],
    ['slow', percent],
  ] as const) {
    const [scroll, before, after] = [
      of(({ scroll }) => scroll[name]),
      of(({ empty }) => empty[0][name]),
      of(({ empty }) => empty[1][name]),
    ];
    const title = name === 'slow' ? 'over 20 ms' : name;
    console.log(
      `  ${title}: ${show(median(scroll))} / ${show(median(before))} / ${show(median(after))} (feed: ${each(scroll, show)})`,
    );
  }
  const p95s = of(({ scroll, empty: [a, b] }) => scroll.p95 / ((a.p95 + b.p95) / 2));
  const slower = of(({ scroll, empty: [a, b] }) => scroll.slow - (a.slow + b.slow) / 2);
  const p95Noise = Math.max(1.05, ...of(({ empty: [a, b] }) => Math.max(a.p95, b.p95) / Math.min(a.p95, b.p95)));
  const slowNoise = Math.max(0.01, ...of(({ empty: [a, b] }) => Math.abs(a.slow - b.slow)));
  console.log(
    `  p95, ratio ${median(p95s).toFixed(2)} (${each(p95s, (one) => one.toFixed(2))}): ${verdict(median(p95s) <= p95Noise, `at most ${p95Noise.toFixed(2)}, the empty page’s own spread`)}`,
  );
  console.log(
    `  over 20 ms, ${percent(median(slower))} more frames (${each(slower, percent)}): ${verdict(median(slower) <= slowNoise, `at most ${percent(slowNoise)}, the empty page’s own spread`)}`,
  );
}
