// Runs in the page that is pictured: shows one example of one widget.
import type { OtklikElement } from '../../packages/widgets/src/base/element.ts';
import { showExample, type Example } from '../../packages/widgets/src/base/example.ts';
import { examples as cases } from '../../packages/widgets/src/case/case.examples.ts';
import { examples as channels } from '../../packages/widgets/src/channels/channels.examples.ts';
import { examples as consultation } from '../../packages/widgets/src/consultation/consultation.examples.ts';
import { examples as feed } from '../../packages/widgets/src/feed/feed.examples.ts';
import { examples as results } from '../../packages/widgets/src/results/results.examples.ts';
import { examples as survey } from '../../packages/widgets/src/survey/survey.examples.ts';
import '../../packages/widgets/src/otklik.ts';

/** Those that look like no other. */
const pick = (examples: readonly Example[], ...names: string[]): Example[] =>
  names.map((name) => {
    const found = examples.find((one) => one.name === name);
    if (!found) throw new Error(`no example “${name}”`);
    return found;
  });

/** The low-vision panel above a small widget; `act`: what a person chooses there. */
const settings: Example[] = [
  { name: 'panel', backend: {} },
  {
    name: 'panel, much chosen',
    backend: {},
    act: async ({ renderRoot, updateComplete }) => {
      renderRoot.querySelector<HTMLElement>('summary')?.click();
      for (const [name, value] of [
        ...[['size', '150'] as const, ['colors', 'black'] as const, ['images', 'off'] as const],
        ...[['letters', 'average'] as const, ['lines', 'average'] as const, ['family', 'times'] as const],
      ])
        renderRoot.querySelector<HTMLElement>(`[name=${name}][value='${value}']`)?.click();
      await updateComplete;
    },
  },
];

/** @returns the panel, once it and the widget beneath are shown and it was used */
async function showPanel({ act }: Example, theme: string, parent: Element): Promise<OtklikElement> {
  // What was chosen in the scene before.
  (await import('../../packages/widgets/src/base/vision.ts')).choose({}, false);
  const around = document.createElement('otklik-settings');
  around.setAttribute('panel', '');
  around.setAttribute('theme', theme);
  // What is pictured is a block.
  around.style.display = 'block';
  parent.append(around);
  await showExample('otklik-case', { name: '', backend: {} }, around);
  for (;;) {
    const panel = around.shadowRoot?.querySelector<OtklikElement>('otklik-panel');
    if (panel?.shadowRoot?.querySelector('.o:not([hidden])')) {
      await act?.(panel);
      return panel;
    }
    await new Promise((done) => setTimeout(done, 10));
  }
}

/** What is pictured: of every other widget a line here and one above. */
const widgets: Readonly<Record<string, readonly Example[]>> = {
  feed,
  channels,
  consultation: pick(
    consultation,
    ...['errors', 'check of a visit', 'an appeal', 'need: visit', 'files'],
    ...['draft that differs', 'sent on from an earlier visit', 'receipt'],
  ),
  case: pick(
    cases,
    ...['mistyped code', 'question answered by nothing', 'visit to book', 'visit to move', 'files to add'],
    ...['answered, with the way to a survey', 'refused, with the way to a survey, in English'],
    ...['refused in part, as it was told before', 'term changed by a clarification'],
  ),
  survey: pick(
    survey,
    ...['every kind, answered', 'the last step', 'one question, explained', 'personal data'],
    ...['closed while it was open', 'sent, with what left'],
  ),
  results: pick(
    results,
    ...['a release', 'all kinds of questions', 'several releases, all opened', 'few ballots'],
    ...['questions changed since', 'none, and closed'],
  ),
  settings,
};

/** Until an example that doesn't come to its state is given up, ms. */
const patience = 15_000;
/** How long nothing in the element may have changed before it is pictured, ms. */
const quiet = 80;

const tooLong = (): Promise<never> =>
  new Promise((_, reject) => setTimeout(() => reject(new Error('the example never came to its state')), patience));

/** Until nothing changes: what an example's `act` began may go on after it. */
function settled(root: Node): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      observer.disconnect();
      resolve();
    };
    let timer = setTimeout(done, quiet);
    const observer = new MutationObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(done, quiet);
    });
    observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
  });
}

export interface Gallery {
  /** Names of examples by widget. */
  names(): Record<string, string[]>;
  /** Shows it on the surface of its theme. @returns where it stands on the page, CSS px */
  show(widget: string, name: string, theme: string): Promise<{ x: number; y: number; width: number; height: number }>;
}

const gallery: Gallery = {
  names: () =>
    Object.fromEntries(Object.entries(widgets).map(([widget, all]) => [widget, all.map(({ name }) => name)])),
  show: async (widget, name, theme) => {
    const example = widgets[widget]?.find((one) => one.name === name);
    if (!example) throw new Error(`no example “${name}” of ${widget}`);
    // Nothing is left of what was shown before.
    document.body.replaceChildren();
    localStorage.clear();
    sessionStorage.clear();
    scrollTo(0, 0);
    // Fonts first: what measures itself does so only once.
    await Promise.all([...document.fonts].map((font) => font.load()));
    const themed = { ...example, attributes: { ...example.attributes, theme } };
    const element = await Promise.race([
      widget === 'settings'
        ? showPanel(example, theme, document.body)
        : showExample(`otklik-${widget}`, themed, document.body),
      tooLong(),
    ]);
    await settled(element.renderRoot);
    const inner = element.renderRoot.querySelector('.o');
    const surface = inner && getComputedStyle(inner).getPropertyValue('--_surface');
    document.documentElement.style.background = surface || '#ffffff';
    await document.fonts.ready;
    const { x, y, width, height } = (document.body.firstElementChild as HTMLElement).getBoundingClientRect();
    return { x: x + scrollX, y: y + scrollY, width, height };
  },
};

Object.assign(globalThis, { gallery });
