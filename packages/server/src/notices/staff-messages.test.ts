import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { CaseRecord } from '@otklik/core/contract/staff/consultations.js';
import { alarmKinds, type Alarm } from '@otklik/core/domain/consultations/alarms.js';
import { staffEvents, staffMessage } from './staff-messages.ts';

const record: CaseRecord = {
  number: 'И-1043/26',
  audience: 'external',
  topic: { ru: 'Канарейка' },
  question: 'Канарейка',
  replyForm: 'email',
  status: 'in_progress',
  receivedAt: '2026-11-24T08:00:00.000Z',
  registeredOn: '2026-11-24',
  registerBy: '2026-11-27',
  dueBy: '2026-12-24',
  closedOn: null,
  derivation: [],
  timeline: [],
};
const near = (daysLeft: number): Alarm => ({ kind: 'term_near', date: '2026-12-24', daysLeft, before: 5 });

describe('a message to staff', () => {
  test('has words of its own for each event and alarm, in Russian, nothing of the request and no link', () => {
    const all = [...staffEvents, ...alarmKinds.map((kind): Alarm => ({ ...near(1), kind }))];
    const said = all.map((about) => staffMessage(about, record));
    assert.equal(new Set(said.map(({ subject }) => subject)).size, all.length);
    assert.equal(new Set(said.map(({ news }) => news[0])).size, all.length);
    for (const { subject, news, notes, link } of said) {
      const text = [subject, ...news, ...notes].join('\n');
      assert.match(subject, /^Запрос И-1043\/26: /);
      assert.ok(news.includes('Номер запроса: И-1043/26.'));
      assert.doesNotMatch(text, /[a-z]|undefined|Канарейка/i);
      assert.equal(link, null);
    }
  });

  test('says what is to be done by when', () => {
    const termsOf = (changes: Partial<CaseRecord>): readonly string[] =>
      staffMessage('received', { ...record, ...changes }).news.slice(2);
    assert.deepEqual(termsOf({}), ['Ответить: не позднее 24.12.2026.']);
    assert.deepEqual(termsOf({ status: 'received', registeredOn: null }), [
      'Зарегистрировать: не позднее 27.11.2026.',
      'Ответить: не позднее 24.12.2026.',
    ]);
    assert.deepEqual(termsOf({ status: 'withdrawn' }), []);
  });

  test('counts days as one does in Russian', () => {
    const left = (days: number): string => staffMessage(near(days), record).news[0] ?? '';
    assert.equal(left(0), 'Сегодня последний день, чтобы ответить на запрос.');
    assert.deepEqual(
      [1, 2, 4, 5, 10, 11, 21, 22].map((days) => /срока ответа (.*)\.$/.exec(left(days))?.[1]),
      [
        ...['остался 1 день', 'осталось 2 дня', 'осталось 4 дня', 'осталось 5 дней', 'осталось 10 дней'],
        ...['осталось 11 дней', 'остался 21 день', 'осталось 22 дня'],
      ],
    );
  });
});
