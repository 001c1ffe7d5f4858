import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { BackendError } from '@otklik/core/backend/error.js';
import { contentProblems } from '@otklik/core/contract/uploads.js';
import { checkContent } from '@otklik/core/domain/files/content.js';
import { fileFormats, formatOfName } from '@otklik/core/domain/files/formats.js';
import { fileLimits } from '@otklik/core/domain/files/limits.js';
import * as make from '../testing/files.ts';
import { nodeTools } from './tools.ts';

const look = async (name: string, bytes: Buffer | string): Promise<string> => {
  try {
    const { format, mediaType } = await checkContent(name, Buffer.from(bytes), nodeTools);
    return `${format} ${mediaType.replace(/^application\/vnd\.[\w.-]+$/, '…')}`;
  } catch (error) {
    if (!(error instanceof BackendError)) throw error;
    const { entry, found } = error.params;
    return [error.code, found, entry].filter((part) => part !== undefined).join(' ');
  }
};
const rows = (all: Record<string, [name: string, bytes: Buffer | string, expected: string]>) => {
  for (const [title, [name, bytes, expected]] of Object.entries(all))
    test(title, async () => assert.equal(await look(name, bytes), expected));
};
const windows1251 = Buffer.from('cff0e8e2e5f23b31320d0a', 'hex');
const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/(.{64})/g, '$1\r\n');

describe('files that are what they say', () => {
  rows({
    pdf: ['Приказ.PDF', make.pdf(), 'PDF application/pdf'],
    'pdf with packed objects': [
      'a.pdf',
      make.pdf({ objects: [make.objectStream('<< /A 1 >>')] }),
      'PDF application/pdf',
    ],
    'pdf with links': [
      'a.pdf',
      make.pdf({ objects: ['<< /S /URI /URI (https://example.org) >>'] }),
      'PDF application/pdf',
    ],
    docx: ['a.docx', make.office('DOCX'), 'DOCX …'],
    'docx with a link': [
      'a.docx',
      make.office('DOCX', [
        {
          name: 'word/_rels/document.xml.rels',
          data: make.relationships(`Type="${make.linkType}" Target="https://example.org" TargetMode="External"`),
        },
      ]),
      'DOCX …',
    ],
    'docx with a table in it': [
      'a.docx',
      make.office('DOCX', [{ name: 'word/embeddings/sheet1.xlsx', data: make.office('XLSX') }]),
      'DOCX …',
    ],
    xlsx: ['a.xlsx', make.office('XLSX'), 'XLSX …'],
    odt: [
      'a.odt',
      make.openDocument('ODT', { content: '<text:a xlink:href="https://example.org">x</text:a>' }),
      'ODT …',
    ],
    ods: ['a.ods', make.openDocument('ODS'), 'ODS …'],
    png: ['a.png', make.png(), 'PNG image/png'],
    jpeg: ['a.jpeg', make.jpeg(), 'JPEG image/jpeg'],
    gif: ['a.gif', make.gif(3, 3, 'hello'), 'GIF image/gif'],
    webp: ['a.webp', make.webp(), 'WEBP image/webp'],
    'text in UTF-8': ['a.txt', 'Привет', 'TXT text/plain; charset=utf-8'],
    'table in windows-1251': ['a.csv', windows1251, 'CSV text/csv; charset=windows-1251'],
    signature: ['a.pdf.sig', make.signature(), 'SIG application/pkcs7-signature'],
    'signature in base64': ['a.sig', base64(make.signature()), 'SIG application/pkcs7-signature'],
    'signature in PEM': [
      'a.p7s',
      `-----BEGIN CMS-----\n${base64(make.signature())}\n-----END CMS-----\n`,
      'P7S application/pkcs7-signature',
    ],
    archive: [
      'a.zip',
      make.zip([
        { name: 'Папка/' },
        { name: 'Папка/приказ.pdf', data: make.pdf() },
        { name: 'Папка/приказ.pdf.sig', data: make.signature() },
        { name: 'a.docx', data: make.office('DOCX') },
        { name: 'b.zip', data: make.zip([{ name: 'b.txt', data: 'b' }]) },
      ]),
      'ZIP application/zip',
    ],
    'archive made by macOS': [
      'a.zip',
      make.zip([
        { name: 'a.txt', data: 'a' },
        { name: '__MACOSX/._a.txt', data: Buffer.from('0005160700020000', 'hex') },
      ]),
      'ZIP application/zip',
    ],
  });

  test('pictures of telephones lose what hangs on them', async () => {
    for (const rest of [make.jpeg(), Buffer.concat([Buffer.alloc(4), Buffer.from('\0\0\0\x18ftypmp42')])]) {
      const { bytes } = await checkContent('a.jpg', Buffer.concat([make.jpeg(9, 9), rest]), nodeTools);
      assert.ok(make.jpeg(9, 9).equals(bytes));
    }
  });
});

