import assert from 'node:assert/strict';
import { test } from 'node:test';
import { staysWhole, zoomed } from './adapting.ts';
import { examplesGallery } from './gallery.ts';

/* Every example of a survey and of results; on real pages: answering.test.ts. */

const gallery = examplesGallery();

test('at 400%, with text at 200%, right to left, in forced colours and without motion every example stays whole', async (all) => {
  for (const [widget, name] of await gallery.names()) {
    await all.test(`${widget}: ${name}`, async () => {
      const { page, complaints } = await gallery.show(widget, name, zoomed);
      await staysWhole(page, `otklik-${widget}`);
      assert.deepEqual(complaints, []);
      await page.context().close();
    });
  }
});
