import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { measure, subjects, type Measured } from './measure.ts';

let measured: Measured[] = [];
before(async () => {
  measured = await measure();
});

for (const { name, limit } of subjects) {
  test(`${name}.js stays within ${limit / 1000} kB until the first interaction`, () => {
    const found = measured.find((one) => one.name === name);
    assert.ok(found, 'not measured');
    assert.deepEqual(found.complaints, [], 'the page complains');
    const files = found.files.map(({ path, bytes }) => `${path} ${bytes}`).join(', ');
    assert.ok(found.bytes <= limit, `${found.bytes} bytes: ${files}`);
  });
}
