// Opens the box that tally.fill.ts filled, in a process of its own, and prints what it cost as JSON.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { tallyBoxes } from '../../packages/server/src/surveys/tally.ts';
import { benchSurvey, openServices } from './tally.services.ts';

export interface TallyMeasured {
  /** s, of the whole tally. */
  seconds: number;
  /** The most memory of the process, bytes, and what it had before. */
  most: number;
  before: number;
  /** The longest that anything else had to wait, ms. */
  wait: number;
  counted: number;
  texts: number;
}

const { services, close } = await openServices();
const { agency, manifest } = benchSurvey;
// Whatever was made ready at the start is gone again.
await new Promise((done) => setTimeout(done, 1000));
const before = process.memoryUsage.rss();
let most = before;
const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 20);
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const begun = performance.now();
const [release] = await tallyBoxes(services, new Date(), { only: { agency, survey: manifest.survey } });
const seconds = (performance.now() - begun) / 1000;
delay.disable();
clearInterval(watch);
const { rows } = await services.database.db
  .selectFrom('survey_texts')
  .select(({ fn }) => fn.countAll().as('number'))
  .execute()
  .then((found) => ({ rows: Number(found[0]?.number ?? 0) }));
const measured: TallyMeasured = {
  seconds,
  most: Math.max(most, process.memoryUsage.rss()),
  before,
  wait: delay.max / 1e6,
  counted: release?.counted.to ?? 0,
  texts: rows,
};
console.log(JSON.stringify(measured));
await close();
