/* The consultation form on a bad line beside a plain HTML form of the same fields, and on a slow machine beside Lit as it comes. */
import { each, ms, verdict } from './aims.ts';
import { formPages, kbits, latency, openFormBench, type FormMeasured, type FormPage } from './form.ts';
import { median } from './load.ts';

type Round = Record<FormPage, FormMeasured>;

const titles: Record<FormPage, string> = {
  plain: 'plain HTML, a style sheet, a script',
  own: 'one line, its own file',
  fuller: 'fuller snippet, its own file',
  all: 'one line, the file of all widgets',
  fullerAll: 'fuller snippet, the file of all widgets',
  hosted: 'rendered by the server',
  bare: 'Lit as it comes, in one file',
};

/** Each page once, in turn from another one on. */
async function round(at: number, measure: (page: FormPage) => Promise<FormMeasured>): Promise<Round> {
  const found: Partial<Round> = {};
  for (let step = 0; step < formPages.length; step++) {
    const page = formPages[(at + step) % formPages.length] ?? 'plain';
    found[page] = await measure(page);
  }
  return found as Round;
}

export async function benchForm({ rounds, throttle }: { rounds: number; throttle: number }): Promise<void> {
  const bench = await openFormBench(throttle);
  const [line, machine]: [Round[], Round[]] = [[], []];
  try {
    // The first of all pays for what is warm after it.
    await round(0, bench.onMachine);
    for (let at = 0; at < rounds; at++) {
      line.push(await round(at, bench.onLine));
      machine.push(await round(at, bench.onMachine));
    }
  } finally {
    await bench.close();
  }
  const of = (all: Round[], page: FormPage, name: keyof FormMeasured): number[] => all.map((one) => one[page][name]);
  const ratio = (all: Round[], page: FormPage, beside: FormPage, name: keyof FormMeasured): number[] =>
    all.map((one) => one[page][name] / one[beside][name]);
  const two = (one: number): string => one.toFixed(2);
  const tell = (title: string, ratios: number[], aimed = ''): void =>
    console.log(`  ${title}: ${two(median(ratios))} (${each(ratios, two)})${aimed}`);
  const aim = (title: string, ratios: number[], most: number): void =>
    tell(title, ratios, `: ${verdict(median(ratios) <= most, `at most ${most}`)}`);

  console.log(`\n${kbits} kbit/s, ${latency} ms, ${rounds} rounds; usable / topics there / bytes; medians`);
  for (const page of formPages)
    console.log(
      `  ${titles[page]}: ${ms(median(of(line, page, 'usable')))} / ${ms(median(of(line, page, 'topics')))} / ${median(of(line, page, 'bytes'))}`,
    );
  console.log('Usable, times the plain form:');
  aim(titles.own, ratio(line, 'own', 'plain', 'usable'), 1.3);
  for (const page of ['fuller', 'all', 'fullerAll'] as const) tell(titles[page], ratio(line, page, 'plain', 'usable'));
  aim(titles.hosted, ratio(line, 'hosted', 'plain', 'usable'), 0.8);
  console.log('Topics there, times the plain form, which has them in it:');
  aim(titles.own, ratio(line, 'own', 'plain', 'topics'), 1.7);
  aim(titles.fuller, ratio(line, 'fuller', 'plain', 'topics'), 1.4);
  for (const page of ['all', 'fullerAll'] as const) tell(titles[page], ratio(line, page, 'plain', 'topics'));

  console.log(`\nCPU slowed down ${throttle} times; main thread busy / blocked beyond 50 ms a task; medians`);
  for (const page of formPages)
    console.log(
      `  ${titles[page]}: ${ms(median(of(machine, page, 'busy')))} / ${ms(median(of(machine, page, 'blocking')))}`,
    );
  for (const [name, words] of [
    ['blocking', 'Blocked'],
    ['busy', 'Busy'],
  ] as const) {
    console.log(`${words}, times Lit as it comes:`);
    aim(titles.own, ratio(machine, 'own', 'bare', name), 1.5);
    tell(titles.all, ratio(machine, 'all', 'bare', name));
    tell(titles.hosted, ratio(machine, 'hosted', 'bare', name));
  }

  console.log('\nLayout shift, the most of all rounds:');
  for (const page of ['own', 'all', 'fuller', 'fullerAll', 'hosted'] as const) {
    const most = Math.max(...of(line, page, 'shift'), ...of(machine, page, 'shift'));
    console.log(
      `  ${titles[page]}: ${most.toFixed(3)}${/own|all$/.test(page) ? '' : `: ${verdict(most < 0.0005, '0.000')}`}`,
    );
  }
}
