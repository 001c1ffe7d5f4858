import { expect, fixture, html } from '@open-wc/testing';
import { OtklikElement } from './element.ts';
import { takeOver } from './take-over.ts';

describe('taking over what a server rendered', () => {
  /** Registered as the tag; knows whether its English was there before. */
  async function taken(tag: string): Promise<boolean> {
    let english = false;
    class Taken extends OtklikElement {
      static override async bringEnglish(): Promise<void> {
        english = true;
      }
      override view(): unknown {
        return undefined;
      }
      override look(): void {
        this.language = 'ru';
      }
    }
    await takeOver(tag, Taken);
    return english;
  }

  it('brings the language of the element, whatever the page around it speaks', async () => {
    document.documentElement.lang = 'ru';
    await fixture(html`<otklik-taken-one lang="en"></otklik-taken-one>`);
    expect(await taken('otklik-taken-one')).to.equal(true);
    document.documentElement.lang = 'en';
    await fixture(html`<otklik-taken-two lang="ru"></otklik-taken-two>`);
    expect(await taken('otklik-taken-two')).to.equal(false);
  });
});
