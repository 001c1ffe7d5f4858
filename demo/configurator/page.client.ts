// What the page does where scripts run: the code follows the choice at once, and goes to the clipboard.
import type { Result } from './page.ts';

const form = document.querySelector('form');
const status = document.querySelector<HTMLElement>('[role=status]');
const parts = document.querySelector('#parts');

/** Said anew even if the words are the same. */
function say(words = ''): void {
  if (!status) return;
  status.textContent = '';
  setTimeout(() => (status.textContent = words), 50);
}

async function copy(button: HTMLButtonElement): Promise<void> {
  const shown = document.getElementById(button.dataset['copy'] ?? '');
  try {
    await navigator.clipboard.writeText(shown?.textContent ?? '');
    say(status?.dataset['copied']);
  } catch {
    if (shown) getSelection()?.selectAllChildren(shown);
    say(status?.dataset['notCopied']);
  }
}

/** One block of code; the first of the page is its model. */
function block(text: string, at: number): Node {
  const made = parts?.querySelector('.code')?.cloneNode(true) as HTMLElement;
  const id = `part-${at + 1}`;
  const [pre, button] = [made.querySelector('pre'), made.querySelector('button')];
  if (pre) {
    pre.id = id;
    pre.setAttribute('aria-label', (pre.getAttribute('aria-label') ?? '').replace(/\d+$/, String(at + 1)));
    pre.replaceChildren(Object.assign(document.createElement('code'), { textContent: text }));
  }
  if (button) button.dataset['copy'] = id;
  return made;
}

function put(id: string, text: string): void {
  const place = document.querySelector(`#${id} code`) ?? document.getElementById(id);
  if (place) place.textContent = text;
}

/** The code for what was chosen; undefined: it can't be had now. */
async function resultOf(query: URLSearchParams): Promise<Result | undefined> {
  try {
    const response = await fetch(`/demo/configurator/result.json?${query.toString()}`);
    return response.ok ? ((await response.json()) as Result) : undefined;
  } catch {
    return undefined;
  }
}

let asked = 0;
async function follow(): Promise<void> {
  if (!form) return;
  const mine = ++asked;
  const query = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, value as string]));
  const result = await resultOf(query);
  // Somebody chose something else meanwhile.
  if (mine !== asked) return;
  if (!result) throw new Error('no code');
  history.replaceState(null, '', `/demo/configurator.html?${query.toString()}`);
  put('steps', result.steps);
  put('policy', result.policy);
  put('check', result.check);
  parts?.replaceChildren(...result.parts.map(block));
  for (const frame of document.querySelectorAll('iframe'))
    if (frame.getAttribute('src') !== result.preview) frame.src = result.preview;
  const other = document.querySelector<HTMLAnchorElement>('header a[hreflang]');
  query.set('lang-of-page', other?.hreflang ?? 'ru');
  if (other) other.href = `?${query.toString()}`;
  say(status?.dataset['done']);
}

/** Each widget has options of its own; those of others aren't sent. */
function switchFields(): void {
  const widget = form?.querySelector<HTMLInputElement>('[name=widget]:checked')?.value;
  for (const fields of document.querySelectorAll<HTMLFieldSetElement>('[data-of]'))
    fields.hidden = fields.disabled = fields.dataset['of'] !== widget;
}

form?.addEventListener('change', () => {
  switchFields();
  void follow().catch(() => say(status?.dataset['notDone']));
});
form?.addEventListener('submit', (event) => {
  event.preventDefault();
  void follow().catch(() => form.submit());
});
document.addEventListener('click', (event) => {
  const button = (event.target as Element).closest<HTMLButtonElement>('[data-copy]');
  if (button) void copy(button);
});
for (const button of document.querySelectorAll<HTMLElement>('[data-copy]')) button.hidden = false;
// A browser that comes back keeps what was chosen.
switchFields();
