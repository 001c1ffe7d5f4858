import assert from 'node:assert/strict';
import { createDecipheriv, createECDH, createHmac } from 'node:crypto';
import { test } from 'node:test';
import { Aes128Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import type { Answers, Batch, Manifest } from '../../contract/surveys.ts';
import { fromBase64Url, newBatchKeys, sealBallot, sealedBytes } from './ballot.ts';
import { surveyOfDefinition } from './of-definition.ts';
import vector from './hpke.vector.json' with { type: 'json' };

/*
 * The envelope of ballots against RFC 9180 itself: the library against the RFC's vector, and
 * ballots opened by what is written here after the RFC's sections, with nothing of the library.
 */
const hex = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(text, 'hex'));
const toHex = (bytes: ArrayBuffer | Uint8Array): string => Buffer.from(new Uint8Array(bytes)).toString('hex');

test('the vector is that of the suite which ballots are sealed with', () => {
  const { mode, kem_id, kdf_id, aead_id, encryptions } = vector;
  assert.deepEqual({ mode, kem_id, kdf_id, aead_id }, { mode: 0, kem_id: 0x0010, kdf_id: 0x0001, aead_id: 0x0001 });
  assert.deepEqual(
    encryptions.map(({ sequence }) => sequence),
    [0, 1, 2, 4, 255, 256],
  );
});

/* The library. */

const library = () => new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes128Gcm() });
const { kem } = library();

async function librarySender() {
  const recipientPublicKey = await kem.deserializePublicKey(hex(vector.pkRm));
  // The ephemeral key of the vector; without `ekm` the library draws one.
  const ekm = await kem.deriveKeyPair(hex(vector.ikmE));
  return library().createSenderContext({ recipientPublicKey, info: hex(vector.info), ekm });
}
async function libraryRecipient() {
  const recipientKey = await kem.deserializePrivateKey(hex(vector.skRm));
  return library().createRecipientContext({ recipientKey, enc: hex(vector.enc), info: hex(vector.info) });
}

test('the library derives the vector’s keys', async () => {
  for (const [ikm, secret, point] of [
    [vector.ikmE, vector.skEm, vector.pkEm],
    [vector.ikmR, vector.skRm, vector.pkRm],
  ] as const) {
    const pair = await kem.deriveKeyPair(hex(ikm));
    assert.equal(toHex(await kem.serializePrivateKey(pair.privateKey)), secret);
    assert.equal(toHex(await kem.serializePublicKey(pair.publicKey)), point);
  }
});

test('the library seals and opens the vector’s messages, byte for byte', async () => {
  const sender = await librarySender();
  const recipient = await libraryRecipient();
  assert.equal(toHex(sender.enc), vector.enc);
  // A context counts by itself: those that the vector passes over are sealed and opened, too.
  for (let sequence = 0; sequence <= 256; sequence++) {
    const given = vector.encryptions.find((one) => one.sequence === sequence);
    const aad = given ? hex(given.aad) : new Uint8Array();
    const sealed = await sender.seal(hex(given?.pt ?? ''), aad);
    if (given) assert.equal(toHex(sealed), given.ct, `sealed, sequence ${sequence}`);
    const opened = await recipient.open(given ? hex(given.ct) : sealed, aad);
    assert.equal(toHex(opened), given?.pt ?? '', `opened, sequence ${sequence}`);
  }
});

test('the library exports the vector’s values', async () => {
  for (const context of [await librarySender(), await libraryRecipient()]) {
    for (const { exporter_context, L, exported_value } of vector.exports) {
      assert.equal(toHex(await context.export(hex(exporter_context), L)), exported_value);
    }
  }
});

test('the library opens nothing of which a byte differs', async () => {
  const [first] = vector.encryptions;
  assert.ok(first);
  const changed = (text: string, at: number): Uint8Array<ArrayBuffer> =>
    hex(text).map((byte, index) => (index === at ? byte ^ 1 : byte));
  for (const at of [0, 28, 29, 44]) {
    const recipient = await libraryRecipient();
    await assert.rejects(async () => recipient.open(changed(first.ct, at), hex(first.aad)), `byte ${at}`);
  }
  const recipient = await libraryRecipient();
  await assert.rejects(async () => recipient.open(hex(first.ct), changed(first.aad, 6)), 'associated data');
});

/* Ours, after the RFC: HMAC, ECDH and AES-GCM of the platform alone. */

const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');
const uint16 = (number: number): Buffer => Buffer.from([number >> 8, number & 0xff]);
const hmac = (key: Uint8Array, data: Uint8Array): Uint8Array => createHmac('sha256', key).update(data).digest();

/** RFC 5869, section 2.3. */
function expand(key: Uint8Array, info: Uint8Array, length: number): Buffer {
  let block: Uint8Array = new Uint8Array();
  let output = Buffer.alloc(0);
  for (let counter = 1; output.length < length; counter++) {
    block = hmac(key, Buffer.concat([block, info, Buffer.from([counter])]));
    output = Buffer.concat([output, block]);
  }
  return output.subarray(0, length);
}

/** LabeledExtract and LabeledExpand of section 4 for one suite_id. */
const labeled = (suite: Uint8Array) => ({
  extract: (salt: Uint8Array, label: string, ikm: Uint8Array): Uint8Array =>
    hmac(salt, Buffer.concat([ascii('HPKE-v1'), suite, ascii(label), ikm])),
  expand: (key: Uint8Array, label: string, info: Uint8Array, length: number): Buffer =>
    expand(key, Buffer.concat([uint16(length), ascii('HPKE-v1'), suite, ascii(label), info]), length),
});
const kemLabeled = labeled(Buffer.concat([ascii('KEM'), uint16(0x0010)]));
const hpkeLabeled = labeled(Buffer.concat([ascii('HPKE'), uint16(0x0010), uint16(0x0001), uint16(0x0001)]));
const none = new Uint8Array();

