import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkDefinition } from '../domain/surveys/definition-checks.ts';
import { readySurveys } from './ready-surveys.ts';

const topics = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ id: `t-${at}`, title: { ru: `Тема ${at}` } }));

test('ready surveys are sound, whatever topics an agency has', () => {
  for (const count of [0, 1, 2, 100])
    for (const { id, definition } of readySurveys(topics(count)))
      assert.deepEqual(checkDefinition(definition), [], `${id} with ${count} topics`);
  const topic = (count: number) => {
    const question = readySurveys(topics(count))[0]?.definition.questions.at(-1);
    return question && 'options' in question ? question.options.map(({ id }) => id) : [];
  };
  assert.deepEqual(topic(2), ['t-0', 't-1']);
  assert.ok(topic(1).includes('other'), 'one topic is no question');
});

test('they are whole in both languages, and ask as many questions as they say', () => {
  const [access, usefulness, internal] = readySurveys([]);
  assert.equal(access?.definition.questions.length, 12);
  assert.equal(usefulness?.definition.questions.length, 1);
  assert.equal(internal?.definition.questions.length, 6);
  const texts = (value: unknown): object[] =>
    typeof value !== 'object' || value === null ? [] : 'ru' in value ? [value] : Object.values(value).flatMap(texts);
  for (const text of texts(readySurveys([]))) assert.ok('en' in text && text.en, JSON.stringify(text));
  for (const { definition } of [access, internal].filter((one) => one !== undefined)) {
    const weights = definition.questions.map((one) => ('importance' in one ? (one.importance ?? 0) : 0));
    assert.equal(
      weights.reduce((sum, weight) => sum + weight, 0),
      100,
    );
  }
});
