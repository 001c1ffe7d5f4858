import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { check } from '../../contract/check.ts';
import { languages } from '../../contract/common.ts';
import { touchpointContentSchema, type TouchpointContentInput } from '../../contract/staff/touchpoints.ts';
import { accessFeatures, channelKinds, preferences, type ChannelContent } from '../../contract/touchpoints.ts';
import { replyForms } from '../consultations/vocabulary.ts';
import { parseCsv } from '../csv.ts';
import { hoursCell, hoursOf } from './spreadsheet.hours.ts';
import { readTouchpointCsv, touchpointCsv } from './spreadsheet.ts';
import { choices, codeOf, columnOf, columns, wordOf, type ChoiceColumn } from './spreadsheet.words.ts';

const example: TouchpointContentInput = {
  channels: [
    {
      id: 'phone',
      kind: 'phone',
      preference: 'talk',
      title: { ru: 'Справочный телефон', en: 'Enquiry line' },
      purpose: { ru: 'Узнать, куда обратиться;\nчто «приложить»' },
      contact: { ru: '+7 (000) 000-00-00' },
      url: 'tel:+70000000000',
      route: 'geo:46.35,48.04',
      hours: [
        { days: [1, 2, 3, 4], from: '09:00', to: '18:00' },
        { days: [5], from: '09:00', to: '16:45' },
      ],
      breaks: [{ days: [1, 2, 3, 5], from: '13:00', to: '13:45' }],
      always: false,
      holidays: true,
      answerTime: { ru: 'сразу' },
      signIn: { ru: 'не нужен' },
      languages: ['ru', 'tt'],
      accessFeatures: ['step-free', 'induction-loop'],
      accessibility: null,
      replyForm: 'phone',
    },
  ],
  items: [{ id: 'ask', title: { ru: 'Задать вопрос', en: 'Ask' }, channels: ['phone'] }],
};

const russian = `\ufeffЧто это;Код;Название;Название (англ.);Каналы;Вид;Предпочтение;Для чего;Для чего (англ.);Контакт;Контакт (англ.);Ссылка;Как пройти;Часы работы;Перерывы;Круглосуточно;И в праздники;Срок ответа;Срок ответа (англ.);Вход;Вход (англ.);Языки;Условия доступа;Доступность;Доступность (англ.);Форма ответа\r
канал связи;phone;Справочный телефон;Enquiry line;;телефон;поговорить;"Узнать, куда обратиться;\nчто «приложить»";;'+7 (000) 000-00-00;;tel:+70000000000;"geo:46.35,48.04";"пн–чт 09:00–18:00; пт 09:00–16:45";"пн–ср, пт 13:00–13:45";нет;да;сразу;;не нужен;;"ru, tt";"без ступеней, индукционная петля";;;по телефону\r
точка взаимодействия;ask;Задать вопрос;Ask;phone;;;;;;;;;;;;;;;;;;;;;\r
`;

test('a list as a spreadsheet shows it, in Russian, with semicolons and the mark of UTF-8', () => {
  assert.equal(touchpointCsv(example, 'ru'), russian);
  assert.deepEqual(readTouchpointCsv(russian), { ok: true, value: example });
});

test('in English it says the same', () => {
  const english = touchpointCsv(example, 'en');
  assert.match(english, /^\ufeffWhat it is;Code;.*\r\nchannel;phone;.*;telephone;talk;.*Mon–Thu 09:00–18:00; Fri/s);
  assert.deepEqual(readTouchpointCsv(english), { ok: true, value: example });
});

describe('also read are', () => {
  const read = (text: string): void => assert.deepEqual(readTouchpointCsv(text), { ok: true, value: example });
  test('files without the mark, and with plain line breaks', () => read(russian.slice(1).replace(/\r\n/g, '\n')));
  test('commas between cells', () => {
    const parsed = parseCsv(russian.slice(1), ';');
    assert.ok('rows' in parsed);
    read(parsed.rows.map((row) => row.map((cell) => `"${cell.replace(/"/g, '""')}"`).join(',')).join('\n'));
  });
  test('headings in quotes', () => read(russian.slice(1).replace(/^[^\r]+/, (row) => row.replace(/[^;]+/g, '"$&"'))));
  test('columns in another order, and empty rows and columns', () => {
    const parsed = parseCsv(russian.slice(1), ';');
    assert.ok('rows' in parsed);
    const turned = parsed.rows.map((row) => ['', ...row.map((cell) => `"${cell}"`).reverse(), ''].join(';'));
    read([turned[0], ';;;', '', turned[1], ';'.repeat(27), turned[2]].join('\n'));
  });
  test('codes, capitals, days and times as people write them', () => {
    read(
      russian
        .replace('канал связи', 'Channel')
        .replace('телефон;поговорить', 'PHONE;Talk')
        .replace('пн–чт 09:00–18:00; пт 09:00–16:45', 'Пн-Чт 9:00 - 18:00;\nFRI 9:00−16:45')
        .replace('пн–ср, пт', 'пн.,вт.,ср.,пт.')
        .replace(';нет;', ';ЛОЖЬ;'),
    );
  });
});

