import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PNG } from 'pngjs';
import { compare } from './compare.ts';
import { packed } from './packed.ts';

/** A white picture of 100 by 50, with so many of its pixels black. */
function picture(black = 0, { width = 100, height = 50 } = {}): Buffer {
  const png = new PNG({ width, height });
  png.data.fill(255);
  for (let at = 0; at < black; at++) png.data.fill(0, at * 4, at * 4 + 3);
  return PNG.sync.write(png);
}

test('of 5,000 pixels 5 may differ, 6 may not', () => {
  assert.deepEqual(compare(picture(), picture()), { problem: null, share: 0 });
  assert.equal(compare(picture(), picture(5)).problem, null);
  const found = compare(picture(), picture(6));
  assert.equal(found.problem, '0.12% of the pixels differ');
  assert.equal(PNG.sync.read(found.picture ?? Buffer.of()).width, 100);
});

test('a faint change of a large area is one, too', () => {
  const grey = PNG.sync.read(picture());
  for (let at = 0; at < grey.data.length; at++) if (at % 4 < 3) grey.data[at] = 235;
  assert.match(compare(picture(), PNG.sync.write(grey)).problem ?? '', /^100/);
});

test('another size is never the same', () => {
  assert.equal(compare(picture(), picture(0, { height: 51 })).problem, '100×51 px, it was 100×50');
});

test('packing loses nothing of up to 256 colours', () => {
  const before = picture(700);
  assert.deepEqual(PNG.sync.read(packed(before)).data, PNG.sync.read(before).data);
});

test('of more colours it keeps what no comparison sees, and areas exactly', () => {
  const shades = PNG.sync.read(picture(3000));
  // From black to white, to blue and to red: 765 of them.
  for (let at = 0; at < 765; at++) {
    const [value, hue] = [at % 255, Math.floor(at / 255)];
    shades.data.set([hue === 1 ? 0 : value, hue ? 0 : value, hue === 2 ? 0 : value], at * 4);
  }
  const before = PNG.sync.write(shades);
  const after = packed(before);
  assert.deepEqual(compare(before, after), { problem: null, share: 0 });
  assert.deepEqual(PNG.sync.read(after).data.subarray(-4), Buffer.from([255, 255, 255, 255]));
});
