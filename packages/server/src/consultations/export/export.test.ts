import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { suite, test } from 'node:test';
import { checkArchive } from '@otklik/core/domain/files/archive.js';
import { checkContent } from '@otklik/core/domain/files/content.js';
import { fileLimits } from '@otklik/core/domain/files/limits.js';
import type { Check } from '@otklik/core/domain/files/refuse.js';
import { readZip, unpack } from '@otklik/core/domain/files/zip.js';
import { nodeTools } from '../../files/tools.ts';
import { exportCase, type CaseJson, type ExportedFile } from './export.ts';
import { cleanName, pathsOf } from './names.ts';
import { agency, at, dossierCase, files } from './testing.ts';

/** As uploads are checked; `examine` adds what is taken in an export, but not from a client. */
const check = (): Check => ({
  tools: nodeTools,
  limits: fileLimits,
  left: { bytes: fileLimits.unpackedBytes, entries: fileLimits.entries },
  depth: 1,
  examine: async (name, bytes) =>
    name === 'case.json' || name === 'SHA256SUMS'
      ? checkContent(`${name}.txt`, bytes, nodeTools)
      : checkContent(name, bytes, nodeTools),
});

async function unpacked(bytes: Uint8Array): Promise<Map<string, Buffer>> {
  const entries = readZip(bytes, check());
  return new Map(
    await Promise.all(entries.map(async (entry) => [entry.name, Buffer.from(await unpack(entry, check()))] as const)),
  );
}

const exported = (given: readonly ExportedFile[] = files) =>
  exportCase({ agency, case: dossierCase, files: given, at });

/** Files that can pass the check of uploads. */
const honest: ExportedFile[] = [
  { id: 'photo', name: 'заметка.txt', bytes: Buffer.from('Крыша течёт') },
  { id: 'schedule', name: 'график.csv', bytes: Buffer.from('год;сумма\n2026;1\n') },
];

