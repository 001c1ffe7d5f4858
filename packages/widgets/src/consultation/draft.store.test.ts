import { expect } from '@open-wc/testing';
import { withOldJson } from '@otklik/core/testing/old-library.js';
import { Store } from './draft.store.ts';

const saved = '2026-12-01T06:00:00.000Z';
const values = { question: 'Когда починят «крышу»?' };

describe('what a device keeps of a consultation', () => {
  afterEach(() => localStorage.clear());

  it('is there again on a page whose old library makes JSON otherwise', async () => {
    const store = new Store('otklik draft test');
    const receipt = { code: 'AAAA-BBBB-CCCC', number: 'И-1/26' };
    const unsent = { key: 'k1', body: { question: 'Когда?' } };
    await withOldJson(() => {
      store.put(unsent as never);
      store.confirm('k2', receipt as never);
      store.change((kept) => (kept.draft = { saved, by: 'x', values }));
    });
    expect(store.read()).to.deep.equal({
      draft: { saved, by: 'x', values },
      unsent: [unsent],
      receipts: [{ key: 'k2', receipt }],
    });
  });
});
