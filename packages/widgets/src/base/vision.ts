import type { OtklikElement } from './element.ts';
import type { Controller } from './reactive.ts';
import { heedEarlierNames } from './renamed.ts';
import { around } from './settings.ts';
import { schemeStyles } from './schemes.styles.ts';
import { visionStyles } from './vision.styles.ts';

/*
 * What not every page has: the schemes, the low-vision mode of the page itself («версия для
 * слабовидящих»: the plugin bvi) and that of our own panel, a layout from right to left. Fetched by the
 * pages that have one of them.
 */

export const styles = [schemeStyles, visionStyles];

/** What can be chosen; what isn't chosen stays as it is. Sizes in per cent. */
export const visionChoices = {
  size: ['125', '150', '200'],
  images: ['off'],
  colors: ['white', 'black', 'blue', 'brown', 'green'],
  letters: ['average', 'big'],
  lines: ['average', 'big'],
  family: ['arial', 'times'],
} as const;

export type Choice = keyof typeof visionChoices;
export const choiceNames = Object.keys(visionChoices) as Choice[];
/** How a person wants to see. `images` can be `gray` too, where the page says so. */
export type Vision = Partial<Record<Choice, string | undefined>>;

const dark = matchMedia('(prefers-color-scheme: dark)');

/** The scheme that is asked for; under `auto` the system's, where the page takes part in it. */
function schemeOf(element: OtklikElement): string {
  const wanted = element.setting('theme');
  const theme = wanted && wanted !== 'auto' ? wanted : around(element, 'data-otklik-theme');
  if (theme === 'dark' || theme === 'contrast') return theme;
  const follows = (!theme || theme === 'auto') && dark.matches;
  return follows && getComputedStyle(element).colorScheme.includes('dark') ? 'dark' : 'light';
}

/** The nearest that fits, out through shadow roots. */
function closest(element: Element, selector: string): HTMLElement | null {
  const found = element.closest<HTMLElement>(selector);
  const root = element.getRootNode();
  return found ?? (root instanceof ShadowRoot ? closest(root.host, selector) : null);
}

/** What bvi 1.0.2 says of the page in attributes of the element into which it moves what is in the body. */
function ofBvi({ dataset }: HTMLElement): Vision {
  const { bviTheme: colors, bviFontfamily: family, bviImages: images } = dataset;
  const spaced = (value = ''): string | undefined => (value === 'normal' ? undefined : value);
  return {
    colors,
    family,
    images: images === 'false' ? 'off' : images === 'grayscale' ? 'gray' : undefined,
    letters: spaced(dataset['bviLetterspacing']),
    lines: spaced(dataset['bviLineheight']),
  };
}

const key = 'otklik-vision';

/** What this device was asked to remember; of what stands there only what can be chosen. */
function remembered(): Vision {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? '{}') as Vision;
    return Object.fromEntries(
      choiceNames
        .filter((name) => (visionChoices[name] as readonly string[]).includes(`${kept[name]}`))
        .map((name) => [name, kept[name]]),
    );
  } catch {
    return {};
  }
}

/** Whether it is remembered. */
export function isKept(): boolean {
  try {
    return localStorage.getItem(key) !== null;
  } catch {
    return false;
  }
}

/** What was chosen on our panel: one for the page, since it is the person's and no widget's. */
export let chosen = remembered();

/** @returns whether it is as was asked: a browser may keep nothing */
export function choose(vision: Vision, keep: boolean): boolean {
  chosen = vision;
  seeAnew();
  try {
    if (keep) localStorage.setItem(key, JSON.stringify(vision));
    else localStorage.removeItem(key);
    return true;
  } catch {
    return !keep;
  }
}

/** How an element is to be seen where it stands; the page's own mode comes before our panel. */
function visionOf(element: Element): Vision {
  const page = closest(element, '.bvi-body');
  if (page) return closest(element, '.bvi-no-styles') ? {} : ofBvi(page);
  const inReach = closest(element, 'otklik-settings[panel]') ?? document.querySelector('otklik-settings[panel=page]');
  return inReach ? chosen : {};
}

/** Where images aren't shown, what they show is told in words. */
function markImages(view: HTMLElement, off: boolean): void {
  for (const mark of view.querySelectorAll('.unseen')) mark.remove();
  if (!off) return;
  for (const image of view.querySelectorAll('img')) {
    if (!image.alt) continue;
    const mark = document.createElement('span');
    mark.className = 'unseen';
    mark.textContent = image.alt;
    image.after(mark);
  }
}

const followers = new Set<Follower>();
const eachFollower = (act: (one: Follower) => void) => (): void => {
  for (const one of followers) {
    if (one.element.isConnected) act(one);
    else followers.delete(one);
  }
};
const seeAnew = eachFollower((one) => one.hostUpdated());
let panels: Promise<typeof import('../settings/panel.ts')> | undefined;

/** Shows the panels that settings of the page ask for, and takes away those that aren't asked for any more. */
function showPanels(): void {
  if (!panels && !document.querySelector('otklik-settings[panel]')) return;
  panels ??= import('../settings/panel.ts');
  panels.then(
    (part) => part.showPanels(),
    () => (panels = undefined),
  );
}

// A page may change its theme, its settings and its low-vision mode, and the system its scheme, at any time.
const pages = new MutationObserver(() => {
  seeAnew();
  showPanels();
});
pages.observe(document, { subtree: true, attributeFilter: ['data-otklik-theme', 'panel'] });
dark.addEventListener('change', seeAnew);

/** Keeps one element as it is to be seen, where it stands. */
class Follower implements Controller {
  readonly element: OtklikElement;
  /** What it shows, once earlier names of tokens were looked for where it stands. */
  private heeded: HTMLElement | undefined;

  constructor(element: OtklikElement) {
    this.element = element;
  }

  hostConnected(): void {
    followers.add(this);
    this.heeded = undefined;
    const page = closest(this.element, '.bvi-body');
    // When that is gone the element is moved again, and comes here.
    if (page) pages.observe(page, { attributes: true });
    this.hostUpdated();
  }

  hostUpdated(): void {
    const { element } = this;
    const scheme = schemeOf(element);
    if (scheme !== element.palette) {
      element.palette = scheme;
      element.requestUpdate();
    }
    const view = element.renderRoot.querySelector<HTMLElement>('.o');
    // Not rendered yet.
    if (!view) return;
    if (this.heeded !== view) heedEarlierNames(element, (this.heeded = view));
    const vision = visionOf(element);
    for (const name of choiceNames) {
      const value = vision[name];
      if (value) view.dataset[name] = value;
      else delete view.dataset[name];
    }
    view.toggleAttribute('data-turned', getComputedStyle(element).direction === 'rtl');
    markImages(view, vision.images === 'off');
  }
}

const known = new WeakSet<OtklikElement>();

/** Lets an element follow what is around it from here on. */
export function follow(element: OtklikElement): void {
  showPanels();
  if (known.has(element)) return;
  known.add(element);
  if (!/^(auto|light|dark|contrast)$/.test(element.setting('theme') || 'auto')) element.fail('settings_wrong');
  element.addController(new Follower(element));
}
