// Runs in a measured page from its first moment on; sent there as its own source, so that it refers to
// nothing outside itself.

export interface FormWatched {
  /** When the form could be used: a field visible, enabled, submittable; ms since the navigation, 0: not yet. */
  usable: number;
  /** The same, when its topics were there. */
  topics: number;
  /** Of the page so far, without what followed an input. */
  shift: number;
  /** Tasks over 50 ms: what each was over, ms. */
  blocking: number;
}

/**
 * A state counts once it is painted: in the first task after the frame that found it, by which time the frame is
 * styled, laid out and recorded. Frames wait for style sheets, so what isn't styled yet doesn't count.
 */
export function watchForm(): void {
  const watched: FormWatched = { usable: 0, topics: 0, shift: 0, blocking: 0 };
  Object.assign(globalThis, { watched });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) watched.blocking += duration - 50;
  }).observe({ type: 'longtask', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as unknown as { value: number; hadRecentInput: boolean }[])
      if (!entry.hadRecentInput) watched.shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
  const root = (): ParentNode => document.querySelector('otklik-consultation, bare-form')?.shadowRoot ?? document;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }: MessageEvent<'usable' | 'topics'>) => (watched[data] ||= performance.now());
  const look = (): void => {
    const form = root().querySelector('form');
    const field = form?.querySelector<HTMLInputElement>('[name="applicant.name"]');
    const usable = !!field?.getClientRects().length && !field.matches(':disabled') && !!form?.querySelector('button');
    if (usable && !watched.usable) port2.postMessage('usable');
    if (usable && (form?.querySelectorAll('[name=topic] option').length ?? 0) > 1) return port2.postMessage('topics');
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
