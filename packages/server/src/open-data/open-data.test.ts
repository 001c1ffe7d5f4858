import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { openWorld, type World } from '../testing/app.ts';
import { testAgency, testChannel, testContent, testPublication } from '../testing/content.ts';

const origin = 'https://otklik.example.gov';
const root = '/api/v1/agencies/test/open-data';

const content = testContent({
  agency: testAgency({
    email: 'info@example.gov',
    openData: {
      taxNumber: '0000000000',
      responsible: { ru: 'Начальник отдела информации', en: 'Head of Information' },
      phone: '8 (000) 000-00-01',
    },
  }),
  publications: [
    testPublication('order', {
      kind: 'order',
      title: { ru: 'О «правах», "обязанностях"\r\nи прочем; 1,5', en: 'On rights' },
      summary: { ru: '=HYPERLINK("https://evil.example")' },
      publishedAt: '2026-11-23T20:30:00.000Z',
      reviewBy: '2027-01-31',
      version: 3,
      approvedBy: { ru: '@Руководитель' },
    }),
    testPublication('old', { publishedAt: '2024-12-31T21:00:00.000Z', summary: { ru: '+1' } }),
    testPublication('rules', { audience: 'internal', title: { ru: 'Внутреннее' } }),
  ],
  touchpoints: {
    external: {
      document: { title: { ru: 'Перечень' }, number: '060/1-О', date: '2024-05-02' },
      channels: [testChannel('phone'), testChannel('post', { kind: 'post', contact: null, url: null, hours: [] })],
      items: [
        { id: 'ask', title: { ru: 'Задать вопрос' }, channels: ['phone', 'post'] },
        { id: 'learn', title: { ru: 'Узнать новости' }, channels: ['phone'] },
      ],
    },
    internal: { document: null, channels: [testChannel('secret')], items: [] },
  },
});

let world: World;
let app: Awaited<ReturnType<World['app']>>;
before(async () => {
  world = await openWorld([content, testContent({ agency: testAgency({ id: 'empty' }) })]);
  app = await world.app({ publicUrl: origin, internalNetworks: ['127.0.0.1'] });
});
after(() => world.close());

