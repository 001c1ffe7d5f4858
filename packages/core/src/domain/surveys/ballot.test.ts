import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answers, Batch, Manifest } from '../../contract/surveys.ts';
import {
  ballotOpener,
  fromBase64Url,
  newBatchKeys,
  padAnswers,
  sealBallot,
  sealedBytes,
  toBase64Url,
} from './ballot.ts';
import { surveyOfDefinition } from './of-definition.ts';

const manifest: Manifest = {
  ...surveyOfDefinition('usefulness', {
    audience: 'external',
    title: { ru: 'Полезна ли страница' },
    questions: [{ type: 'text', id: 'why', title: { ru: 'Почему?' }, maxLength: 200 }],
  }),
  ballotBytes: 512,
};
const keys = await newBatchKeys();
const batch: Batch = {
  batch: 'b-1',
  publicKey: keys.publicKey,
  manifestHash: 'ab'.repeat(32),
  hour: '2026-12-01T06:00:00.000Z',
  bits: 1,
};
const open = ballotOpener('usefulness', batch.manifestHash, batch.batch, keys.privateKey);
const seal = async (answers: Answers): Promise<Uint8Array> =>
  fromBase64Url((await sealBallot(manifest, batch, answers)).sealed);

test('what was sealed is what opens', async () => {
  for (const answers of [{}, { why: 'Нет телефона дежурного 🙂\n"кавычки"' }, { a: ['x', 'y'], b: 'unsure' }]) {
    assert.deepEqual(await (await open)(await seal(answers)), answers);
  }
});

test('every ballot has one size, and no two are alike', async () => {
  const sealed = await Promise.all([{}, { why: 'да' }, { why: 'я'.repeat(200) }, { why: 'да' }].map(seal));
  for (const bytes of sealed) assert.equal(bytes.length, sealedBytes(manifest));
  assert.equal(sealedBytes(manifest), 65 + 512 + 16);
  assert.equal(new Set(sealed.map(toBase64Url)).size, sealed.length);
  for (const bytes of sealed) assert.ok(!Buffer.from(bytes).includes('why'));
});

test('a ballot opens only in the box that it was cast for', async () => {
  const sealed = await seal({ why: 'да' });
  const { manifestHash, batch: id } = batch;
  const others = await Promise.all([
    ballotOpener('information-access', manifestHash, id, keys.privateKey),
    ballotOpener('usefulness', 'cd'.repeat(32), id, keys.privateKey),
    ballotOpener('usefulness', manifestHash, 'b-2', keys.privateKey),
    ballotOpener('usefulness', manifestHash, id, (await newBatchKeys()).privateKey),
  ]);
  for (const other of others) assert.equal(await other(sealed), undefined);
  assert.deepEqual(await (await open)(sealed), { why: 'да' });
});

test('nothing that is thrown at it stops the opener', async () => {
  const sealed = await seal({ why: 'да' });
  const flipped = (at: number): Uint8Array => sealed.map((byte, index) => (index === at ? byte ^ 1 : byte));
  const junk = [
    new Uint8Array(0),
    new Uint8Array(3),
    new Uint8Array(sealed.length),
    sealed.subarray(0, -1),
    flipped(0),
    flipped(70),
    flipped(sealed.length - 1),
    crypto.getRandomValues(new Uint8Array(sealed.length)),
  ];
  for (const bytes of junk) assert.equal(await (await open)(bytes), undefined);
});

test('a plaintext that lies about its length, or isn’t JSON, is no ballot', async () => {
  const lies = async (change: (padded: DataView) => void): Promise<unknown> => {
    // The same bytes that sealBallot pads, with one of them changed before sealing.
    const { CipherSuite, DhkemP256HkdfSha256, HkdfSha256, Aes128Gcm } = await import('@hpke/core');
    const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes128Gcm() });
    const utf8 = new TextEncoder();
    const recipientPublicKey = await suite.kem.deserializePublicKey(fromBase64Url(keys.publicKey));
    const sender = await suite.createSenderContext({ recipientPublicKey, info: utf8.encode('otklik ballot v1') });
    const padded = padAnswers({ why: 'да' }, 512) ?? new Uint8Array();
    change(new DataView(padded.buffer));
    const aad = utf8.encode(JSON.stringify(['usefulness', batch.manifestHash, batch.batch]));
    const ciphertext = new Uint8Array(await sender.seal(padded, aad));
    return (await open)(Uint8Array.from([...new Uint8Array(sender.enc), ...ciphertext]));
  };
  assert.deepEqual(await lies(() => undefined), { why: 'да' }, 'by hand as by sealBallot');
  assert.equal(await lies((padded) => padded.setUint32(0, 3)), undefined);
  assert.equal(await lies((padded) => padded.setUint32(0, 0xffff_ffff)), undefined);
  assert.equal(await lies((padded) => padded.setUint8(5, 0xff)), undefined, 'broken UTF-8');
});

test('answers fill the ballot to the last byte and not beyond', async () => {
  const free = 512 - 4 - JSON.stringify({ why: '' }).length;
  const full = { why: 'x'.repeat(free) };
  assert.equal(padAnswers(full, 512)?.length, 512);
  assert.deepEqual(await (await open)(await seal(full)), full);
  assert.equal(padAnswers({ why: 'x'.repeat(free + 1) }, 512), null);
  await assert.rejects(seal({ why: 'x'.repeat(free + 1) }), RangeError);
});
