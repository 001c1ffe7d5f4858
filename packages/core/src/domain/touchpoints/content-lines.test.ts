import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { contactCard, type Contact } from './contact-card.ts';
import { receptionCalendar, type Reception } from './reception.ts';

/** One line as a reader of its own takes it: name, parameters as they stand, value as it stands. */
interface Line {
  name: string;
  parameters: string;
  value: string;
}

/** Reads a file octet by octet, as RFC 5545, 3.1 and RFC 6350, 3.2 say: nothing of the writer is used. */
function readLines(file: string): Line[] {
  const bytes = Buffer.from(file);
  const found: Buffer[] = [];
  let start = 0;
  for (let at = 0; at < bytes.length; at++) {
    assert.ok(bytes[at] !== 10 || bytes[at - 1] === 13, 'every line ends with CR LF');
    if (bytes[at] !== 10) continue;
    const line = bytes.subarray(start, at - 1);
    assert.ok(line.length <= 75, `no line is longer than 75 octets: ${line.length}`);
    new TextDecoder('utf-8', { fatal: true }).decode(line);
    if (line[0] === 32) found[found.length - 1] = Buffer.concat([found.at(-1) ?? Buffer.of(), line.subarray(1)]);
    else found.push(line);
    start = at + 1;
  }
  assert.equal(start, bytes.length, 'the last line ends, too');
  return found.map((line) => {
    const text = line.toString();
    assert.doesNotMatch(text, /[\u0000-\u0008\u000a-\u001f\u007f]/);
    const parts = /^([A-Z-]+)((?:;[A-Z]+=(?:"[^"]*"|[^";:,]*))*):(.*)$/s.exec(text);
    assert.ok(parts, text);
    return { name: parts[1] ?? '', parameters: parts[2] ?? '', value: parts[3] ?? '' };
  });
}

/** What a value of text says. */
function said(value: string): string {
  let text = '';
  for (let at = 0; at < value.length; at++) {
    const character = value.charAt(at);
    assert.ok(!/[,;]/.test(character), 'what separates values is escaped');
    if (character !== '\\') {
      text += character;
      continue;
    }
    const next = value.charAt(++at);
    assert.match(next, /[\\;,nN]/);
    text += next.toLowerCase() === 'n' ? '\n' : next;
  }
  return text;
}
const valueOf = (lines: readonly Line[], name: string): string | undefined =>
  lines.find((line) => line.name === name)?.value;

const reception: Reception = {
  place: 'housing.example.org',
  channel: 'visit',
  title: 'Личный приём',
  opening: { from: '2026-11-24T10:00:00.000Z', to: '2026-11-24T13:00:00.000Z' },
  location: 'г. Примерск, ул. Примерная, 1; кабинет 104',
  description: 'Паспорт.\nПандус, лифт',
  url: 'https://example.org/housing/channels?a=1,2;b',
};
const stamp = new Date('2026-11-18T07:00:00.123Z');

describe('a reception in a calendar', () => {
  const lines = readLines(receptionCalendar(reception, stamp));
  test('is one event, in UTC', () => {
    assert.deepEqual(
      lines.map(({ name }) => name).join(' '),
      'BEGIN VERSION PRODID METHOD BEGIN UID DTSTAMP DTSTART DTEND SUMMARY LOCATION DESCRIPTION URL END END',
    );
    assert.deepEqual(
      ['DTSTAMP', 'DTSTART', 'DTEND'].map((name) => valueOf(lines, name)),
      ['20261118T070000Z', '20261124T100000Z', '20261124T130000Z'],
    );
  });
  test('says what it is, where, and its page', () => {
    assert.equal(said(valueOf(lines, 'SUMMARY') ?? ''), reception.title);
    assert.equal(said(valueOf(lines, 'LOCATION') ?? ''), reception.location);
    assert.equal(said(valueOf(lines, 'DESCRIPTION') ?? ''), reception.description);
    assert.equal(valueOf(lines, 'URL'), reception.url);
  });
  test('has the same id whenever it is saved, and another for another day', () => {
    const uid = (change: Partial<Reception>, at: Date): string | undefined =>
      valueOf(readLines(receptionCalendar({ ...reception, ...change }, at)), 'UID');
    assert.equal(uid({}, stamp), uid({ title: 'Reception' }, new Date('2026-11-20T00:00:00Z')));
    assert.notEqual(
      uid({}, stamp),
      uid({ opening: { from: '2026-11-26T10:00:00.000Z', to: `${reception.opening.to}` } }, stamp),
    );
    assert.notEqual(uid({}, stamp), uid({ channel: 'other' }, stamp));
  });
});

