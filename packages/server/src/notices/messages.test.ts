import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { languages } from '@otklik/core/contract/common.js';
import { caseEventSchema } from '@otklik/core/contract/consultations.js';
import { caseMessage } from './messages.ts';

/** All that a client can see happen; that the answer lies with the head isn't told. */
const events: string[] = caseEventSchema.options
  .map(({ entries }) => entries.type.literal as string)
  .filter((type) => type !== 'approval');

describe('messages', () => {
  test('have their own words for each event, in each language', () => {
    assert.equal(caseMessage('registered', 'И-1043/26', 'ru').subject, 'Запрос И-1043/26: зарегистрирован');
    assert.equal(caseMessage('registered', 'И-1043/26', 'en').subject, 'Request И-1043/26: registered');
    for (const language of languages) {
      const told = [...events, 'new'].map((event) => caseMessage(event, 'И-1/26', language).news[0]);
      assert.equal(new Set(told).size, events.length + 1, told.join('\n'));
    }
  });

  test('have words for events that nobody has thought of', () => {
    assert.equal(caseMessage('moved_to_moon', 'И-1/26', 'ru').subject, 'Запрос И-1/26: есть новости');
    assert.equal(caseMessage('toString', 'И-1/26', 'en').subject, 'Request И-1/26: there is news');
  });

  test('are in one language', () => {
    for (const event of [...events, 'new']) {
      const said = (language: 'ru' | 'en') =>
        Object.values(caseMessage(event, '1', language))
          .flat()
          .join(' ');
      assert.doesNotMatch(said('ru'), /[a-z]/i);
      assert.doesNotMatch(said('en'), /[а-яё]/i);
    }
  });
});