const get = (url: string) => world.request({ app, url: url.replace(origin, '') });
/** As an independent parser reads it, which refuses rows of unequal length. */
async function rows(url: string): Promise<string[][]> {
  const answer = await get(url);
  assert.equal(answer.statusCode, 200, url);
  assert.deepEqual([...answer.rawPayload.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
  return parse(answer.rawPayload, { bom: true, record_delimiter: '\r\n' });
}
const passport = async (set: string, base = root): Promise<Map<string, string>> =>
  new Map((await rows(`${base}/${set}/meta.csv`)).map(([name = '', value = '']) => [name, value]));

describe('open data', () => {
  test('begin with a list of sets that leads to their passports', async () => {
    assert.deepEqual(await rows(`${root}/list.csv`), [
      ['property', 'title', 'value', 'format'],
      ['standardversion', 'Версия методических рекомендаций', 'http://opendata.gosmonitor.ru/standard/3.0', ''],
      ['0000000000-publications', 'Опубликованные материалы', `${origin}${root}/publications/meta.csv`, 'csv'],
      ['0000000000-channels', 'Каналы связи', `${origin}${root}/channels/meta.csv`, 'csv'],
    ]);
  });

  test('have a passport that says whose, since when, how often, on what terms, and where', async () => {
    const told = await passport('publications');
    const expected = {
      property: 'value',
      standardversion: 'http://opendata.gosmonitor.ru/standard/3.0',
      identifier: '0000000000-publications',
      title: 'Опубликованные материалы',
      creator: 'Служба испытаний',
      created: '20250101',
      modified: '20261124',
      format: 'csv',
      valid: '20261124',
      publishername: 'Начальник отдела информации',
      publisherphone: '8 (000) 000-00-01',
      publishermbox: 'info@example.gov',
    };
    for (const [name, value] of Object.entries(expected)) assert.equal(told.get(name), value, name);
    for (const name of ['description', 'subject', 'provenance', 'periodicity']) assert.ok(told.get(name), name);
    assert.match(told.get('license') ?? '', /^Бесплатно.*со ссылкой на источник: Служба испытаний$/);
    assert.match(told.get('description') ?? '', /Демонстрация/);
  });

  test('of publications are complete, for everybody, and run nothing in a spreadsheet', async () => {
    const told = await passport('publications');
    const address = told.get('data-20261124-structure-20261124') ?? '';
    assert.equal(address, `${origin}${root}/publications/data-20261124-structure-20261124.csv`);
    assert.deepEqual(await rows(address), [
      ['id', 'kind', 'title', 'summary', 'published', 'review_by', 'version', 'approved_by', 'address'],
      [
        ...['old', 'Новость', 'Публикация old', "'+1", '2024-12-31T21:00:00.000Z', '', '1', 'Руководитель'],
        `${origin}/test/publications/old`,
      ],
      [
        ...['order', 'Приказ', 'О «правах», "обязанностях"\r\nи прочем; 1,5'],
        ...[`'=HYPERLINK("https://evil.example")`, '2026-11-23T20:30:00.000Z', '2027-01-31', '3', "'@Руководитель"],
        `${origin}/test/publications/order`,
      ],
    ]);
  });

  test('of channels tell how to reach the agency', async () => {
    const told = await passport('channels');
    assert.equal(told.get('modified'), '20240502');
    const [head = [], phone = [], post = [], ...more] = await rows(told.get('data-20240502-structure-20261129') ?? '');
    assert.equal(more.length, 0);
    const cell = (row: string[], name: string) => row[head.indexOf(name)];
    assert.deepEqual([cell(phone, 'id'), cell(phone, 'address')], ['phone', 'tel:+70000000000']);
    assert.equal(cell(phone, 'touchpoints'), 'Задать вопрос; Узнать новости');
    assert.equal(cell(phone, 'hours'), 'пн–пт 9–18');
    assert.deepEqual([cell(post, 'contact'), cell(post, 'address')], ['', '']);
  });

  test('have a structure file that names every column', async () => {
    const structures = { publications: '20261124', channels: '20261129' };
    for (const [set, structure] of Object.entries(structures)) {
      const told = await passport(set);
      const [name = ''] = [...told.keys()].filter((one) => one.startsWith('data-'));
      const [head] = await rows(told.get(name) ?? '');
      const [title, ...fields] = await rows(told.get(`structure-${structure}`) ?? '');
      assert.deepEqual(title, ['field name', 'english description', 'russian description', 'format']);
      assert.deepEqual(
        fields.map(([field]) => field),
        head,
      );
      for (const [, en = '', ru = '', format = ''] of fields) {
        assert.match(en, /^[A-Z][ -~]+$/);
        assert.match(ru, /^[А-ЯЁ]/);
        assert.match(format, /^(?:string|integer|date|dateTime|URI)$/);
      }
    }
  });

  test('of an agency that has nothing yet are empty, not missing', async () => {
    const base = root.replace('test', 'empty');
    const told = await passport('publications', base);
    assert.equal(told.get('identifier'), 'empty-publications');
    assert.equal(told.get('publishername'), 'Служба испытаний');
    assert.equal(told.get('publisherphone'), '8 (000) 000-00-00');
    assert.equal(told.get('publishermbox'), '');
    assert.equal((await rows(told.get('data-20261124-structure-20261124') ?? '')).length, 1);
  });

  test('are files to be saved', async () => {
    const { headers } = await get(`${root}/list.csv`);
    assert.equal(headers['content-type'], 'text/csv; charset=utf-8; header=present');
    assert.equal(headers['content-disposition'], 'attachment; filename="list.csv"');
    assert.equal(headers['access-control-allow-origin'], '*');
  });

  test('that are not there are unknown', async () => {
    const code = async (url: string) => (await get(url)).json<{ code: string }>().code;
    for (const path of [
      'none/meta.csv',
      'publications/none.csv',
      'publications/list.csv',
      'publications/data-20200101-structure-20261124.csv',
      'publications/structure-20200101.csv',
      'publications/..%2flist.csv',
      'publications/%00',
    ]) {
      assert.equal(await code(`${root}/${path}`), 'open_data_unknown', path);
    }
    assert.equal(await code('/api/v1/agencies/none/open-data/list.csv'), 'agency_unknown');
    assert.equal(await code('/api/v1/agencies/none/open-data/publications/meta.csv'), 'agency_unknown');
  });
});
