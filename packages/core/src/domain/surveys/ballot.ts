import { Aes128Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import type { Answers, Ballot, Batch, Manifest } from '../../contract/surveys.ts';
import { plainJson } from '../json.ts';
import { lengthBytes } from './ballot-size.ts';

/**
 * The envelope of a ballot: HPKE base mode (RFC 9180) with DHKEM(P-256, HKDF-SHA256),
 * HKDF-SHA256 and AES-128-GCM. A fixed-size plaintext is sealed with survey, manifest hash and
 * batch as associated data, so that a ballot can be opened only in the box that it was cast for.
 */
const suite = () => new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes128Gcm() });

const utf8 = new TextEncoder();
const info = utf8.encode('otklik ballot v1');
/** Encapsulated key of DHKEM(P-256), RFC 9180 section 7.1: an uncompressed point. */
const encapsulatedBytes = 65;
const tagBytes = 16;

const associatedData = (survey: string, manifestHash: string, batch: string): Uint8Array =>
  utf8.encode(plainJson([survey, manifestHash, batch]));

export const toBase64Url = (bytes: Uint8Array): string => {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
};
export const fromBase64Url = (text: string): Uint8Array =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (char) => char.charCodeAt(0));

/** Bytes of every sealed ballot of a survey. */
export const sealedBytes = (manifest: Manifest): number => encapsulatedBytes + manifest.ballotBytes + tagBytes;

/** Answers as bytes of one fixed size: length, JSON, zeros. `null`: they don't fit. */
export function padAnswers(answers: Answers, size: number): Uint8Array | null {
  const json = utf8.encode(plainJson(answers));
  if (json.length + lengthBytes > size) return null;
  const padded = new Uint8Array(size);
  new DataView(padded.buffer).setUint32(0, json.length);
  padded.set(json, lengthBytes);
  return padded;
}

function unpad(padded: Uint8Array): unknown {
  const length = new DataView(padded.buffer, padded.byteOffset).getUint32(0);
  return JSON.parse(
    new TextDecoder('utf-8', { fatal: true }).decode(padded.subarray(lengthBytes, lengthBytes + length)),
  );
}

/**
 * Seals answers to the batch's key.
 * @throws RangeError when the answers are larger than the manifest's `ballotBytes`.
 */
export async function sealBallot(
  manifest: Manifest,
  batch: Pick<Batch, 'batch' | 'publicKey' | 'manifestHash'>,
  answers: Answers,
): Promise<Pick<Ballot, 'batch' | 'sealed'>> {
  const padded = padAnswers(answers, manifest.ballotBytes);
  if (!padded) throw new RangeError('answers larger than the ballot');
  const hpke = suite();
  const recipientPublicKey = await hpke.kem.deserializePublicKey(fromBase64Url(batch.publicKey));
  const sender = await hpke.createSenderContext({ recipientPublicKey, info });
  const aad = associatedData(manifest.survey, batch.manifestHash, batch.batch);
  const ciphertext = new Uint8Array(await sender.seal(padded, aad));
  const sealed = new Uint8Array(encapsulatedBytes + ciphertext.length);
  sealed.set(new Uint8Array(sender.enc));
  sealed.set(ciphertext, encapsulatedBytes);
  return { batch: batch.batch, sealed: toBase64Url(sealed) };
}

/** A batch's key pair, serialised: the public key for the batch, the private one for the keys folder alone. */
export async function newBatchKeys(): Promise<{ publicKey: string; privateKey: string }> {
  const hpke = suite();
  const pair = await hpke.kem.generateKeyPair();
  return {
    publicKey: toBase64Url(new Uint8Array(await hpke.kem.serializePublicKey(pair.publicKey))),
    privateKey: toBase64Url(new Uint8Array(await hpke.kem.serializePrivateKey(pair.privateKey))),
  };
}

/**
 * Opens ballots with a batch's private key, for the tally alone. In browsers it needs the public one too:
 * Firefox doesn't give it out of a private key, and of the two that it could be the library takes one.
 * @returns a function that gives what was sealed, or undefined for anything that doesn't open.
 */
export async function ballotOpener(
  survey: string,
  manifestHash: string,
  batch: string,
  privateKey: string,
  publicKey?: string,
): Promise<(sealed: Uint8Array) => Promise<unknown>> {
  const hpke = suite();
  const own = await hpke.kem.deserializePrivateKey(fromBase64Url(privateKey));
  const recipientKey = publicKey
    ? { privateKey: own, publicKey: await hpke.kem.deserializePublicKey(fromBase64Url(publicKey)) }
    : own;
  const aad = associatedData(survey, manifestHash, batch);
  return async (sealed) => {
    try {
      // A copy: the slice of a Node Buffer would be a view, and its `buffer` the memory of others.
      const bytes = new Uint8Array(sealed);
      const enc = bytes.slice(0, encapsulatedBytes);
      const recipient = await hpke.createRecipientContext({ recipientKey, enc: enc.buffer, info });
      return unpad(new Uint8Array(await recipient.open(bytes.slice(encapsulatedBytes), aad)));
    } catch {
      return undefined;
    }
  };
}
