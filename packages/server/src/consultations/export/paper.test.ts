import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { inflateSync } from 'node:zlib';
import { extractText, getDocumentProxy } from 'unpdf';
import { refusalGrounds } from '@otklik/core/contract/case.js';
import type { StaffCase } from '@otklik/core/contract/staff/cases.js';
import { recordStatuses } from '@otklik/core/contract/staff/consultations.js';
import { checkContent } from '@otklik/core/domain/files/content.js';
import { origins } from '@otklik/core/domain/consultations/kinds.js';
import { applicantKinds } from '@otklik/core/contract/consultations.js';
import { replyForms } from '@otklik/core/domain/consultations/vocabulary.js';
import { nodeTools } from '../../files/tools.ts';
import { dossierOf } from './dossier.ts';
import { paperOf } from './paper.ts';
import type { Block, Source } from './parts.ts';
import {
  agency,
  at,
  dossierCase,
  drafts,
  events,
  photo,
  record,
  signature,
  staffCase,
  timelineOfAll,
} from './testing.ts';
import { linesOf, widthOfRun } from './typeset.ts';
import * as words from './words.ts';

const packed = [
  { id: photo.id, path: 'files/01-Фото крыши.jpg', size: 1_234_567, sha256: 'a1'.repeat(32) },
  { id: signature.id, path: 'files/02-ответ.sig', size: 3_210, sha256: 'b2'.repeat(32) },
];
const source = (found: StaffCase): Source => ({ agency, case: found, files: packed, at });
const paper = (found: StaffCase): Promise<Buffer> => paperOf(dossierOf(source(found)));

async function textOf(pdf: Buffer): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true });
  return text.replace(/\s+/g, ' ');
}

/** What its pages draw with, unpacked. */
const drawn = (pdf: Buffer): string[] =>
  [...pdf.toString('latin1').matchAll(/\/FlateDecode\n>>\nstream\n([\s\S]*?)\nendstream/g)]
    .map(([, packedStream = '']) => inflateSync(Buffer.from(packedStream, 'latin1')).toString('latin1'))
    .filter((content) => /^BT$/m.test(content));