describe('what is wrong is told by row and column', () => {
  const faults = (text: string): string[] => {
    const read = readTouchpointCsv(text);
    assert.equal(read.ok, false);
    return read.ok ? [] : read.fields.map(({ path, code, params }) => `${path} ${code} ${params.row} ${params.column}`);
  };
  const changed = (from: string, to: string): string[] => {
    assert.ok(russian.includes(from));
    return faults(russian.replace(from, to));
  };
  test('a word that isn’t one of several', () =>
    assert.deepEqual(changed('телефон;поговорить', 'голубь;'), [
      'rows.2.kind choice_unknown 2 Вид',
      'rows.2.preference required 2 Предпочтение',
    ]));
  test('neither channel nor touchpoint', () => {
    assert.deepEqual(changed('точка взаимодействия', 'точка'), ['rows.3.type choice_unknown 3 Что это']);
    assert.deepEqual(changed('точка взаимодействия', ''), ['rows.3.type required 3 Что это']);
  });
  test('hours that are none', () => {
    assert.deepEqual(changed('пт 09:00–16:45', 'пт с утра'), ['rows.2.hours hours 2 Часы работы']);
    assert.deepEqual(changed('пт 09:00–16:45', 'чт–пн 09:00–16:45'), ['rows.2.hours hours 2 Часы работы']);
    assert.deepEqual(changed('пт 09:00–16:45', 'пт 09:00–25:00'), ['rows.2.hours format 2 Часы работы']);
    assert.deepEqual(changed('пт 09:00–16:45', 'пт 18:00–16:45'), ['rows.2.hours not_after_from 2 Часы работы']);
    assert.deepEqual(changed('пт 09:00–16:45', 'пт, пт 09:00–16:45'), ['rows.2.hours twice 2 Часы работы']);
  });
  test('addresses that lead anywhere', () =>
    assert.deepEqual(changed('tel:+70000000000', 'javascript:alert(1)'), ['rows.2.url address 2 Ссылка']));
  test('a way that leads anywhere, languages and features that are none', () => {
    assert.deepEqual(changed('geo:46.35,48.04', 'javascript:alert(1)'), ['rows.2.route address 2 Как пройти']);
    assert.deepEqual(changed('ru, tt', 'ru, по-татарски'), ['rows.2.languages format 2 Языки']);
    assert.deepEqual(changed('ru, tt', 'ru; ru'), ['rows.2.languages twice 2 Языки']);
    assert.deepEqual(changed('без ступеней', 'лифт'), ['rows.2.accessFeatures choice_unknown 2 Условия доступа']);
    assert.deepEqual(changed(';нет;да;', ';нет;иногда;'), ['rows.2.holidays choice_unknown 2 И в праздники']);
  });
  test('a channel that isn’t there, or is there twice', () => {
    assert.deepEqual(changed(';Ask;phone', ';Ask;fax'), ['rows.3.channels choice_unknown 3 Каналы']);
    assert.deepEqual(changed(';Ask;phone', ';Ask;'), ['rows.3.channels required 3 Каналы']);
    const twice = russian.replace(/\r\nточка/, `${/\r\nканал[^]*?(?=\r\nточка)/.exec(russian)?.[0]}$&`);
    assert.deepEqual(faults(twice), ['rows.3.id twice 3 Код']);
  });
  test('English without Russian, and no text at all', () => {
    assert.deepEqual(changed('Справочный телефон;', ';'), ['rows.2.title.ru required 2 Название']);
    assert.deepEqual(changed("'+7 (000) 000-00-00;", ';room 5'), ['rows.2.contact.ru required 2 Контакт']);
  });
  test('what belongs to channels alone', () =>
    assert.deepEqual(changed(';Ask;phone;;', ';Ask;phone;телефон;'), ['rows.3.kind unknown_field 3 Вид']));
  test('headings that are missing, unknown or there twice', () => {
    assert.deepEqual(changed('Код;', 'Номер;'), ['rows.1.Номер unknown_field 1 Номер', 'rows.1.id required 1 Код']);
    assert.deepEqual(changed('Название (англ.)', 'Название'), ['rows.1.title.ru twice 1 Название']);
    assert.deepEqual(faults(''), ['rows.1.type required 1 Что это', 'rows.1.id required 1 Код']);
  });
  test('cells beyond the last heading', () =>
    assert.deepEqual(changed('по телефону', 'по телефону;лишнее'), ['rows.2.27 unknown_field 2 27']));
  test('quotes that don’t end', () =>
    assert.deepEqual(changed('"без ступеней, индукционная петля"', '"без ступеней'), ['rows.2. quote_open 2 ']));
});

