import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { bitsProved, puzzles, solving, workFor } from './proof.ts';

/** Solves without a pause. */
function solve(seed: Uint8Array, bits: number): string {
  const work = solving(seed, bits);
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

suite('proof of work', () => {
  const seed = workFor('filing', 'housing', 'key', 'text');

  test('shows as much work as was asked for, and that alone', () => {
    for (const bits of [0, 1, 5, 9]) assert.ok(bitsProved(seed, solve(seed, bits)) >= bits, `${bits}`);
    assert.ok(bitsProved(seed, solve(seed, 5)) < 20, 'no more than by chance');
  });

  test('holds for what it was done for, and for nothing else', () => {
    const proof = solve(seed, 8);
    assert.ok(bitsProved(workFor('filing', 'housing', 'key', 'another text'), proof) < 8);
    assert.ok(bitsProved(workFor('filing', 'housing', 'another key', 'text'), proof) < 8);
  });

  test('is what its description says: zero bits of SHA-256 of seed, number of the puzzle and nonce', () => {
    const nonces = Buffer.from(solve(seed, 8), 'base64url');
    assert.equal(nonces.length, puzzles * 4);
    for (let puzzle = 0; puzzle < puzzles; puzzle++) {
      const nonce = nonces.subarray(puzzle * 4, puzzle * 4 + 4);
      const [first] = createHash('sha256').update(seed).update(Uint8Array.of(puzzle)).update(nonce).digest();
      assert.equal(first, 0, `puzzle ${puzzle}`);
    }
  });

  test('parts count by their length: cut elsewhere they are other work', () => {
    const hex = (parts: string[]): string => Buffer.from(workFor(...parts)).toString('hex');
    assert.notEqual(hex(['ab', 'c']), hex(['a', 'bc']));
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 4 }), fc.array(fc.string(), { maxLength: 4 }), (a, b) => {
        assert.equal(hex(a) === hex(b), JSON.stringify(a) === JSON.stringify(b));
      }),
    );
  });

  test('whatever is no proof shows no work', () => {
    const proof = solve(seed, 4);
    for (const wrong of ['', 'x', proof.slice(1), `${proof}AAAA`, proof.replace(/^./, '='), 'é'.repeat(86)])
      assert.equal(bitsProved(seed, wrong), 0, wrong);
    fc.assert(fc.property(fc.string(), (text) => bitsProved(seed, text) < 12));
  });

  test('pauses often enough for a page to breathe', () => {
    const work = solving(seed, 30);
    for (let i = 0; i < 100; i++) assert.equal(work.next().done, false);
  });
});
