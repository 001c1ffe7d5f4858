import { expect, fixture, html } from '@open-wc/testing';
import { testBackend } from '../testing/memory.ts';
import { agency } from '../consultation/consultation.examples.ts';
import { cases } from './case.lives.ts';
import { code, text, title } from './case.testing.ts';
import type { OtklikCase } from './case.ts';

describe('a code that the address of the hosted page brings', () => {
  it('is out of the address before anything is asked, and opens its case', async () => {
    const before = location.href;
    const entries = history.length;
    history.replaceState({ kept: 1 }, '', `${location.pathname}${location.search}#otklik-code=${code}`);
    await import('./case.hosted.ts');
    expect(location.hash).to.equal('');
    expect(location.href).to.equal(before);
    expect(history.state).to.deep.equal({ kept: 1 });
    expect(history.length).to.equal(entries);

    const backend = testBackend({ cases: { [code]: cases.registered } });
    const element = document.createElement('otklik-case') as OtklikCase;
    let during = '';
    element.backend = {
      ...backend,
      readCase: (...asked) => {
        during = location.href;
        return backend.readCase(...asked);
      },
    };
    element.agency = 'housing';
    element.initial = { agency, now: '2026-11-23T08:00:00Z', typed: '' };
    (await fixture(html`<div></div>`)).append(element);
    while (!element.renderRoot.activeElement) await new Promise((done) => setTimeout(done, 5));
    expect(title(element)).to.equal('Ответим до 2 декабря 2026');
    expect(during).to.equal(before);
    expect(text(element)).not.to.contain(code);
    history.replaceState(null, '');
  });
});
