import { aTimeout, expect, fixture, waitUntil } from '@open-wc/testing';
import { html } from 'lit-html';
import '../channels/channels.define.ts';
import './settings.define.ts';
import type { OtklikElement } from '../base/element.ts';
import { backend } from '../channels/channels.examples.ts';
import { choose } from '../base/vision.ts';

const key = 'otklik-vision';

const ready = async (element: OtklikElement): Promise<HTMLElement> => {
  await waitUntil(() => element.shadowRoot?.querySelector('.o:not([hidden])'), 'never shown', { timeout: 5000 });
  return element.shadowRoot?.querySelector('.o') as HTMLElement;
};

/** A page with a panel, a widget inside it, a note of the host's and a widget elsewhere. */
async function page(panel: string, lang = 'ru') {
  const body = await fixture<HTMLElement>(
    html`<div lang=${lang}>
      <otklik-settings panel=${panel} agency="housing"><p>Слова сайта</p><otklik-channels .backend=${backend}></otklik-channels></otklik-settings>
      <otklik-channels .backend=${backend} agency="housing"></otklik-channels>
    </div>`,
  );
  const [inside, outside] = body.querySelectorAll<OtklikElement>('otklik-channels');
  const settings = body.querySelector('otklik-settings') as HTMLElement;
  await waitUntil(() => settings.shadowRoot?.querySelector('otklik-panel'), 'no panel', { timeout: 5000 });
  const shown = settings.shadowRoot?.querySelector('otklik-panel') as OtklikElement;
  const root = (await ready(shown)).getRootNode() as ShadowRoot;
  return {
    inside: await ready(inside as OtklikElement),
    outside: await ready(outside as OtklikElement),
    settings,
    panel: shown,
    pick: (name: string, value: string) =>
      root.querySelector<HTMLInputElement>(`input[name=${name}][value="${value}"]`)?.click(),
    button: () => root.querySelector('button') as HTMLButtonElement,
    keep: () => root.querySelector<HTMLInputElement>('[name=keep]') as HTMLInputElement,
    root,
  };
}

describe('low-vision panel', () => {
  beforeEach(() => {
    localStorage.removeItem(key);
    choose({}, false);
  });
  after(() => choose({}, false));

  it('changes the widgets inside it and nothing else, until the usual version is wanted', async () => {
    const { inside, outside, settings, pick, button, root } = await page('');
    const size = parseFloat(getComputedStyle(inside).fontSize);
    const words = settings.querySelector('p') as HTMLElement;
    const before = getComputedStyle(words).cssText;
    pick('size', '150');
    pick('colors', 'black');
    pick('letters', 'big');
    pick('lines', 'big');
    pick('family', 'times');
    pick('images', 'off');
    const style = getComputedStyle(inside);
    expect(parseFloat(style.fontSize)).to.equal(size * 1.5);
    expect([style.color, style.backgroundColor]).to.deep.equal(['rgb(255, 255, 255)', 'rgb(0, 0, 0)']);
    expect(style.fontFamily).to.contain('Times');
    expect(parseFloat(style.letterSpacing)).to.be.closeTo(size * 0.3, 0.01);
    const icon = inside.querySelector('svg') as SVGElement;
    expect(getComputedStyle(icon).display).to.equal('none');
    expect({ ...outside.dataset }).to.deep.equal({ theme: 'light' });
    await aTimeout(0);
    // Of the host's own it only notes what was chosen, and only on its own children.
    expect(getComputedStyle(words).cssText).to.equal(before);
    expect(words.dataset['otklikColors']).to.equal('black');
    expect(document.documentElement.getAttributeNames().filter((name) => /otklik/.test(name))).to.deep.equal([]);
    button().click();
    expect({ ...inside.dataset }).to.deep.equal({ theme: 'light' });
    await aTimeout(0);
    expect(words.getAttributeNames()).to.deep.equal([]);
    expect(root.querySelector('[role=status]')?.textContent).to.contain('обычная версия');
    expect(root.querySelectorAll<HTMLInputElement>('[type=radio][value=""]:checked').length).to.equal(6);
  });

  it('as panel of the page changes all its widgets, those that come later too', async () => {
    const { outside, pick, settings } = await page('page');
    pick('colors', 'blue');
    expect(getComputedStyle(outside).backgroundColor).to.equal('rgb(157, 209, 255)');
    const later = document.createElement('otklik-channels');
    later.setAttribute('agency', 'housing');
    Object.assign(later, { backend });
    settings.after(later);
    expect((await ready(later as OtklikElement)).dataset['colors']).to.equal('blue');
  });

  it('remembers only where that is chosen, and forgets with the usual version', async () => {
    const { pick, keep, button } = await page('');
    pick('size', '200');
    expect(localStorage.getItem(key)).to.equal(null);
    keep().click();
    await aTimeout(0);
    expect(localStorage.getItem(key)).to.equal('{"size":"200"}');
    pick('colors', 'green');
    expect(JSON.parse(localStorage.getItem(key) ?? '')).to.deep.equal({ size: '200', colors: 'green' });
    button().click();
    expect(localStorage.getItem(key)).to.equal(null);
    await aTimeout(0);
    expect(keep().checked).to.equal(false);
  });

  it('speaks English, names every option and passes axe', async () => {
    const { panel, root } = await page('', 'en');
    const names = [...root.querySelectorAll('label')].map((label) => label.textContent.trim());
    expect(names).to.include('Ц, white on black');
    expect(names).to.include('Remember on this device');
    await expect(panel).to.be.accessible();
  });

  it('goes with its attribute, and nothing of what was chosen stays on the children', async () => {
    const { inside, pick, settings } = await page('');
    pick('colors', 'brown');
    settings.removeAttribute('panel');
    await waitUntil(() => !settings.shadowRoot?.querySelector('otklik-panel'));
    await waitUntil(() => !inside.dataset['colors']);
    expect(settings.querySelector('p')?.getAttributeNames()).to.deep.equal([]);
  });

  it('that has gone marks nothing any more, though something of its own comes late', async () => {
    const { panel, settings } = await page('');
    settings.removeAttribute('panel');
    await waitUntil(() => !panel.isConnected);
    panel.requestUpdate();
    await panel.updateComplete;
  });
});
