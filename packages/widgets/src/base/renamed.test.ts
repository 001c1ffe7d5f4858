import { expect, fixture, waitUntil } from '@open-wc/testing';
import { html, render } from 'lit-html';
import '../channels/channels.define.ts';
import { backend } from '../channels/channels.examples.ts';
import type { OtklikElement } from './element.ts';

/** Two widgets where these styles are set, once they are shown; their views. */
async function views(style: string): Promise<HTMLElement[]> {
  const place = await fixture<HTMLElement>(html`<div></div>`);
  place.style.cssText = style;
  render(
    html`<otklik-channels .backend=${backend} agency="housing"></otklik-channels>
      <otklik-channels .backend=${backend} agency="housing"></otklik-channels>`,
    place,
  );
  return Promise.all(
    [...place.querySelectorAll<OtklikElement>('otklik-channels')].map(async (element) => {
      await waitUntil(() => element.shadowRoot?.querySelector('.o:not([hidden])'), 'never shown', { timeout: 5000 });
      return element.renderRoot.querySelector('.o') as HTMLElement;
    }),
  );
}
const schemes = (shown: HTMLElement[]): string[] => shown.map((view) => getComputedStyle(view).colorScheme);

describe('a token by a name that it had before', () => {
  const { warn } = console;
  const lines: string[] = [];
  before(() => {
    console.warn = (line: string) => void lines.push(line);
  });
  after(() => {
    console.warn = warn;
  });

  it('isn’t heard of where a page sets none', async () => {
    expect(schemes(await views('--otklik-scheme: dark'))).to.deep.equal(['dark', 'dark']);
    expect((await views('')).map((view) => view.getAttribute('style'))).to.deep.equal([null, null]);
    expect(lines).to.deep.equal([]);
  });

  it('counts as the new one does, and the console says so once for the page', async () => {
    const shown = await views('--otklik-color-scheme: dark');
    expect(schemes(shown)).to.deep.equal(['dark', 'dark']);
    const place = (shown[0]?.getRootNode() as ShadowRoot).host.parentElement as HTMLElement;
    place.style.setProperty('--otklik-color-scheme', 'light');
    expect(schemes(shown)).to.deep.equal(['light', 'light']);
    await waitUntil(() => lines[0]);
    await views('--otklik-color-scheme: dark');
    expect(lines).to.deep.equal([
      "otklik: --otklik-color-scheme is called --otklik-scheme now: rename it in the page's styles; until then it works as before",
    ]);
  });

  it('gives way to the new one', async () => {
    expect(schemes(await views('--otklik-color-scheme: dark; --otklik-scheme: light'))).to.deep.equal([
      'light',
      'light',
    ]);
  });
});
