import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { withOldReduce } from '../../testing/old-library.ts';
import { changesBetween, type Change } from './changes.ts';

const seed = Number(process.env.FC_SEED ?? Date.now() % 1e9);

/** What a text was, or is, as its changes say; what stayed the same isn't told. */
const told = (changes: readonly Change[], side: 'removed' | 'added'): string[] =>
  changes.flatMap((change) => {
    if (change.type !== 'changed') return change.type === side ? [change.text] : [];
    const words = change.pieces.filter(({ type }) => type === 'same' || type === side);
    return [words.map(({ text }) => text).join(' ')];
  });

test('nothing changed: nothing is told', () => {
  assert.deepEqual(changesBetween(['Один.', 'Два.'], ['Один.', 'Два.']), []);
  assert.deepEqual(changesBetween([], []), []);
});

test('a changed paragraph shows its words, a new and a removed one themselves', () => {
  const before = ['Заявление подайте до 1 ноября.', 'Его рассмотрят за 30 дней.', 'Госпошлина 350 рублей.'];
  const after = ['Заявление подайте до 1 декабря.', 'Его рассмотрят за 30 дней.', 'Копии не нужны.'];
  assert.deepEqual(changesBetween(before, after), [
    {
      type: 'changed',
      pieces: [
        { type: 'same', text: 'Заявление подайте до 1' },
        { type: 'removed', text: 'ноября.' },
        { type: 'added', text: 'декабря.' },
      ],
    },
    { type: 'removed', text: 'Госпошлина 350 рублей.' },
    { type: 'added', text: 'Копии не нужны.' },
  ]);
});

test('a changed paragraph is one on a page whose old library reduces lists otherwise', async () => {
  const changes = await withOldReduce(() =>
    changesBetween(['Приём по вторникам с 14 до 17.'], ['Приём по средам с 14 до 17.']),
  );
  assert.deepEqual(
    changes.map(({ type }) => type),
    ['changed'],
  );
});

test('a paragraph put before a changed one is told before it', () => {
  const changes = changesBetween(['Приём по вторникам с 14 до 17.'], ['Новый адрес.', 'Приём по средам с 14 до 17.']);
  assert.deepEqual(
    changes.map(({ type }) => type),
    ['added', 'changed'],
  );
});

test(`both texts can be told from what stayed and what changed (seed ${seed})`, () => {
  const word = fc.constantFrom('дом', 'срок', 'плата', 'день', 'ответ', 'запрос');
  const paragraph = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '));
  const text = fc.array(paragraph, { maxLength: 8 });
  fc.assert(
    fc.property(text, text, (before, after) => {
      const changes = changesBetween(before, after);
      for (const [side, whole] of [
        ['removed', before],
        ['added', after],
      ] as const) {
        // A subsequence of the whole: in order, and nothing that wasn't there.
        let at = 0;
        for (const one of told(changes, side)) {
          at = whole.indexOf(one, at) + 1;
          assert.ok(at > 0, `${one} of ${JSON.stringify(whole)}`);
        }
        // What isn't told stayed.
        assert.equal(whole.length - told(changes, side).length, before.length - told(changes, 'removed').length);
      }
    }),
    { seed, numRuns: 500 },
  );
});

test('long texts take no time beyond reason', () => {
  const long = Array.from({ length: 3000 }, (_, at) => `Пункт ${at}`);
  const start = performance.now();
  changesBetween(long, [...long].reverse());
  assert.ok(performance.now() - start < 10_000);
});
