import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

test('every tag has its class and its define module under the names that README gives', () => {
  for (const tag of ['feed', 'channels', 'consultation', 'case', 'survey', 'results', 'settings'])
    for (const name of [`${tag}.js`, `${tag}.define.js`]) {
      const path = fileURLToPath(import.meta.resolve(`@otklik/widgets/${name}`));
      assert.ok(path.endsWith(`/src/${tag}/${name.replace(/js$/, 'ts')}`) && existsSync(path), name);
    }
});
