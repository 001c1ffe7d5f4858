import { expect } from '@open-wc/testing';
import { html } from 'lit-html';
import { css } from './css.ts';
import { ReactiveElement, type Changed, type Declarations } from './reactive.ts';

class Base extends ReactiveElement {
  static override properties: Declarations = { name: {}, wholeName: { attribute: 'whole-name' } };
  static override styles = css`
    :host {
      display: block;
    }
  `;
  declare name: string | null;
  declare wholeName: string | null;
  changes: string[][] = [];

  override render(): unknown {
    return html`<p>${this.name}</p>`;
  }

  protected override updated(changed: Changed): void {
    this.changes.push([...changed]);
  }
}

class Probe extends Base {
  static override properties = { limit: { type: Number }, data: { attribute: false } };
  declare limit: number | null;
  declare data: unknown;
  /** Named as a field of the base might be. */
  values = 'its own';
  pending = 'its own';
}
customElements.define('reactive-probe', Probe);

type Attributes = Record<string, string>;

function made(tag: string, attributes: Attributes): Probe {
  const probe = document.createElement(tag) as Probe;
  for (const [name, value] of Object.entries(attributes)) probe.setAttribute(name, value);
  document.body.append(probe);
  return probe;
}

async function added(attributes: Attributes = {}): Promise<Probe> {
  const probe = made('reactive-probe', attributes);
  await probe.updateComplete;
  return probe;
}
const shown = (probe: Probe): string => probe.renderRoot.textContent ?? '';

describe('reactive element', () => {
  it('takes attributes, those of the classes above too, as text or as numbers', async () => {
    const probe = await added({ name: 'Ада', 'whole-name': 'Ада Л.', limit: '4', data: 'no' });
    expect([probe.name, probe.wholeName, probe.limit, probe.data]).to.deep.equal(['Ада', 'Ада Л.', 4, undefined]);
    probe.removeAttribute('limit');
    probe.removeAttribute('name');
    expect([probe.limit, probe.name]).to.deep.equal([null, null]);
    expect([probe.values, probe.pending]).to.deep.equal(['its own', 'its own']);
  });

  it('renders once for all that changed, and tells what that is', async () => {
    const probe = await added({ name: 'Ада' });
    expect(probe.changes).to.deep.equal([['name']]);
    probe.name = 'Ольга';
    probe.name = 'Нина';
    probe.limit = 3;
    expect(shown(probe)).to.equal('Ада');
    await probe.updateComplete;
    expect(shown(probe)).to.equal('Нина');
    expect(probe.changes[1]).to.deep.equal(['name', 'limit']);
    probe.name = 'Нина';
    await probe.updateComplete;
    expect(probe.changes, 'the same is no change').to.have.length(2);
  });

  it('keeps what was set before the tag was registered', async () => {
    const early = made('reactive-late', { name: 'Ада' });
    Object.assign(early, { limit: 7, data: { a: 1 } });
    customElements.define('reactive-late', class extends Probe {});
    await early.updateComplete;
    expect([early.limit, early.data]).to.deep.equal([7, { a: 1 }]);
    early.limit = 8;
    await early.updateComplete;
    expect(early.changes.at(-1)).to.deep.equal(['limit']);
  });

  it('renders only once it is in a document, and what controllers want with it', async () => {
    const probe = document.createElement('reactive-probe') as Probe;
    const told: string[] = [];
    probe.addController({ hostConnected: () => told.push('connected'), hostUpdated: () => told.push('updated') });
    probe.name = 'Ада';
    await new Promise((done) => setTimeout(done));
    expect(probe.renderRoot).to.equal(undefined);
    document.body.append(probe);
    await probe.updateComplete;
    expect(told).to.deep.equal(['connected', 'updated']);
    expect(shown(probe)).to.equal('Ада');
    probe.addController({ hostConnected: () => told.push('late') });
    expect(told.at(-1)).to.equal('late');
  });

  it('adopts each sheet once, and shares it', async () => {
    const [one, other] = [await added(), await added()];
    const [sheet] = one.renderRoot.adoptedStyleSheets;
    expect(one.renderRoot.adoptedStyleSheets).to.have.length(1);
    expect(other.renderRoot.adoptedStyleSheets[0]).to.equal(sheet);
    const more = css`
      p {
        color: red;
      }
    `;
    one.adopt([more, [more]]);
    expect(one.renderRoot.adoptedStyleSheets).to.have.length(2);
  });

  it('a rendering that fails doesn’t keep the next from being tried', async () => {
    const probe = await added({ name: 'Ада' });
    const { render } = probe;
    probe.render = () => {
      throw new Error('once');
    };
    probe.requestUpdate();
    const error = await probe.updateComplete.catch((reason: unknown) => reason);
    expect((error as Error).message).to.equal('once');
    probe.render = render;
    probe.name = 'Нина';
    await probe.updateComplete;
    expect(shown(probe)).to.equal('Нина');
  });
});