/** Decap of section 4.1. */
function decapsulate(enc: Uint8Array, secretKey: Uint8Array): Buffer {
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(secretKey);
  const context = Buffer.concat([enc, curve.getPublicKey()]);
  return kemLabeled.expand(kemLabeled.extract(none, 'eae_prk', curve.computeSecret(enc)), 'shared_secret', context, 32);
}

/** KeySchedule of section 5.1, mode base: neither psk nor psk_id. */
function keySchedule(sharedSecret: Uint8Array, info: Uint8Array) {
  const context = Buffer.concat([
    Buffer.from([0]),
    hpkeLabeled.extract(none, 'psk_id_hash', none),
    hpkeLabeled.extract(none, 'info_hash', info),
  ]);
  const secret = hpkeLabeled.extract(sharedSecret, 'secret', none);
  return {
    context,
    secret,
    key: hpkeLabeled.expand(secret, 'key', context, 16),
    baseNonce: hpkeLabeled.expand(secret, 'base_nonce', context, 12),
    exporterSecret: hpkeLabeled.expand(secret, 'exp', context, 32),
  };
}

/** ComputeNonce of section 5.2. */
function nonceAt(baseNonce: Uint8Array, sequence: number): Buffer {
  const nonce = Buffer.from(baseNonce);
  nonce.writeUInt32BE((nonce.readUInt32BE(8) ^ sequence) >>> 0, 8);
  return nonce;
}

/** Open of section 5.2. @throws Error when the tag doesn't fit */
function decrypt(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, ciphertext: Uint8Array): Buffer {
  const cipher = createDecipheriv('aes-128-gcm', key, nonce);
  cipher.setAAD(aad);
  cipher.setAuthTag(ciphertext.subarray(-16));
  return Buffer.concat([cipher.update(ciphertext.subarray(0, -16)), cipher.final()]);
}

test('our own reading of the RFC comes to the vector’s values at each step', () => {
  const sharedSecret = decapsulate(hex(vector.enc), hex(vector.skRm));
  assert.equal(toHex(sharedSecret), vector.shared_secret);
  const { context, secret, key, baseNonce, exporterSecret } = keySchedule(sharedSecret, hex(vector.info));
  assert.equal(toHex(context), vector.key_schedule_context);
  assert.equal(toHex(secret), vector.secret);
  assert.equal(toHex(key), vector.key);
  assert.equal(toHex(baseNonce), vector.base_nonce);
  assert.equal(toHex(exporterSecret), vector.exporter_secret);
  for (const { sequence, pt, aad, nonce, ct } of vector.encryptions) {
    assert.equal(toHex(nonceAt(baseNonce, sequence)), nonce);
    assert.equal(toHex(decrypt(key, hex(nonce), hex(aad), hex(ct))), pt, `sequence ${sequence}`);
  }
  for (const { exporter_context, L, exported_value } of vector.exports) {
    assert.equal(toHex(hpkeLabeled.expand(exporterSecret, 'sec', hex(exporter_context), L)), exported_value);
  }
});

const manifest: Manifest = {
  ...surveyOfDefinition('usefulness', {
    audience: 'external',
    title: { ru: 'Полезна ли страница' },
    questions: [{ type: 'text', id: 'why', title: { ru: 'Почему?' }, maxLength: 200 }],
  }),
  ballotBytes: 512,
};

/** A ballot as its documentation says it is: 65 bytes of point, ciphertext, 16 bytes of tag. */
function openByHand(sealed: Uint8Array, privateKey: string, associated: readonly string[]): Buffer {
  const enc = sealed.subarray(0, 65);
  const { key, baseNonce } = keySchedule(decapsulate(enc, fromBase64Url(privateKey)), ascii('otklik ballot v1'));
  return decrypt(key, nonceAt(baseNonce, 0), Buffer.from(JSON.stringify(associated)), sealed.subarray(65));
}

test('what is sealed for the box opens by the RFC alone, and only as it was cast', async () => {
  const keys = await newBatchKeys();
  const manifestHash = 'ab'.repeat(32);
  const batch: Batch = {
    batch: 'b-1',
    publicKey: keys.publicKey,
    manifestHash,
    hour: '2026-12-01T06:00:00.000Z',
    bits: 1,
  };
  const box = ['usefulness', manifestHash, 'b-1'];
  const answers: Answers = { why: 'Нет телефона дежурного 🙂' };
  const sealed = fromBase64Url((await sealBallot(manifest, batch, answers)).sealed);
  assert.equal(sealed.length, sealedBytes(manifest));

  const padded = openByHand(sealed, keys.privateKey, box);
  const json = Buffer.from(JSON.stringify(answers));
  const rest = Buffer.alloc(manifest.ballotBytes - 4 - json.length);
  assert.deepEqual(padded, Buffer.concat([Buffer.from([0, 0, 0, json.length]), json, rest]));

  for (const at of [1, 64, 65, sealed.length - 17, sealed.length - 1]) {
    const changed = sealed.map((byte, index) => (index === at ? byte ^ 1 : byte));
    assert.throws(() => openByHand(changed, keys.privateKey, box), `byte ${at}`);
  }
  assert.throws(() => openByHand(sealed, keys.privateKey, ['usefulness', manifestHash, 'b-2']), 'another batch');
  assert.throws(() => openByHand(sealed, keys.privateKey, ['another', manifestHash, 'b-1']), 'another survey');
});