suite('Export of a case', () => {
  test('holds the case for programs and for people, the files, and their sums', async () => {
    const { name, bytes } = await exported();
    assert.equal(name, 'Запрос И-1043-26.zip');
    const found = await unpacked(bytes);
    assert.deepEqual(
      [...found.keys()],
      [
        ...['case.json', 'case.pdf', 'files/01-Фото крыши.jpg', 'files/02-grafik_2026-2027.pdf'],
        ...['files/03-ответ.sig', 'SHA256SUMS'],
      ],
    );
    assert.deepEqual(found.get('files/01-Фото крыши.jpg'), Buffer.from(files[0]?.bytes ?? []));
    assert.equal(found.get('case.pdf')?.subarray(0, 8).toString(), '%PDF-1.7');
    const sums = found.get('SHA256SUMS')?.toString().trimEnd().split('\n') ?? [];
    assert.deepEqual(
      sums,
      [...found]
        .filter(([path]) => path !== 'SHA256SUMS')
        .map(([path, content]) => `${hash('sha256', content)}  ${path}`),
    );
  });

  test('has in its JSON the case as staff see it, but for what only concerns its work here', async () => {
    const found = await unpacked((await exported()).bytes);
    const text = found.get('case.json')?.toString() ?? '';
    const { version, exportedAt, agency: of, case: json, files: index } = JSON.parse(text) as CaseJson;
    assert.deepEqual([version, exportedAt, of], [1, at.toISOString(), { id: 'test', name: agency.name.ru }]);
    const { actions: _actions, alarms: _alarms, ...rest } = dossierCase;
    assert.deepEqual(json, JSON.parse(JSON.stringify(rest)));
    assert.deepEqual(index[1], {
      ...{ id: 'schedule', path: 'files/02-grafik_2026-2027.pdf', size: 9 },
      sha256: hash('sha256', '%PDF-1.7\n'),
    });
    assert.match(text, /^ {2}"exportedAt"/m);
    assert.match(text, /Анна Примерова/);
  });

  test('passes the check that uploads must pass', async () => {
    const { bytes } = await exported(honest);
    await checkArchive(bytes, check());
    const pdf = (await unpacked(bytes)).get('case.pdf');
    assert.ok(pdf);
    assert.equal((await checkContent('case.pdf', pdf, nodeTools)).format, 'PDF');
  });

  test('is the same for the same input, wherever the process runs', async () => {
    const zone = process.env.TZ;
    try {
      process.env.TZ = 'Asia/Tokyo';
      const one = await exported();
      process.env.TZ = 'America/Lima';
      const other = await exported();
      assert.ok(one.bytes.equals(other.bytes));
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
    const later = await exportCase({ agency, case: dossierCase, files, at: new Date(at.getTime() + 60_000) });
    assert.ok(!later.bytes.equals((await exported()).bytes));
  });

  test('has the time of the agency, says that names are UTF-8, and runs nothing', async () => {
    const { bytes } = await exported();
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    let members = 0;
    for (let start = bytes.indexOf('PK\x01\x02'); start >= 0; start = bytes.indexOf('PK\x01\x02', start + 1)) {
      members++;
      const length = view.getUint16(start + 28, true);
      const name = bytes.subarray(start + 46, start + 46 + length);
      const utf8 = (view.getUint16(start + 8, true) & 0x800) !== 0;
      assert.equal(
        utf8,
        name.some((byte) => byte > 0x7f),
      );
      // 4 December 2026, 14:20, as MS-DOS counts.
      assert.equal(
        view.getUint32(start + 12, true),
        ((46 << 25) | (12 << 21) | (4 << 16) | (14 << 11) | (20 << 5)) >>> 0,
      );
      assert.equal(view.getUint32(start + 38, true) >>> 16, 0o100644);
    }
    assert.equal(members, 6);
  });

  test('needs no files', async () => {
    const found = await unpacked((await exported([])).bytes);
    assert.deepEqual([...found.keys()], ['case.json', 'case.pdf', 'SHA256SUMS']);
  });
});

suite('Names in the archive', () => {
  const cases: [name: string, clean: string][] = [
    ['Фото крыши.JPG', 'Фото крыши.JPG'],
    ['../../etc/passwd', '-..-etc-passwd'],
    ['C:\\Windows\\система.pdf', 'C--Windows-система.pdf'],
    ['a:b*c?d"e<f>g|h.txt', 'a-b-c-d-e-f-g-h.txt'],
    ['отчёт\u202efdp.exe', 'отчётfdp.exe'],
    ['один\u0000\u0007\r\nдва.pdf', 'один два.pdf'],
    ['  пробелы \u00a0 .pdf ', 'пробелы.pdf'],
    ['точки....', 'точки'],
    ['.htaccess', 'htaccess'],
    ['.pdf', 'pdf'],
    ['', 'файл'],
    ['\u200b\u200d', 'файл'],
    ['слэш\u2215дробь\uff0f.pdf', 'слэш-дробь-.pdf'],
    ['половина \ud83d.png', 'половина.png'],
    ['и\u0306од.pdf', 'йод.pdf'],
  ];
  for (const [name, clean] of cases) test(JSON.stringify(name), () => assert.equal(cleanName(name), clean));

  test('are short enough for every file system, in whole characters, with their extension', () => {
    for (const symbol of ['a', 'ж', '😀']) {
      const name = cleanName(`${symbol.repeat(500)}.pdf`);
      assert.ok(Buffer.byteLength(name) <= 124);
      assert.doesNotMatch(name, /\p{Cs}/u);
      assert.ok(name.endsWith(`${symbol}.pdf`));
    }
  });

  test('differ, and none is one that Windows reserves', () => {
    const names = ['con.txt', 'CON.txt', 'nul', 'a.pdf', 'a.pdf', 'a/.pdf', 'a\u200b.pdf'];
    const paths = pathsOf(names.map((name) => ({ name })));
    assert.equal(new Set(paths.map((path) => path.toLowerCase())).size, names.length);
    assert.deepEqual(paths.slice(0, 2), ['files/01-con.txt', 'files/02-CON.txt']);
    assert.equal(pathsOf(Array.from({ length: 100 }, () => ({ name: 'a' })))[0], 'files/001-a');
  });
});