test('no two headings, and no two words of a column, mean the same', () => {
  for (const column of columns)
    for (const heading of [column.path, ...Object.values(column.title)]) assert.equal(columnOf(heading), column);
  for (const name of Object.keys(choices) as ChoiceColumn[])
    for (const code of Object.keys(choices[name]))
      for (const language of languages) assert.equal(codeOf(name, wordOf(name, code, language)), code);
});

const ofText = (max: number, lines: boolean): fc.Arbitrary<string> =>
  fc
    .oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
      fc.string({
        unit: fc.constantFrom('=', '+', "'", '"', ';', ',', ' ', '\t', 'я', '-', ...(lines ? ['\n', '\r'] : [])),
        minLength: 1,
        maxLength: 12,
      }),
    )
    .map((value) => value.trim())
    .filter(
      (value) =>
        value !== '' &&
        value.length <= max &&
        (lines || !/[\t\r\n]/.test(value)) &&
        !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]|\p{Cs}/u.test(value),
    );
const local = (lines: boolean) =>
  fc.record({ ru: ofText(300, lines), en: ofText(300, lines) }, { requiredKeys: ['ru'], noNullPrototype: true });
const slug = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,12}$/);
const time = fc
  .nat(1440)
  .map((minutes) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`);
const hours = fc.array(
  fc
    .record(
      { days: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }), from: time, to: time },
      { noNullPrototype: true },
    )
    .filter(({ from, to }) => from < to),
  { maxLength: 3 },
);
const required = [
  'id',
  'kind',
  'preference',
  'title',
  'purpose',
  'contact',
  'url',
  'hours',
  'breaks',
  'always',
  'answerTime',
  'signIn',
  'accessibility',
  'replyForm',
] satisfies (keyof ChannelContent)[];
const channel = (id: string) =>
  fc.record(
    {
      id: fc.constant(id),
      kind: fc.constantFrom(...channelKinds),
      preference: fc.constantFrom(...preferences),
      title: local(false),
      purpose: local(true),
      contact: fc.option(local(true)),
      url: fc.constantFrom(null, 'https://example.org/?a=1;b,"c"', 'tel:+7000', 'mailto:a@example.org', '/housing'),
      route: fc.constantFrom('https://example.org/map?a=1;b', 'geo:46.35,48.04'),
      hours,
      breaks: hours,
      always: fc.boolean(),
      holidays: fc.boolean(),
      answerTime: local(false),
      signIn: local(false),
      languages: fc.uniqueArray(fc.constantFrom('ru', 'en', 'tt', 'sr-Latn'), { minLength: 1 }),
      accessFeatures: fc.subarray([...accessFeatures], { minLength: 1 }),
      accessibility: fc.option(local(true)),
      replyForm: fc.constantFrom(null, ...replyForms),
    },
    { requiredKeys: required, noNullPrototype: true },
  );
const content: fc.Arbitrary<TouchpointContentInput> = fc
  .uniqueArray(slug, { minLength: 1, maxLength: 4 })
  .chain((ids) =>
    fc.record({
      channels: fc.tuple(...ids.map(channel)),
      items: fc.uniqueArray(
        fc.record({ id: slug, title: local(false), channels: fc.shuffledSubarray(ids, { minLength: 1 }) }),
        { selector: ({ id }) => id, maxLength: 4 },
      ),
    }),
  );

test('whatever list staff can enter comes back from a file as it was, in each language', () => {
  fc.assert(
    fc.property(
      content.map(structuredClone<TouchpointContentInput>),
      fc.constantFrom(...languages),
      (given, language) => {
        assert.deepEqual(check(touchpointContentSchema, given), { ok: true, value: given });
        assert.deepEqual(readTouchpointCsv(touchpointCsv(given, language)), { ok: true, value: given });
        assert.deepEqual(check(touchpointContentSchema, JSON.parse(JSON.stringify(given))), { ok: true, value: given });
      },
    ),
    { numRuns: 400 },
  );
});

test('whatever is in a file, it is read or told to be wrong', () => {
  const part = fc.oneof(
    fc.constantFrom(...russian.split(/(?<=[;\r\n"])/), ';', '"', '\n', '=', '–', ',', 'пн'),
    fc.string({ unit: 'binary', maxLength: 10 }),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 40 }), fc.boolean(), (parts, headed) => {
      const text = `${headed ? russian.slice(0, russian.indexOf('\n') + 1) : ''}${parts.join('')}`;
      const read = readTouchpointCsv(text);
      if (!read.ok) assert.ok(read.fields.length > 0);
    }),
    { numRuns: 400 },
  );
});

test('hours come back from their words', () => {
  fc.assert(
    fc.property(hours, fc.constantFrom(...languages), (given, language) => {
      assert.deepEqual(hoursOf(hoursCell(given, language)), given);
    }),
  );
});
