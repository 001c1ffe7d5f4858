import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { corpus } from './corpus.ts';
import { expected, files, inFull, outcome, table, tableOf } from './told.ts';

const names = (folder: URL, ending: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length))
    .sort();

describe('public SurveyJS definitions', () => {
  for (const source of corpus)
    it(`${source.name}: ${source.about}`, () => {
      assert.equal(inFull(outcome(source)), readFileSync(new URL(`${source.name}.txt`, expected), 'utf8'));
    });

  it('are 20 at least that become surveys; the table tells what came of each', () => {
    const outcomes = corpus.map(outcome);
    assert.ok(outcomes.filter(({ questions }) => questions.length).length >= 20);
    assert.equal(tableOf(outcomes), readFileSync(table, 'utf8'));
  });

  it('each have a source, an expectation, and nothing lies beside them', () => {
    const known = corpus.map(({ name }) => name).sort();
    assert.deepEqual(names(files, '.json'), known);
    assert.deepEqual(names(expected, '.txt'), known);
    for (const { commit, repository, path } of corpus) {
      assert.match(commit, /^[0-9a-f]{40}$/);
      assert.match(`${repository}/${path}`, /^[\w-]+\/[\w-]+\/.+\.json$/);
    }
  });
});
