// Functions that run in a measured page; each is sent there as its own source, so that it refers to
// nothing outside itself but what `watch` has put there.

export interface LongTask {
  start: number;
  duration: number;
}

/** What `watch` keeps in the page. */
export interface Watched {
  /** When the first item was painted, ms since the navigation; 0: not yet. */
  first: number;
  tasks: LongTask[];
  /** Items in the list. */
  count(): number;
}

type Global = typeof globalThis & { watched: Watched };

/**
 * From the page's first moment on: long tasks, and the first item. It counts as painted in the first
 * task after the frame that found it: by then the frame is styled, laid out and recorded (elements of a
 * shadow tree have no entries of element timing). What the compositor does after that isn't in it.
 */
export function watch(): void {
  const watched: Watched = {
    first: 0,
    tasks: [],
    count: () => document.querySelector('#feed')?.shadowRoot?.querySelectorAll('li[part=item]').length ?? 0,
  };
  (globalThis as Global).watched = watched;
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) watched.tasks.push({ start: startTime, duration });
  }).observe({ type: 'longtask', buffered: true });
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    watched.first = performance.now();
    port1.close();
  };
  const look = (): void => {
    if (watched.count()) port2.postMessage(null);
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Until so many are in the list, and a while after. */
export async function shown(wanted: number): Promise<void> {
  const { watched } = globalThis as Global;
  const until = performance.now() + 60_000;
  const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
  while (!watched.first || watched.count() < wanted) {
    if (performance.now() > until) throw new Error(`${watched.count()} of ${wanted} items after a minute`);
    await pause(100);
  }
  await pause(700);
}

/** Presses the button for more until so many are in the list, each time once what came before is there. */
export async function showAll({ wanted, step }: { wanted: number; step: number }): Promise<void> {
  const { watched } = globalThis as Global;
  const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
  for (let count = watched.count(); count < wanted; count = watched.count()) {
    const buttons = document.querySelector('#feed')?.shadowRoot?.querySelectorAll('button') ?? [];
    const more = [...buttons].find(({ textContent }) => textContent.includes('Показать ещё'));
    if (!more) throw new Error(`no button for more at ${count} items`);
    // In a task of its own, as a person's press is.
    setTimeout(() => more.click());
    const until = performance.now() + 30_000;
    while (watched.count() < Math.min(count + step, wanted)) {
      if (performance.now() > until) throw new Error(`no more than ${watched.count()} items`);
      await pause(50);
    }
    await pause(150);
  }
  await pause(500);
}

/** Scrolls from top to bottom by so many px each frame. @returns ms between frames */
export async function scrollThrough(step: number): Promise<number[]> {
  scrollTo(0, 0);
  await new Promise((done) => setTimeout(done, 500));
  const intervals: number[] = [];
  await new Promise<void>((done) => {
    let last = 0;
    const frame = (now: number): void => {
      if (last) intervals.push(now - last);
      last = now;
      const end = document.documentElement.scrollHeight - innerHeight;
      if (scrollY >= end - 1) return done();
      scrollBy(0, step);
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  return intervals;
}

/** Elements of an item in the middle of the first page. */
export const elementsOfItem = (): number =>
  document.querySelector('#feed')?.shadowRoot?.querySelectorAll('li[part=item]')[5]?.querySelectorAll('*').length ?? 0;