const contact: Contact = {
  place: 'housing.example.org',
  channel: { id: 'phone', kind: 'phone', url: 'tel:80000000000' },
  title: 'Справочный телефон',
  organization: 'Служба жилищного надзора',
  contact: '8 (000) 000-00-00',
  note: 'пн–чт 9–18, обед 13–13:45',
  language: 'ru',
};
const card = (change: Partial<Contact>): Line[] => readLines(contactCard({ ...contact, ...change }, stamp));

describe('a contact', () => {
  test('is a vCard of an organization', () => {
    const lines = card({});
    assert.deepEqual(
      lines.slice(0, 3).map(({ value }) => value),
      ['VCARD', '4.0', 'org'],
    );
    assert.deepEqual(lines.at(-1), { name: 'END', parameters: '', value: 'VCARD' });
    assert.equal(said(valueOf(lines, 'FN') ?? ''), 'Служба жилищного надзора: Справочный телефон');
    assert.equal(said(valueOf(lines, 'ORG') ?? ''), 'Служба жилищного надзора');
    assert.equal(said(valueOf(lines, 'NOTE') ?? ''), contact.note);
    assert.equal(valueOf(lines, 'REV'), '20261118T070000Z');
    assert.equal(valueOf(lines, 'UID'), 'phone@housing.example.org');
  });
  test('has a number, a mailbox, a page or a place', () => {
    const way = (change: Partial<Contact>): string[] =>
      card(change)
        .filter(({ name }) => ['TEL', 'EMAIL', 'URL', 'ADR'].includes(name))
        .map(({ name, parameters, value }) => `${name}${parameters} ${value}`);
    assert.deepEqual(way({}), ['TEL;VALUE=uri;TYPE="work,voice" tel:80000000000']);
    assert.deepEqual(way({ channel: { id: 'm', kind: 'email', url: 'mailto:a@example.org?subject=b' } }), [
      'EMAIL;TYPE=work a@example.org',
    ]);
    assert.deepEqual(way({ channel: { id: 'w', kind: 'website', url: 'https://example.org/a b' } }), [
      'URL;TYPE=work https://example.org/a%20b',
    ]);
    assert.deepEqual(way({ channel: { id: 'p', kind: 'post', url: null }, contact: 'Примерск, 1' }), [
      'ADR;TYPE=work;LANGUAGE=ru ;;Примерск\\, 1;;;;',
    ]);
  });
  test('of a body that isn’t known is named by the channel', () => {
    const { organization: _, ...rest } = contact;
    const lines = readLines(contactCard(rest, stamp));
    assert.equal(said(valueOf(lines, 'FN') ?? ''), contact.title);
  });
});

test('whatever people write comes out as they wrote it, and begins no line of its own', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc.string({
      unit: fc.constantFrom(';', ',', '\\', '\n', '\r', 'ж', '👩‍🦽', ' ', ':', '"', 'END:VEVENT'),
      maxLength: 80,
    }),
  );
  // What a control character would say is said by none of them.
  const plain = (value: string): string =>
    value.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');
  fc.assert(
    fc.property(text, text, (title, other) => {
      const calendar = readLines(receptionCalendar({ ...reception, title, location: `x${other}` }, stamp));
      assert.equal(calendar.length, 15);
      assert.equal(said(valueOf(calendar, 'SUMMARY') ?? ''), plain(title));
      assert.equal(said(valueOf(calendar, 'LOCATION') ?? ''), `x${plain(other)}`);
      const contacts = card({ title, note: `x${other}` });
      assert.equal(contacts.length, 10);
      assert.equal(said(valueOf(contacts, 'NOTE') ?? ''), `x${plain(other)}`);
    }),
    { numRuns: 300 },
  );
});
