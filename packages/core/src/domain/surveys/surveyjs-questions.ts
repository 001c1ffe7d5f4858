import type { LocalizedText } from '../../contract/common.ts';
import type { Question } from '../../contract/surveys.ts';
import { choices as answersOf } from './asked.ts';
import { definitionLimits } from './definition.ts';
import { addedProperties, readChoices, readItems, type Choice, type Reading } from './surveyjs-choices.ts';
import type { Target } from './surveyjs-conditions.ts';
import { asNumber, brief, isEmpty, isTrue, own, type Json } from './surveyjs-json.ts';
import { tellProperties } from './surveyjs-properties.ts';
import { report as newReport, type LeftOutCode } from './surveyjs-report.ts';

/** A question without its conditions, and what conditions can look at, by the name that follows its own. */
export interface Taken {
  question: Question;
  targets: { row: string | null; target: Target }[];
}

const titleMax = definitionLimits.title;
const hintMax = 1000;
const textLength = { text: 200, comment: 1000 };
/** Why a whole question is left out. */
const outright: LeftOutCode[] = ['element_type', 'options_few'];
const common = ['title', 'description', 'visible', 'visibleIf'];
const yes: LocalizedText = { ru: 'Да', en: 'Yes' };
const no: LocalizedText = { ru: 'Нет', en: 'No' };

type Base = Pick<Question, 'id' | 'title' | 'hint' | 'when'>;
type Read = (element: Json, path: string, base: Base, reading: Reading) => Taken | null;

const option = ({ id, title }: Choice): { id: string; title: LocalizedText } => ({ id, title });
const plainTarget = (question: Question, answers: Target['answers']): Taken => ({
  question,
  targets: [
    {
      row: null,
      target: { asked: question.id, multiple: question.type === 'multiple', answers, all: answersOf(question) },
    },
  ],
});
const answers = (found: readonly Choice[]): Target['answers'] => found.map(({ value, id }) => ({ value, answer: id }));

function enough(found: readonly Choice[], path: string, { report }: Reading): boolean {
  if (found.length < 2) report.add(path, 'options_few', { options: found.length });
  return found.length >= 2;
}

const single: Read = (element, path, base, reading) => {
  const found = readChoices(element, path, reading);
  if (!enough(found, path, reading)) return null;
  return plainTarget({ type: 'single', ...base, options: found.map(option) }, answers(found));
};

const multiple: Read = (element, path, base, reading) => {
  const found = readChoices(element, path, reading);
  if (!enough(found, path, reading)) return null;
  const options = found.map(({ exclusive, ...one }) => ({ ...option(one as Choice), exclusive }));
  return plainTarget({ type: 'multiple', ...base, options }, answers(found));
};

const pictures: Read = (element, path, base, reading) =>
  (isTrue(own(element, 'multiSelect')) ? multiple : single)(element, path, base, reading);

/** Yes or no: our own question of that kind offers «частично», too. */
const boolean: Read = (element, path, base, { words }) => {
  const title = (property: string, otherwise: LocalizedText): LocalizedText =>
    words.read(own(element, property), `${path}.${property}`, titleMax) ?? otherwise;
  const options = [
    { id: 'yes', title: title('labelTrue', yes) },
    { id: 'no', title: title('labelFalse', no) },
  ];
  const given = (property: string): Target['answers'][number]['value'][] => {
    const value = own(element, property);
    return typeof value === 'string' || typeof value === 'number' ? [value] : [];
  };
  return plainTarget({ type: 'single', ...base, options }, [
    ...[true, ...given('valueTrue')].map((value) => ({ value, answer: 'yes' })),
    ...[false, ...given('valueFalse')].map((value) => ({ value, answer: 'no' })),
  ]);
};

const matrix: Read = (element, path, base, reading) => {
  const { report } = reading;
  const options = readItems(own(element, 'columns'), `${path}.columns`, definitionLimits.options, reading);
  if (own(element, 'cellType') === 'checkbox') {
    report.add(path, 'element_type', { type: 'matrix checkbox' });
    return null;
  }
  if (!enough(options, path, reading)) return null;
  const rows = readItems(own(element, 'rows'), `${path}.rows`, definitionLimits.rows, reading);
  if (!rows.length) return plainTarget({ type: 'single', ...base, options: options.map(option) }, answers(options));
  const question: Question = { type: 'matrix', ...base, rows: rows.map(option), options: options.map(option) };
  const all = options.map(({ id }) => id);
  return {
    question,
    targets: rows.map(({ id, value }) => ({
      row: String(value),
      target: { asked: `${base.id}.${id}`, multiple: false, answers: answers(options), all },
    })),
  };
};

/** Marks: those that are listed, or all of a range. */
function marks(element: Json, path: string, reading: Reading): Choice[] {
  const listed = own(element, 'rateValues');
  if (Array.isArray(listed) && listed.length)
    return readItems(listed, `${path}.rateValues`, definitionLimits.options, reading);
  const from = asNumber(own(element, 'rateMin')) ?? 1;
  const step = asNumber(own(element, 'rateStep')) ?? 1;
  const counted = asNumber(own(element, 'rateCount'));
  const to = asNumber(own(element, 'rateMax')) ?? (counted === null ? 5 : from + step * (counted - 1));
  const range: number[] = [];
  if (step > 0)
    for (let mark = from; mark <= to && range.length <= definitionLimits.options; mark = from + step * range.length)
      range.push(mark);
  return readItems(range, path, definitionLimits.options, reading);
}

