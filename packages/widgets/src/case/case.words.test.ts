import { expect, fixture, html } from '@open-wc/testing';
import { showExample } from '../base/example.ts';
import { ru as late } from './case.late.ts';
import { examples } from './case.examples.ts';
import { ru as first } from './case.messages.ts';
import { words } from './case.testing.ts';
import type { OtklikCase } from './case.ts';

/** Text of the widget's own, in each of its nodes and in what readers are told besides. */
const said = ({ renderRoot }: OtklikCase): string =>
  `${words(renderRoot.querySelector('.o'))} ${[...renderRoot.querySelectorAll('[aria-label]')].map((one) => one.getAttribute('aria-label')).join(' ')}`;

describe('the sentences of otklik-case', () => {
  it('can each be the host’s own: of ours none is left in any state', async () => {
    const catalogue = { ...first, ...late };
    const messages = Object.fromEntries(Object.keys(catalogue).map((key) => [key, '·']));
    // Single words may be of an answer, too.
    const ours = Object.entries(catalogue)
      .flatMap(([key, message]) =>
        (typeof message === 'string' ? [message] : Object.values(message as object)).map((text): [string, string] => [
          key,
          (text as string).replace(/\s+/g, ' '),
        ]),
      )
      .filter(([, text]) => !/[{}]/.test(text) && text.length > 16);
    const parent = await fixture(html`<div></div>`);
    for (const example of examples.filter(({ attributes }) => attributes?.['lang'] !== 'en')) {
      parent.replaceChildren();
      const properties = { ...example.properties, messages };
      const element = (await showExample('otklik-case', { ...example, properties }, parent)) as OtklikCase;
      const shown = said(element);
      expect(shown, example.name).to.contain('·');
      const left = ours.filter(([, text]) => shown.includes(text)).map(([key]) => key);
      expect(left, example.name).to.deep.equal([]);
    }
  });
});