describe('names and contents that disagree', () => {
  rows({
    'no extension': ['README', 'x', 'file_type_unsupported'],
    'a program': ['a.exe', 'MZ', 'file_type_unsupported'],
    'two extensions': ['a.pdf.exe', make.pdf(), 'file_type_unsupported'],
    'a name that is only an extension': ['.pdf', make.pdf(), 'file_type_unsupported'],
    svg: ['a.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'file_type_unsupported'],
    html: ['a.html', '<html>', 'file_type_unsupported'],
    'svg as text': ['a.txt', '\n <svg onload="alert(1)"/>', 'file_name_mismatch'],
    'svg as a picture': ['a.png', '<svg onload="alert(1)"/>', 'file_name_mismatch'],
    'a page as text': ['a.csv', '\ufeff<!DOCTYPE html><script>alert(1)</script>', 'file_name_mismatch'],
    'a script as text': ['a.txt', '#!/bin/sh\nrm', 'file_name_mismatch'],
    'a program as text': ['a.txt', Buffer.from('MZ\x90\0\x03', 'latin1'), 'file_name_mismatch'],
    'a program as pdf': ['a.pdf', Buffer.from('MZ\x90\0\x03', 'latin1'), 'file_name_mismatch'],
    'pdf as docx': ['a.docx', make.pdf(), 'file_name_mismatch'],
    'pdf as text': ['a.txt', make.pdf(), 'file_name_mismatch'],
    'table as text document': ['a.docx', make.office('XLSX'), 'file_name_mismatch'],
    'odt as ods': ['a.ods', make.openDocument('ODT'), 'file_name_mismatch'],
    'archive as docx': ['a.docx', make.zip([{ name: 'a.txt', data: 'a' }]), 'file_name_mismatch'],
    'archive as odt': ['a.odt', make.zip([{ name: 'a.txt', data: 'a' }]), 'file_name_mismatch'],
    'jpeg as png': ['a.png', make.jpeg(), 'file_name_mismatch'],
    nothing: ['a.pdf', '', 'file_empty'],
    'an empty archive': ['a.zip', make.zip([]), 'file_empty'],
  });

  test('over the limit', async () => {
    assert.equal(await look('a.txt', Buffer.alloc(fileLimits.fileBytes + 1, 'a')), 'file_too_large');
    assert.match(await look('a.txt', Buffer.alloc(fileLimits.fileBytes, 'a')), /^TXT/);
  });
});

describe('files that would run', () => {
  const js = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>';
  const hidden = make.pdf({ objects: [make.objectStream(js)] });
  const lied = Buffer.from(hidden.toString('latin1').replace('/Type /ObjStm', '/Type /Xyzabc'), 'latin1');
  rows({
    'pdf with JavaScript': ['a.pdf', make.pdf({ catalog: `/OpenAction ${js}` }), 'file_active_content JavaScript'],
    'pdf with JavaScript in other letters': [
      'a.pdf',
      make.pdf({ catalog: '/OpenAction << /S /J#61vaScrip#74 /J#53 (x) >>' }),
      'file_active_content JavaScript',
    ],
    'pdf with JavaScript in packed objects': ['a.pdf', hidden, 'file_active_content JavaScript'],
    'pdf with packed objects that hide what they are': ['a.pdf', lied, 'file_active_content JavaScript'],
    'pdf whose packed objects are packed oddly': [
      'a.pdf',
      make.pdf({
        objects: ['<< /Type /ObjStm /N 1 /First 5 /Filter [/ASCIIHexDecode /FlateDecode] >>\nstream\n41>\nendstream'],
      }),
      'file_active_content Filter',
    ],
    'pdf with a script alone': [
      'a.pdf',
      make.pdf({ objects: ['<< /S 9 0 R /JS (app.alert) >>'] }),
      'file_active_content JS',
    ],
    'pdf that starts a program': [
      'a.pdf',
      make.pdf({ objects: ['<</S/Launch/F(cmd.exe)>>'] }),
      'file_active_content Launch',
    ],
    'pdf with a file in it': [
      'a.pdf',
      make.pdf({ objects: [make.pdfStream('/Type /EmbeddedFile', 'MZ')] }),
      'file_active_content EmbeddedFile',
    ],
    'docx with macros': [
      'a.docx',
      make.office('DOCX', [{ name: 'word/vbaProject.bin', data: 'x' }]),
      'file_active_content macro',
    ],
    'docm by another name': [
      'a.docx',
      make.office(
        'DOCX',
        [],
        '<Override PartName="/x" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>',
      ),
      'file_active_content macro',
    ],
    'docx with a template from elsewhere': [
      'a.docx',
      make.office('DOCX', [
        {
          name: 'word/_rels/settings.xml.rels',
          data: make.relationships(
            `Type="${make.templateType}" Target="https://evil.example/t.dotm" TargetMode="External"`,
          ),
        },
      ]),
      'file_active_content external',
    ],
    'the same, written otherwise': [
      'a.docx',
      make.office('DOCX', [
        {
          name: 'word/_rels/settings.xml.rels',
          data: make.relationships(`Type='${make.templateType}' Target="a>b" TargetMode = 'Extern&#x61;l'`),
        },
      ]),
      'file_active_content external',
    ],
    'docx with an entity': [
      'a.docx',
      make.office('DOCX', [
        { name: 'word/document.xml', data: '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>' },
      ]),
      'file_active_content entity',
    ],
    'docx with an entity in UTF-16': [
      'a.docx',
      make.office('DOCX', [{ name: 'word/document.xml', data: Buffer.from('\ufeff<!DOCTYPE a>', 'utf16le') }]),
      'file_damaged',
    ],
    'docx with an object': [
      'a.docx',
      make.office('DOCX', [{ name: 'word/embeddings/oleObject1.bin', data: 'x' }]),
      'file_active_content object',
    ],
    'xlsx with Excel 4 macros': [
      'a.xlsx',
      make.office('XLSX', [{ name: 'xl/macrosheets/sheet1.xml', data: '<a/>' }]),
      'file_active_content macro',
    ],
    'odt with Basic': [
      'a.odt',
      make.openDocument('ODT', { parts: [{ name: 'Basic/Standard/Module1.xml', data: '<a/>' }] }),
      'file_active_content macro',
    ],
    'odt with a picture from elsewhere': [
      'a.odt',
      make.openDocument('ODT', { content: '<draw:image xlink:href="https://evil.example/p.png"/>' }),
      'file_active_content external',
    ],
    'odt with a link to a macro': [
      'a.odt',
      make.openDocument('ODT', { content: '<text:a xlink:href="vnd.sun.star.script:x"/>' }),
      'file_active_content macro',
    ],
    'odt with an event': [
      'a.odt',
      make.openDocument('ODT', { content: '<script:event-listener xlink:href="x"/>' }),
      'file_active_content macro',
    ],
    'docm in an archive': [
      'a.zip',
      make.zip([{ name: 'b.docx', data: make.office('DOCX', [{ name: 'word/vbaProject.bin', data: 'x' }]) }]),
      'file_active_content macro b.docx',
    ],
    'a program in an archive in an archive': [
      'a.zip',
      make.zip([{ name: 'b.zip', data: make.zip([{ name: 'c/d.exe', data: 'MZ' }]) }]),
      'file_type_unsupported b.zip/c/d.exe',
    ],
  });
});

describe('two files in one', () => {
  const hidden = make.zip([{ name: 'a.txt', data: 'a' }]);
  const page = '<html><script>alert(1)</script>';
  const both = (...parts: (Buffer | string)[]): Buffer => Buffer.concat(parts.map((part) => Buffer.from(part)));
  const pdf = make.pdf();
  rows({
    'pdf and zip': ['a.pdf', both(pdf, hidden), 'file_foreign_data'],
    'zip in a pdf, its end in a comment': [
      'a.pdf',
      both(pdf, hidden.subarray(0, -2), Buffer.from([40, 0]), '\nstartxref\n0\n%%EOF\n'.padStart(40)),
      'file_foreign_data',
    ],
    'pdf and page': ['a.pdf', both(pdf, page), 'file_foreign_data'],
    'page and pdf': ['a.pdf', both(page, pdf), 'file_name_mismatch'],
    'pdf cut off': ['a.pdf', pdf.subarray(0, -20), 'file_damaged'],
    'jpeg and zip': ['a.jpg', both(make.jpeg(), hidden), 'file_foreign_data'],
    'jpeg, jpeg and zip': ['a.jpg', both(make.jpeg(), make.jpeg(), hidden), 'file_foreign_data'],
    'jpeg and page': ['a.jpg', both(make.jpeg(), page), 'file_foreign_data'],
    'page in a jpeg': ['a.jpg', make.jpeg(1, 1, page), 'file_foreign_data'],
    'png and zip': ['a.png', both(make.png(), hidden), 'file_foreign_data'],
    'page in a png': ['a.png', make.png(1, 1, make.pngText(page)), 'file_foreign_data'],
    'gif and script': ['a.gif', both(make.gif(), '=1;alert(1)'), 'file_foreign_data'],
    'page in a gif': ['a.gif', make.gif(1, 1, page), 'file_foreign_data'],
    'webp and zip': ['a.webp', both(make.webp(), hidden), 'file_foreign_data'],
    'zip and page': ['a.zip', both(hidden, page), 'file_foreign_data'],
    'page and zip': ['a.zip', both('PK\x03\x04', page, hidden), 'file_foreign_data'],
    'zip with a comment': ['a.zip', make.zip([{ name: 'a.txt', data: 'a' }], page), 'file_foreign_data'],
    'docx and pdf': ['a.docx', both(make.office('DOCX'), pdf), 'file_foreign_data'],
    'signature and program': ['a.sig', both(make.signature(), 'MZ'), 'file_foreign_data'],
    'signature that holds a file': ['a.sig', make.signature('MZ'), 'signature_attached'],
  });
});

describe('archives made to harm', () => {
  const cheap = async (title: string, name: string, bytes: Buffer, expected: string) =>
    test(title, async () => {
      const before = process.memoryUsage().rss;
      // Of the processor, not of the clock: what else the machine does is not this file's doing.
      const start = process.cpuUsage();
      assert.equal(await look(name, bytes), expected);
      const { user, system } = process.cpuUsage(start);
      assert.ok(user + system < 6_000_000, 'it took its time');
      assert.ok(process.memoryUsage().rss - before < 400_000_000, 'it took much memory');
    });
  const bomb = make.zip([{ name: 'a.txt', ...make.zeros(99) }]);
  const lied = make.zip([{ name: 'a.txt', ...make.zeros(99), size: 1_000 }]);
  const nested = make.zip(Array.from({ length: 16 }, (_, index) => ({ name: `${index}.zip`, data: bomb })));
  let deep = make.zip([{ name: 'a.txt', data: 'a' }]);
  for (let depth = 0; depth < 20; depth++) deep = make.zip([{ name: 'a.zip', data: deep }]);
  const huge = { name: 'a.txt', packed: Buffer.from([3, 0]), size: 0xfffffff0, crc: 0 };

  void cheap('99 MB of zeros in 96 kB', 'a.zip', bomb, 'archive_too_large');
  void cheap('that say to be 1 kB', 'a.zip', lied, 'file_damaged a.txt');
  void cheap('sixteen of them in one', 'a.zip', nested, 'archive_too_large 0.zip');
  void cheap('twenty in each other', 'a.zip', deep, 'archive_too_deep a.zip/a.zip/a.zip');
  void cheap('4 GB by what they say', 'a.zip', make.zip([huge, { ...huge, name: 'b.txt' }]), 'archive_too_large');
  void cheap(
    'many files',
    'a.zip',
    make.zip(Array.from({ length: 3_000 }, (_, index) => ({ name: `${index}.txt`, data: 'a' }))),
    'archive_too_large',
  );
  void cheap(
    'a document of zeros',
    'a.docx',
    make.office('DOCX', [{ name: 'word/x.xml', ...make.zeros(90) }]),
    'archive_too_large',
  );
  void cheap(
    'packed objects of a pdf',
    'a.pdf',
    make.pdf({ objects: Array.from({ length: 9 }, () => make.objectStream(`(${'0'.repeat(19_000_000)})`)) }),
    'archive_too_large',
  );

  test('members that share their bytes', async () => {
    const plain = make.zip([
      { name: 'a.txt', data: 'aaaa' },
      { name: 'b.txt', data: 'aaaa' },
    ]);
    const second = plain.lastIndexOf(Buffer.from('b.txt')) - 4;
    const overlapping = Buffer.from(plain);
    overlapping.writeUInt32LE(0, second);
    assert.equal(await look('a.zip', overlapping), 'file_damaged');
  });

  const one = (changes: Partial<make.Member>): Buffer => make.zip([{ name: 'a.txt', data: 'aaaa', ...changes }]);
  rows({
    'out of the folder': ['a.zip', one({ name: '../../etc/a.txt' }), 'archive_path_unsafe ../../etc/a.txt'],
    'from the root': ['a.zip', one({ name: '/etc/a.txt' }), 'archive_path_unsafe /etc/a.txt'],
    'by drive': ['a.zip', one({ name: 'C:a.txt' }), 'archive_path_unsafe C:a.txt'],
    'with backslashes': ['a.zip', one({ name: '..\\a.txt' }), 'archive_path_unsafe ..\\a.txt'],
    'with a control character': ['a.zip', one({ name: 'a\n.txt' }), 'archive_path_unsafe a\n.txt'],
    'a symbolic link': ['a.zip', one({ mode: 0o120777 }), 'archive_path_unsafe a.txt'],
    encrypted: ['a.zip', one({ flags: 0x801 }), 'file_encrypted a.txt'],
    'packed by another method': ['a.zip', one({ method: 14 }), 'file_type_unsupported a.txt'],
    'another name in the member': ['a.zip', one({ localName: 'b.exe' }), 'file_damaged'],
    'wrong sum': ['a.zip', one({ crc: 1 }), 'file_damaged a.txt'],
    'wrong size': ['a.zip', one({ size: 3 }), 'file_damaged a.txt'],
    'one name twice': [
      'a.zip',
      make.zip([
        { name: 'a.txt', data: 'a' },
        { name: 'A.TXT', data: 'b' },
      ]),
      'file_damaged',
    ],
    'encrypted odt': ['a.odt', make.openDocument('ODT', { manifest: '<manifest:encryption-data/>' }), 'file_encrypted'],
    'encrypted pdf': ['a.pdf', make.pdf({ trailer: '/Encrypt 9 0 R' }), 'file_encrypted'],
  });
});

describe('pictures made to harm', () => {
  rows({
    'png as large as a town': ['a.png', make.png(30_000, 30_000), 'image_too_large'],
    'jpeg as large as a town': ['a.jpg', make.jpeg(65_000, 65_000), 'image_too_large'],
    'gif as long as a street': ['a.gif', make.gif(65_535, 1), 'image_too_large'],
    'webp as large as a town': ['a.webp', make.webp(16_384, 16_384), 'image_too_large'],
    'png without size': ['a.png', make.png(0, 1), 'file_damaged'],
    'png cut off': ['a.png', make.png().subarray(0, -3), 'file_damaged'],
    'jpeg cut off': ['a.jpg', make.jpeg().subarray(0, -2), 'file_damaged'],
    'gif cut off': ['a.gif', make.gif().subarray(0, -1), 'file_damaged'],
    'webp cut off': ['a.webp', make.webp().subarray(0, -1), 'file_damaged'],
  });

  test('a changed byte of a png is found', async () => {
    const changed = make.png(5, 5);
    changed[20] = 9;
    assert.equal(await look('a.png', changed), 'file_damaged');
  });
});

describe('whatever the bytes', () => {
  const samples: [string, Buffer][] = [
    ['a.pdf', make.pdf({ objects: [make.objectStream('<< /A 1 >>', '<< /B 2 >>')] })],
    ['a.docx', make.office('DOCX')],
    ['a.xlsx', make.office('XLSX')],
    ['a.odt', make.openDocument('ODT')],
    [
      'a.zip',
      make.zip([
        { name: 'a.txt', data: 'hello' },
        { name: 'b.png', data: make.png() },
      ]),
    ],
    ['a.png', make.png()],
    ['a.jpg', make.jpeg(7, 7, 'x')],
    ['a.gif', make.gif(7, 7, 'x')],
    ['a.webp', make.webp()],
    ['a.sig', make.signature()],
    ['a.txt', Buffer.from('text')],
  ];
  const known = new Set<string>(contentProblems);
  const holds = async (name: string, bytes: Uint8Array): Promise<void> => {
    try {
      const { format, bytes: kept } = await checkContent(name, bytes, nodeTools);
      assert.equal(format, formatOfName(name));
      assert.ok(kept.length <= bytes.length);
    } catch (error) {
      assert.ok(error instanceof BackendError && known.has(error.code), String(error));
    }
  };

  test('random ones are refused by a code, or are what they say', async () => {
    const extension = fc.constantFrom(...Object.values(fileFormats).flatMap(({ extensions }) => [...extensions]));
    const beginning = fc.constantFrom(...samples.map(([, bytes]) => bytes.subarray(0, 16)), Buffer.alloc(0));
    await fc.assert(
      fc.asyncProperty(extension, beginning, fc.uint8Array({ maxLength: 300 }), (end, start, rest) =>
        holds(`a.${end}`, Buffer.concat([start, rest])),
      ),
      { numRuns: 2_000 },
    );
  });

  test('changed, cut and doubled ones too', async () => {
    const change = fc.record({ at: fc.nat(), to: fc.integer({ min: 0, max: 255 }) });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...samples),
        fc.array(change, { maxLength: 4 }),
        fc.option(fc.tuple(fc.nat(), fc.nat())),
        async ([name, sample], changes, cut) => {
          let bytes = Buffer.from(sample);
          for (const { at, to } of changes) bytes[at % bytes.length] = to;
          if (cut) {
            const [from, length] = [cut[0] % bytes.length, cut[1] % 64];
            bytes = Buffer.concat([
              bytes.subarray(0, from),
              bytes.subarray(from + length),
              bytes.subarray(from, from + 3),
            ]);
          }
          await holds(name, bytes);
        },
      ),
      { numRuns: 3_000 },
    );
  });
});
