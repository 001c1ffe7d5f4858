import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hoursInWords } from './hours-in-words.ts';

const plain = (text: string | undefined): string | undefined => text?.replaceAll('\u00a0', '_');
const written = (
  hours: Parameters<typeof hoursInWords>[0]['hours'],
  breaks: Parameters<typeof hoursInWords>[0]['breaks'] = [],
): (string | undefined)[] => {
  const words = hoursInWords({ always: false, hours, breaks });
  return [plain(words?.ru), plain(words?.en)];
};
const office = [
  { days: [1, 2, 3, 4], from: '09:00', to: '18:00' },
  { days: [5], from: '09:00', to: '16:45' },
];

test('hours and the break, lines ending between pieces alone', () => {
  assert.deepEqual(written(office, [{ days: [1, 2, 3, 4, 5], from: '13:00', to: '13:45' }]), [
    'пн–чт_9–18, пт_9–16:45, обед_13–13:45',
    'Mon–Thu_9–18, Fri_9–16:45, lunch_13–13:45',
  ]);
});

test('days that aren’t a row, and a break that isn’t on all', () => {
  const ru = (...given: Parameters<typeof written>): string | undefined => written(...given)[0];
  assert.equal(ru([{ days: [2, 4], from: '14:00', to: '17:00' }]), 'вт,_чт_14–17');
  assert.equal(ru([{ days: [1, 2], from: '14:00', to: '17:00' }]), 'пн,_вт_14–17');
  assert.equal(ru([{ days: [1, 3, 7], from: '14:00', to: '17:00' }]), 'пн,_ср,_вс_14–17');
  assert.equal(ru(office, [{ days: [5], from: '12:00', to: '12:30' }]), 'пн–чт_9–18, пт_9–16:45, обед_пт_12–12:30');
});

test('times as people write them', () => {
  const of = (from: string, to: string): string | undefined => written([{ days: [6], from, to }])[0];
  assert.equal(of('09:05', '20:00'), 'сб_9:05–20');
  assert.equal(of('9:00', '10:30'), 'сб_9–10:30');
  assert.equal(of('00:00', '24:00'), 'сб_0–24');
  assert.equal(of('00:30', '08:00'), 'сб_0:30–8');
});

test('at any hour, and at none', () => {
  const always = hoursInWords({ always: true, hours: office, breaks: [] });
  assert.deepEqual([plain(always?.ru), plain(always?.en)], ['круглосуточно', 'at_any_hour']);
  assert.equal(hoursInWords({ always: false, hours: [], breaks: [] }), null);
});

test('hours that hold on holidays say so', () => {
  const words = hoursInWords({ always: false, hours: office, breaks: [], holidays: true });
  assert.deepEqual(
    [plain(words?.ru), plain(words?.en)],
    ['пн–чт_9–18, пт_9–16:45, и_в_праздники', 'Mon–Thu_9–18, Fri_9–16:45, holidays_too'],
  );
});
