import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../../contract/check.ts';
import { fileSchema, type File } from '../../contract/common.ts';
import type { Draft } from '../../contract/staff/consultations.ts';
import { caseFile, filesOf, sentFilesOf, withFiles } from './case-files.ts';
import { clientView } from './client-view.ts';
import { drafts, lived, opened, register, start, submit, words, type Step } from './testing.ts';

const file = (id: string): File =>
  caseFile('housing', { id, name: `${id}.txt`, format: 'TXT', mediaType: 'text/plain', size: 3 });
const ids = (files: readonly File[]): string[] => files.map(({ id }) => id);

test('an uploaded file is shown by its name, under an address of the case', () => {
  assert.ok(check(fileSchema, file('plan')).ok);
  assert.deepEqual(file('plan').title, { ru: 'plan.txt' });
  assert.equal(file('plan').url, '/api/v1/agencies/housing/case/files/plan');
});

test('what comes with a request stands in its receipt; without files nothing does', () => {
  const [received] = withFiles(opened(), [file('a')]).timeline;
  assert.deepEqual(received, { ...opened().timeline[0], files: [file('a')] });
  assert.deepEqual(withFiles(opened(), []), opened());
});

test('files are gathered from whatever the client sent, in order', () => {
  const found = lived(
    withFiles(opened(), [file('a'), file('b')]),
    register,
    ['2026-11-03', { type: 'ask', question: words }],
    ['2026-11-04', { type: 'clarify', text: 'Вот.', files: [file('c')] }, 'client'],
    ['2026-11-05', { type: 'add_files', files: [file('d')] }, 'client'],
  );
  assert.deepEqual(ids(sentFilesOf(clientView(found))), ['a', 'b', 'c', 'd']);
  assert.deepEqual(ids(filesOf(clientView(found))), ['a', 'b', 'c', 'd']);
});

for (const [kind, draft] of Object.entries(drafts) as [keyof typeof drafts, Draft][]) {
  test(`a decision of kind ${kind} shows its files and signatures, and a draft none`, () => {
    const approve: Step = ['2026-11-06', { type: 'approve', revision: 1, number: '1-О', signatures: [file('sig')] }];
    const drafted = lived(
      withFiles(opened(), [file('a')]),
      register,
      start,
      ['2026-11-05', { type: 'draft', draft: { ...draft, files: [file('answer')] } }],
      submit(1),
    );
    assert.deepEqual(ids(filesOf(clientView(drafted))), ['a']);
    const decided = clientView(lived(drafted, approve));
    assert.deepEqual(ids(filesOf(decided)), ['a', 'answer', 'sig']);
    assert.deepEqual(ids(sentFilesOf(decided)), ['a']);
  });
}
