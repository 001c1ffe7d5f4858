import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { measure, subjects, type Measured } from './measure.ts';

let measured: Measured[] = [];
before(async () => {
  measured = await measure();
});

for (const { name, limit, ceiling = limit } of subjects) {
  test(`${name}.js stays within ${ceiling / 1000} kB until the first interaction`, () => {
    const found = measured.find((one) => one.name === name);
    assert.ok(found, 'not measured');
    assert.deepEqual(found.complaints, [], 'the page complains');
    const files = found.files.map(({ path, bytes }) => `${path} ${bytes}`).join(', ');
    assert.ok(found.bytes <= ceiling, `${found.bytes} bytes: ${files}`);
  });
}