suite('The paper of a case', () => {
  test('says all that there is to say', async () => {
    const text = await textOf(await paper(dossierCase));
    const expected = [
      ...['Служба жилищного надзора Примерной области', 'Запрос № И-1043/26', 'Капитальный ремонт'],
      ...['№ 01-21/345 от 3 ноября 2026', 'Ответ дан частично', 'Получен 31 октября 2026, 18:05'],
      ...['Зарегистрирован 2 ноября 2026', 'Срок ответа 11 декабря 2026', 'Закрыт 3 декабря 2026'],
      ...['Анна Примерова', 'Гражданин России', 'anna@example.org', 'На электронную почту'],
      ...['с разбивкой по годам. Дом: ул. Примерная, 5.', 'Приём 26 ноября 2026, 10:00–10:15'],
      // How the date came about.
      '2 ноября 2026 запрос зарегистрирован + 30 дней на ответ (закон 8-ФЗ, статья 18): выходит 2 декабря 2026',
      '+ 10 дней срок продлён (закон 8-ФЗ, статья 18): выходит 12 декабря 2026',
      '12 декабря 2026 нерабочий день, поэтому раньше: 11 декабря 2026',
      '11 декабря 2026 последний день для ответа',
      // What was decided.
      ...['Частичный ответ № 112-О от 3 декабря 2026', 'Доступ к информации ограничен законом'],
      ...['Что нужно заявителю Информация о деятельности органа', 'Обжаловать до 3 марта 2027 включительно'],
      ...['Закон 8-ФЗ, статья 20', '№ 152-ФЗ «О персональных данных», статья 7', 'Заместитель начальника Службы'],
      ...[
        'Почему отказано Сведения о платежах',
        'Что предоставлено График ремонта',
        'Порядок обжалования Решение можно',
      ],
      // What happened.
      ...[
        'Заявителя попросили уточнить запрос',
        'За 2020–2026 годы.',
        'Причина: Ждём сведения регионального оператора',
      ],
      ...[
        'Новый срок: 11 декабря 2026 вместо 2 декабря 2026',
        'Проект возвращён на доработку Заместитель начальника Службы',
      ],
      ...['Редакция 1. Причина: Платежи по квартирам', 'Редакция 2: частичный ответ.'],
      // What lies beside it.
      ...['files/01-Фото крыши.jpg JPEG, 1,2 МБ, приложил заявитель', `SHA-256: ${'a1'.repeat(32)}`],
      ...['Название: Подпись к ответу', '3,2 кБ', 'Страница 1 из 4', 'Страница 4 из 4', 'Содержит персональные данные'],
      ...[
        'Выгружено 4 декабря 2026, 14:20',
        'содержание вымышлено',
        'График ремонта на 2026 и 2027 годы (нет в выгрузке)',
      ],
    ];
    for (const words of expected) assert.ok(text.includes(words), words);
    assert.doesNotMatch(text, /undefined|null|NaN|\[object|◊/);
    // Accounts are no positions, and drafts aren't answers.
    assert.ok(!text.includes(dossierCase.responsible ?? ''));
    assert.ok(!text.includes(drafts.answer.text.ru.slice(0, 30)));
  });

  test('can be walked through by readers aloud: language, title, headings, everything tagged', async () => {
    const pdf = await paper(dossierCase);
    const document = await getDocumentProxy(new Uint8Array(pdf));
    const info = (await document.getMetadata()).info as Record<string, unknown>;
    assert.deepEqual([info.Title, info.Language], ['Запрос № И-1043/26', 'ru-RU']);
    assert.match(pdf.toString('latin1'), /\/DisplayDocTitle true/);
    assert.match(pdf.toString('latin1'), /\/Marked true/);
    const roles: string[] = [];
    const walk = (node: object): void => {
      if ('role' in node && typeof node.role === 'string') roles.push(node.role);
      if ('children' in node && Array.isArray(node.children)) node.children.forEach((child: object) => walk(child));
    };
    for (let page = 1; page <= document.numPages; page++)
      walk((await (await document.getPage(page)).getStructTree()) ?? {});
    assert.deepEqual(
      roles.filter((role) => /^H\d$/.test(role)),
      ['H1', 'H2', 'H2', 'H2', 'H2', 'H3', 'H2', 'H2'],
    );
    assert.ok(roles.includes('TH') && roles.includes('TD') && roles.includes('LI'));
    const outline = await document.getOutline();
    assert.deepEqual(
      outline.map(({ title }) => title),
      ['Заявитель', 'Вопрос', 'Как посчитан срок', 'Решения', 'Ход рассмотрения', 'Файлы'],
    );
    const pages = drawn(pdf);
    assert.equal(pages.length, document.numPages);
    for (const page of pages) {
      let depth = 0;
      for (const line of page.split('\n')) {
        if (/ (BDC|BMC)$/.test(line)) depth++;
        else if (line === 'EMC') depth--;
        else if (/^BT$|^S$|^f$/.test(line)) assert.ok(depth > 0, 'drawn outside of any tag');
        assert.ok(depth >= 0);
      }
      assert.equal(depth, 0);
    }
  });

  test('tells every kind of event, with who did it', async () => {
    const text = await textOf(await paper(staffCase({ ...record, timeline: timelineOfAll })));
    for (const [type, heading] of Object.entries(words.events))
      assert.ok(text.includes(heading) || type.startsWith('visit_'), heading);
    const expected = [
      ...[
        '30 октября 2026',
        'Внёс: Начальник отдела капитального ремонта Письмом по почте. Внесён 2 ноября 2026, 11:30.',
      ],
      ...['Заявителю назначен звонок', 'Звонок перенесён', 'Звонок отменён', 'Вместо 25 ноября 2026, 10:00.'],
      ...['Какой дом?', 'Куда: Региональный оператор', 'Решил: заместитель начальника Службы'],
      ...['Где подать: Госуслуги: https://gosuslugi.example', 'Ответ на всё в запросе № И-1040/26.', 'Сказали так.'],
      ...['Отказ № 7-О от 20 ноября 2026. Полный текст', 'Суд отменил отказ.', 'Даём вот это.'],
      ...['Зарегистрировать до: 3 ноября 2026 вместо 2 ноября 2026', 'Изменился календарь рабочих дней.'],
    ];
    for (const words of expected) assert.ok(text.includes(words), words);
    assert.doesNotMatch(text, /undefined|null|NaN|\[object/);
  });

  test('has words for every value that a case can have', () => {
    const factsOf = (found: StaffCase): string[] =>
      dossierOf(source(found)).blocks.flatMap((block: Block) => ('rows' in block ? block.rows.flat() : []));
    const has = (found: StaffCase, expected: string): void => assert.ok(factsOf(found).includes(expected), expected);
    for (const status of recordStatuses) has({ ...dossierCase, status }, words.statuses[status]);
    for (const form of replyForms) has({ ...dossierCase, replyForm: form }, words.replyForms[form]);
    for (const kind of applicantKinds)
      has({ ...dossierCase, applicant: { kind, name: 'А' } }, words.applicantKinds[kind]);
    for (const origin of origins) {
      const event = { type: 'received', at: record.receivedAt, origin, on: '2026-10-31' } as const;
      has({ ...dossierCase, timeline: [event] }, words.origins[origin]);
    }
    for (const ground of refusalGrounds) {
      const { refusal } = events.refused;
      const event = {
        ...events.refused,
        type: 'refused',
        at: record.receivedAt,
        refusal: { ...refusal, ground },
      } as const;
      has({ ...dossierCase, timeline: [event] }, words.grounds[ground]);
    }
  });

  test('says before registration what is still to come', async () => {
    const early = { registeredOn: null, closedOn: null, timeline: record.timeline.slice(0, 1) };
    const text = await textOf(
      await paper(staffCase({ ...record, ...early, status: 'received' }, { registry: null, visit: null })),
    );
    for (const words of ['Номер не внесён', 'Зарегистрировать до 3 ноября 2026', 'Срок ответа, не позднее'])
      assert.ok(text.includes(words), words);
    assert.doesNotMatch(text, /Решения|Закрыт/);
  });

  test('says to whom English was written what they read, too', async () => {
    const found = staffCase({ ...record, timeline: timelineOfAll }, { language: 'en' });
    assert.ok((await textOf(await paper(found))).includes('Какой дом? Which house?'));
    const internal = await textOf(await paper({ ...found, audience: 'internal' }));
    assert.ok(internal.includes('регламент Службы') && !internal.includes('статья 20'));
  });

  test('is the same for the same case, whatever was printed before', async () => {
    const one = await paper(dossierCase);
    await paper(staffCase({ ...record, question: 'Ёж\u00a0— « » другой' }));
    assert.ok(one.equals(await paper(dossierCase)));
  });
});

suite('What nobody should send', () => {
  const nasty: Record<string, string> = {
    'no spaces': 'Ж'.repeat(40_000),
    'long words': `${'слово '.repeat(6_000)}${'https://example.org/'.repeat(200)}`,
    'only line breaks': '\n'.repeat(40_000),
    'line breaks of all kinds': 'a\r\nb\rc\u2028d\u2029e\u0085f\vg\fh',
    'only spaces': ' '.repeat(1_000),
    emoji: '👨‍👩‍👧 🏚️ течёт крыша 🇷🇺',
    'right to left': 'שלום \u202eмир\u202c مرحبا \u2067а\u2069',
    controls: 'а\u0000б\u0007в\u001bг\u007fд\u009fе',
    'halves of characters': 'а\ud83dб\udc00в',
    'combining marks': `a${'\u0301'.repeat(5_000)}`,
    'PDF and XML': '/JavaScript (x) /JS (app.alert) >> endobj %%EOF <x> & ]]> \\) ( (',
    'other scripts': '漢字 ไทย हिन्दी Αθήνα Հայերեն ქართული',
    'not characters': '\ufffe\uffff\u{10ffff}\ue000',
  };
  for (const [name, text] of Object.entries(nasty))
    test(name, async () => {
      const found = staffCase(
        { ...record, question: text, topic: { ru: text.slice(0, 200) } },
        {
          applicant: { kind: 'citizen', name: text.slice(0, 200) },
          registry: { number: text.slice(0, 100), date: '2026-11-03' },
        },
      );
      const pdf = await paper({ ...found, number: text.slice(0, 20) });
      const said = await textOf(pdf);
      assert.ok(said.includes('Ход рассмотрения'));
      await checkContent('case.pdf', pdf, nodeTools);
    });

  test('shows what the fonts lack by a sign, and keeps what it stands for', async () => {
    const pdf = await paper(staffCase({ ...record, question: 'Крыша 😀 течёт\u202e' }));
    assert.match(await textOf(pdf), /Крыша ◊ течёт .* ◊ стоит вместо знака, которого нет в шрифте/);
    // A smiling face in UTF-16, after the mark of its order.
    assert.ok(drawn(pdf).some((page) => page.includes('/ActualText (\xfe\xff\xd8\x3d\xde\x00)')));
  });

  test('shows letters of the languages of the country', async () => {
    const text = 'Әлия Җәмилә Ғалия Қазақ Ңәрсә Өмет Үзенчәлек Һава Ӑслӑ Ҫӗр Ӳсӗм Ӏадат';
    assert.ok((await textOf(await paper(staffCase({ ...record, question: text })))).includes(text));
  });

  test('no line is wider than the page', () => {
    for (const text of Object.values(nasty))
      for (const line of linesOf(text, 300, 10, 'regular')) {
        const wide = line.map((run) => widthOfRun(run.text.trimEnd(), 10, run.weight));
        assert.ok(wide.reduce((sum, one) => sum + one, 0) <= 301);
      }
  });
});
