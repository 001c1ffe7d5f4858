import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { RelaxNGValidator, XmlDocument } from 'libxml2-wasm';

const schema = (name: string): Buffer => readFileSync(new URL(`schemas/${name}`, import.meta.url));

const validators = new Map<string, RelaxNGValidator>();

function validatorOf(name: string): RelaxNGValidator {
  const known = validators.get(name);
  if (known) return known;
  const made = RelaxNGValidator.fromDoc(XmlDocument.fromBuffer(schema(`${name}.rng`)));
  validators.set(name, made);
  return made;
}

/** Holds XML against a schema of `schemas/`, by libxml2: it must be well-formed, and valid. */
export function assertXml(name: 'atom' | 'rss' | 'sitemap', bytes: Uint8Array): void {
  const validator = validatorOf(name);
  const parsed = XmlDocument.fromBuffer(bytes);
  try {
    validator.validate(parsed);
  } catch (error) {
    assert.fail(`no valid ${name}: ${String(error)}`);
  } finally {
    parsed.dispose();
  }
}

const ajv = new Ajv2020({ allErrors: true, strictRequired: false });
(addFormats as unknown as (target: Ajv2020) => void)(ajv);
let feedValidator: ValidateFunction | undefined;

/** Holds a JSON Feed against its schema. */
export function assertJsonFeed(text: string): void {
  const valid = (feedValidator ??= ajv.compile(JSON.parse(schema('json-feed.json').toString()) as object));
  assert.ok(valid(JSON.parse(text)), `no valid JSON Feed: ${ajv.errorsText(valid.errors)}`);
}