const rating: Read = (element, path, base, reading) => {
  const { words, report } = reading;
  const found = marks(element, path, reading);
  if (!enough(found, path, reading)) return null;
  const values = found.map(({ value }) => String(value)).join();
  const ends = [
    ['minRateDescription', 'mininumRateDescription', 'minimumRateDescription'],
    ['maxRateDescription', 'maximumRateDescription'],
  ].map((names) => words.read(own(element, ...names), path, titleMax));
  const [low, high] = ends;
  const scale = answers(found).map(({ value }) => ({ value, answer: String(value) }));
  const figure = (mark: number): LocalizedText => ({ ru: String(mark), en: String(mark) });
  const worded = ({ value, title }: Choice): boolean => title.ru !== String(value);
  if (values === '1,2,3,4,5') {
    const labels = found.map((one, at) =>
      worded(one) ? one.title : ((at === 0 ? low : at === 4 ? high : null) ?? figure(at + 1)),
    );
    if (!found.every(worded)) report.add(path, 'labels_missing');
    return plainTarget({ type: 'rating', ...base, labels, importance: null }, scale);
  }
  if (values === '0,1,2,3,4,5,6,7,8,9,10' || values === '1,2,3,4,5,6,7,8,9,10') {
    if (found.length === 10) report.add(path, 'scale_changed', { from: 1, to: 10 });
    if (!low || !high) report.add(path, 'labels_missing');
    return plainTarget({ type: 'score', ...base, labels: [low ?? figure(0), high ?? figure(10)] }, scale);
  }
  // The words for both ends go with the marks that they are said of.
  const told = (one: Choice, at: number): LocalizedText => {
    const end = at === 0 ? low : at === found.length - 1 ? high : null;
    return end && !worded(one)
      ? { ru: `${one.title.ru} – ${end.ru}`, ...(end.en && { en: `${one.title.ru} – ${end.en}` }) }
      : one.title;
  };
  const options = found.map((one, at) => ({
    id: one.id,
    title: words.read(told(one, at), path, titleMax) ?? one.title,
  }));
  return plainTarget({ type: 'single', ...base, options }, answers(found));
};

const text =
  (type: keyof typeof textLength): Read =>
  (element, path, base, { report }) => {
    const input = own(element, 'inputType');
    if (!isEmpty(input) && input !== 'text' && input !== 'search')
      report.add(`${path}.inputType`, 'input_type', { type: brief(input) });
    const wanted = asNumber(own(element, 'maxLength')) ?? textLength[type];
    const max = Math.min(Math.max(Math.trunc(wanted), 1), definitionLimits.text);
    const length = wanted > 0 ? max : textLength[type];
    if (wanted > length) report.add(path, 'text_shortened', { max: length });
    return plainTarget({ type: 'text', ...base, maxLength: length }, []);
  };

const chosen = ['choices', ...addedProperties];
const kinds = new Map<string, { read: Read; properties: string[] }>([
  ['radiogroup', { read: single, properties: chosen }],
  ['dropdown', { read: single, properties: chosen }],
  ['buttongroup', { read: single, properties: chosen }],
  ['checkbox', { read: multiple, properties: chosen }],
  ['tagbox', { read: multiple, properties: chosen }],
  ['imagepicker', { read: pictures, properties: chosen }],
  ['boolean', { read: boolean, properties: ['labelTrue', 'labelFalse', 'valueTrue', 'valueFalse'] }],
  ['matrix', { read: matrix, properties: ['rows', 'columns', 'cellType'] }],
  [
    'rating',
    {
      read: rating,
      properties: `rateValues rateMin rateMax rateStep minRateDescription mininumRateDescription
        minimumRateDescription maxRateDescription maximumRateDescription`.split(/\s+/),
    },
  ],
  ['text', { read: text('text'), properties: ['inputType', 'maxLength'] }],
  ['comment', { read: text('comment'), properties: ['maxLength'] }],
]);

/**
 * An element as a question; null where it can't be one. Of what is left out whole, that alone is told.
 * `name`: how it is called where it has no title.
 */
export function readQuestion(element: Json, path: string, name: string, id: string, reading: Reading): Taken | null {
  const type = own(element, 'type');
  const kind = kinds.get(typeof type === 'string' ? type.toLowerCase() : '');
  if (!kind) {
    reading.report.add(path, 'element_type', { type: brief(type) });
    return null;
  }
  const report = newReport();
  const words = reading.words.branch(report);
  const titled = words.read(own(element, 'title'), `${path}.title`, titleMax);
  const title = titled ?? words.read(name, `${path}.name`, titleMax) ?? { ru: id, en: id };
  const hint = words.read(own(element, 'description'), `${path}.description`, hintMax);
  const taken = kind.read(element, path, { id, title, hint, when: [] }, { words, report });
  if (taken) {
    tellProperties(element, path, [...common, ...kind.properties], report);
    words.keep();
  }
  for (const { path: at, code, params } of report.list())
    if (taken || (at === path && outright.includes(code))) reading.report.add(at, code, params);
  return taken;
}
