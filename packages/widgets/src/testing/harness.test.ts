import { expect, fixture } from '@open-wc/testing';
import { html } from 'lit-html';
import { ReactiveElement } from '../base/reactive.ts';
import { takeViolations } from './violations.ts';
import { answerWith } from './worker.ts';

class HarnessProbe extends ReactiveElement {
  static override properties = { name: {}, bare: {} };

  declare name: string;
  declare bare: string | null;

  constructor() {
    super();
    this.name = 'Ада';
  }

  override render() {
    return html`<button>${this.bare === '' ? '' : `Привет, ${this.name}`}</button>`;
  }
}
customElements.define('harness-probe', HarnessProbe);

describe('test harness', () => {
  it('renders an element under the policy', async () => {
    const element = await fixture<HarnessProbe>(html`<harness-probe></harness-probe>`);
    expect(element.shadowRoot?.textContent).to.equal('Привет, Ада');
    element.name = 'Ольга';
    await element.updateComplete;
    expect(element.shadowRoot?.textContent).to.equal('Привет, Ольга');
  });

  it('lets axe see into a shadow root', async () => {
    await expect(await fixture(html`<harness-probe></harness-probe>`)).to.be.accessible();
    await expect(await fixture(html`<harness-probe bare></harness-probe>`)).not.to.be.accessible();
  });

  it('answers fetch through msw, on this origin and others', async () => {
    await answerWith((request) => Response.json({ asked: new URL(request.url).pathname }, { status: 201 }));
    const response = await fetch('/api/v1/agencies/housing', { credentials: 'omit', referrerPolicy: 'no-referrer' });
    expect(response.status).to.equal(201);
    expect(await response.json()).to.deep.equal({ asked: '/api/v1/agencies/housing' });
    await answerWith(() => Response.error());
    expect(await fetch('/api/v1/agencies/housing').catch(() => 'network')).to.equal('network');
    await answerWith(null);
  });

  it('refuses markup from text', async () => {
    expect(() => (document.body.innerHTML = '<p>text</p>')).to.throw(TypeError);
    expect(() => new DOMParser().parseFromString('<a/>', 'text/xml')).to.throw(TypeError);
    expect((await takeViolations()).map(({ effectiveDirective }) => effectiveDirective)).to.deep.equal([
      'require-trusted-types-for',
      'require-trusted-types-for',
    ]);
  });

  it('notices inline styles', async () => {
    const element = document.createElement('p');
    element.setAttribute('style', 'color: red');
    const sheet = document.createElement('style');
    sheet.textContent = 'p { color: red }';
    document.head.append(sheet);
    sheet.remove();
    const directives = (await takeViolations()).map(({ effectiveDirective }) => effectiveDirective);
    expect(directives).to.have.members(['style-src-attr', 'style-src-elem']);
  });

  it('notices requests to elsewhere', async () => {
    const failed = await fetch('https://elsewhere.example/beacon').catch(() => 'blocked');
    expect(failed).to.equal('blocked');
    expect((await takeViolations())[0]?.effectiveDirective).to.equal('connect-src');
  });
});
