import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import * as v from 'valibot';
import { RuleBroken } from '@otklik/core/domain/rule-broken.js';
import { checkDefinition } from '@otklik/core/domain/surveys/definition-checks.js';
import { definitionSchema } from '@otklik/core/domain/surveys/definition.js';
import { importSurveyJs } from '@otklik/core/domain/surveys/surveyjs.js';
import { leftOutCodes } from '@otklik/core/domain/surveys/surveyjs-report.js';
import { corpus } from './corpus.ts';
import { read } from './told.ts';

const seed = Number(process.env.FC_SEED ?? Date.now() % 1e9);
const runs = 1000;
const definitions = corpus.map(({ name }) => read(name));

/** Whether a survey came of it; else it was refused by a code that is known. Anything else is thrown. */
function taken(json: unknown): boolean {
  const before = JSON.stringify(json);
  const from = performance.now();
  try {
    const { definition, leftOut } = importSurveyJs(json);
    assert.deepEqual(v.parse(definitionSchema, definition), definition);
    assert.deepEqual(checkDefinition(definition), []);
    assert.ok(leftOut.length <= 1001);
    for (const { path, code, params } of leftOut) {
      assert.ok(leftOutCodes.includes(code), code);
      assert.match(path, /^([\w$-]{0,64}(\.|$))*$/);
      for (const value of Object.values(params)) assert.ok(String(value).length <= 64);
    }
    return true;
  } catch (error) {
    if (!(error instanceof RuleBroken)) throw error;
    assert.match(error.code, /^surveyjs_(unknown|empty)$/);
    return false;
  } finally {
    assert.equal(JSON.stringify(json), before, 'what was given is left as it is');
    assert.ok(performance.now() - from < 2000, 'soon done');
  }
}

/** Words that mean something to SurveyJS, where they belong and where they don’t. */
const word = fc.oneof(
  fc.constantFrom(
    ...['radiogroup', 'checkbox', 'rating', 'boolean', 'matrix', 'comment', 'text', 'panel', 'imagepicker'],
    ...['a', 'b', 'q1', 'item|Item', 'other', 'none', '__proto__', 'constructor', 'hasOwnProperty', ''],
    ...["{a} = 'b'", '{q1} notempty', '!{a}', "{a} = 'b' or {a} <> 'c' and {q1} >= 2", '{a.b} anyof [1, 2]', '((('],
    ...['<b>x</b>', '{name}', 'ru', 'de', 'true', 'false', '1', '-0.5', 'Опрос', '\ud800', '\u0000', 'x'.repeat(5000)],
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
);
const property = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.constantFrom(
      ...'type name title description elements questions pages choices rows columns items value text visibleIf visible isRequired hasOther showNoneItem rateMin rateMax rateStep rateCount rateValues maxLength inputType labelTrue valueTrue default ru en de locale __proto__ constructor'.split(
        ' ',
      ),
    ),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
);
const { json } = fc.letrec<{ json: unknown; object: unknown }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 6, depthSize: 'medium' },
    word,
    fc.constantFrom<unknown>(null, true, false, 0, 1, 2, 5, 10, -1, 0.2, 1e9, 1e308),
    fc.array(tie('json'), { maxLength: 8 }),
    tie('object'),
  ),
  object: fc
    .array(fc.tuple(property, tie('json')), { maxLength: 8 })
    // As JSON.parse makes them: __proto__ is a property like others.
    .map(
      (entries) =>
        JSON.parse(
          `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join()}}`,
        ) as unknown,
    ),
}));

const kind = fc.constantFrom(
  ...['radiogroup', 'checkbox', 'rating', 'boolean', 'matrix', 'comment', 'text', 'panel', 'imagepicker', 'file'],
);

/** An element as it might be, with anything in its places. */
const element = fc.record(
  {
    type: kind,
    name: word,
    title: json,
    visibleIf: json,
    choices: fc.array(json, { maxLength: 6 }),
    columns: json,
    rows: json,
    rateValues: json,
    hasOther: json,
    elements: fc.array(json, { maxLength: 3 }),
  },
  { requiredKeys: ['type'] },
);

type Holder = Record<string | number, unknown>;

/** Every place of a definition at which something may happen. */
function places(value: unknown, found: [Holder, string | number][] = []): [Holder, string | number][] {
  if (typeof value !== 'object' || value === null) return found;
  for (const key of Object.keys(value)) {
    found.push([value as Holder, Array.isArray(value) ? Number(key) : key]);
    places((value as Holder)[key], found);
  }
  return found;
}

/** What may happen to a value: it becomes another, stands elsewhere, again, or not at all. */
const change = fc.record({
  at: fc.nat(),
  from: fc.nat(),
  act: fc.constantFrom('replace', 'copy', 'remove', 'repeat'),
  by: json,
});

function changed(definition: unknown, changes: { at: number; from: number; act: string; by: unknown }[]): unknown {
  const copy = structuredClone(definition);
  for (const { at, from, act, by } of changes) {
    const all = places(copy);
    const [holder, key] = all[at % all.length] ?? [];
    const [other, its] = all[from % all.length] ?? [];
    if (!holder || key === undefined || !other || its === undefined) continue;
    const moved: unknown = structuredClone(other[its]);
    if (act === 'replace') holder[key] = by;
    else if (act === 'copy') holder[key] = moved;
    else if (act === 'remove') Reflect.deleteProperty(holder, key);
    else if (Array.isArray(holder)) for (let n = 0; n < 70; n++) holder.push(structuredClone(holder[key]));
  }
  return copy;
}

describe(`SurveyJS definitions that something happened to (seed ${String(seed)})`, () => {
  it(`become surveys that pass every check, or are refused, ${String(runs)} times`, () => {
    let surveys = 0;
    fc.assert(
      fc.property(
        fc.nat(definitions.length - 1),
        fc.array(change, { minLength: 1, maxLength: 12 }),
        (which, changes) => {
          if (taken(changed(definitions[which], changes))) surveys++;
        },
      ),
      { numRuns: runs, seed },
    );
    assert.ok(surveys > runs / 2, `${String(surveys)} of ${String(runs)}`);
  });

  it(`and so does any JSON, ${String(runs)} times`, () => {
    let surveys = 0;
    fc.assert(
      fc.property(
        json,
        fc.array(fc.oneof(json, element), { maxLength: 30 }),
        fc.constantFrom('pages', 'elements', 'questions'),
        (title, list, name) => {
          taken(title);
          if (taken({ title, [name]: list })) surveys++;
        },
      ),
      { numRuns: runs, seed },
    );
    assert.ok(surveys > runs / 4, `${String(surveys)} of ${String(runs)}`);
  });
});
