import { expect, fixture, html } from '@open-wc/testing';
import type { OtklikElement } from './element.ts';
import { hasPages } from './pages.ts';
import '../settings/settings.define.ts';
import '../survey/survey.define.ts';

describe('pages of an agency’s own', () => {
  const within = async (backend: string): Promise<OtklikElement> => {
    const around = await fixture(
      html`<otklik-settings backend=${backend} agency="housing"><otklik-survey survey="one"></otklik-survey></otklik-settings>`,
    );
    return around.firstElementChild as OtklikElement;
  };

  it('are there wherever an address was told, on the tag or around it, of this site too', async () => {
    expect(hasPages(await within(location.origin))).to.equal(true);
    expect(hasPages(await within('/'))).to.equal(true);
    expect(
      hasPages(await fixture(html`<otklik-survey survey="one" backend="/" agency="housing"></otklik-survey>`)),
    ).to.equal(true);
  });

  it('aren’t where a page’s own object answers, or nothing was told', async () => {
    const element = await within('/');
    element.backend = {};
    expect(hasPages(element)).to.equal(false);
    expect(hasPages(await fixture(html`<otklik-survey survey="one" agency="housing"></otklik-survey>`))).to.equal(
      false,
    );
  });
});
