import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withOldReduce } from '../../testing/old-library.ts';
import { noticePersonalData, type PersonalDataKind } from './personal-data.ts';

/* All data are invented; check digits are computed here, in another way than where they are checked. */

/** The last one or two digits of ИНН. */
function inn(body: string): string {
  const tables =
    body.length === 9
      ? [[2, 4, 10, 3, 5, 9, 4, 6, 8]]
      : [
          [7, 2, 4, 10, 3, 5, 9, 4, 6, 8],
          [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8],
        ];
  let number = body;
  for (const table of tables) {
    let sum = 0;
    for (let at = 0; at < table.length; at++) sum += (table[at] ?? 0) * Number(number[at]);
    number += String((sum % 11) % 10);
  }
  return number;
}
function snils(body: string): string {
  let sum = 0;
  for (let at = 0; at < 9; at++) sum += (9 - at) * Number(body[at]);
  const left = sum % 101;
  return body + (left === 100 ? '00' : String(left).padStart(2, '0'));
}
/** A card’s number of which the last digit is missing. */
function card(body: string): string {
  const passes = (number: string): boolean => {
    let sum = 0;
    for (let at = number.length - 1, twice = false; at >= 0; at--, twice = !twice) {
      const digits = String(Number(number[at]) * (twice ? 2 : 1));
      for (const digit of digits) sum += Number(digit);
    }
    return sum % 10 === 0;
  };
  const last = Array.from('0123456789').find((digit) => passes(body + digit));
  return body + (last ?? '');
}
const groups = (number: string, separator: string, sizes: number[]): string => {
  let at = 0;
  return sizes.map((size) => number.slice(at, (at += size))).join(separator);
};
const broken = (number: string): string => number.slice(0, -1) + String((Number(number.at(-1)) + 1) % 10);

/** What is noticed stands between ⟦ and ⟧. */
function sees(kind: PersonalDataKind, marked: string): void {
  const text = marked.replace(/[⟦⟧]/g, '');
  const [from, to] = [marked.indexOf('⟦'), marked.indexOf('⟧') - 1];
  assert.deepEqual(noticePersonalData(text), [{ kind, from, to }], marked);
}
const sees1 = (kind: PersonalDataKind, texts: string[]): void => texts.forEach((text) => sees(kind, text));
const seesNothing = (texts: string[]): void =>
  texts.forEach((text) => assert.deepEqual(noticePersonalData(text), [], text));

test('telephone numbers, as they are written', () => {
  sees1('phone', [
    '⟦+79151234567⟧',
    '⟦+7 915 123-45-67⟧',
    '⟦+7 (915) 123-45-67⟧',
    '⟦+7(915)1234567⟧',
    '⟦89151234567⟧',
    '⟦8 915 123 45 67⟧',
    '⟦8-915-123-45-67⟧',
    '⟦8(915)123-45-67⟧',
    '⟦8 (4012) 12-34-56⟧',
    '⟦8 (40150) 1-23-45⟧',
    '⟦8.915.123.45.67⟧',
    '⟦8 915 123‑45–67⟧',
    '⟦79151234567⟧',
    'Звоните в любое время:⟦89151234567⟧, спасибо',
    'тел.⟦89151234567⟧',
    'Мой номер ⟦8 915 123 45 67⟧, живу в доме 12.',
    'Телефон ⟦(495) 123-45-67⟧',
    'город ⟦(4012) 12-34-56⟧',
    'это ⟦495 123-45-67⟧.',
    'Пишите на ⟦+375 29 123-45-67⟧',
    'Call me: ⟦+44 20 7946 0958⟧',
    'My cell is ⟦(202) 555-0147⟧',
    'or ⟦202-555-0147⟧',
    'кв. 12, ⟦8 915 123-45-67⟧',
  ]);
});

test('short telephone numbers, after a word that says so', () => {
  sees1('phone', [
    'тел. ⟦12-34-56⟧',
    'Тел.: ⟦2-34-56⟧',
    'т. ⟦123-45-67⟧',
    'мой телефон ⟦123456⟧',
    'по телефону: ⟦123 45 67⟧',
    'Перезвоните мне на номер ⟦9151234567⟧',
    'позвоните по ⟦34-56-78⟧',
    'Ватсап ⟦915 123 45 67⟧',
    'моб ⟦9151234567⟧',
    'phone: ⟦555-0147⟧',
    'Call me at ⟦5550147⟧',
  ]);
  seesNothing(['12-34-56', '123-45-67', '9151234567', 'квартиры 12-34', 'Показания 12-34-56 и 123456']);
});

test('what isn’t somebody’s telephone number', () => {
  seesNothing([
    'Звонил на горячую линию 8-800-123-45-67',
    'по номеру 8 (800) 123-45-67 никто не отвечает',
    'тел. 88001234567',
    'по телефону 112 и 102 не отвечают',
    'Звонил 15 раз, телефон занят',
    'звонил 12.05.2026 в 10:00 и 13.05.2026 в 11:30',
    'Звонила 12-05-2026',
    'звонил 2026-05-12',
    'Купили телефон 15000 руб, телефон 25 990 ₽',
    'Обращение № 89151234567 без ответа',
    'лицевой счёт 89151234567',
    'account 89151234567',
    'номера 1589151234567 и 8915123456789',
    '84 123 456 789 рублей',
    'Показания 8 123 456 78 90 и 105-123-4567',
    'от 200 000-300 000 рублей',
  ]);
});

test('e-mail addresses', () => {
  sees1('email', [
    '⟦ivanov@example.gov⟧',
    'Пишите: ⟦anna.petrova+dom@mail.example.ru⟧.',
    '(⟦a_b-c%d@sub.example.co.uk⟧)',
    'почта ⟦иванов@пример.рф⟧, ответьте',
    '⟦info@xn--e1afmkfd.xn--p1ai⟧',
    'mailto:⟦one@example.org⟧;two@example.org',
  ]);
  seesNothing(['@ivanov', 'яблоки 5@2.50', 'a@b', 'почта@', '@example.org', 'собака @ example.org', 'one@.org']);
});

test('ИНН: with the word where ten digits could be anything', () => {
  const person = inn('7701234567');
  const company = inn('770123456');
  assert.equal(person.length, 12);
  sees1('inn', [
    `⟦${person}⟧`,
    `ИНН ⟦${person}⟧`,
    `ИНН: ⟦${company}⟧`,
    `мой инн — ⟦${company}⟧.`,
    `⟦${company}⟧ (ИНН)`,
    `TIN ⟦${company}⟧`,
  ]);
  seesNothing([
    company,
    `лицевой счёт ${company}`,
    `инновации ${company}`,
    `ИНН ${broken(company)}`,
    `ИНН ${broken(person)}`,
    broken(person),
    `${person}1`,
    `1${company}`,
    `ИНН ${company},50`,
    `Сумма ${person.slice(0, 10)}.${person.slice(10)}`,
  ]);
});

test('every single wrong digit of a long ИНН, СНИЛС or card is none', () => {
  const numbers: [PersonalDataKind, string][] = [
    ['inn', inn('5001234567')],
    ['snils', groups(snils('123456789'), '-', [3, 3, 3, 2])],
    ['card', card('427612345678901')],
  ];
  for (const [kind, number] of numbers) {
    sees(kind, `⟦${number}⟧`);
    for (const [at, own] of Array.from(number).entries()) {
      for (const digit of '0123456789') {
        if (own === digit || own === '-') continue;
        const changed = number.slice(0, at) + digit + number.slice(at + 1);
        assert.ok(!noticePersonalData(changed).some((found) => found.kind === kind), changed);
      }
    }
  }
});

test('СНИЛС, with and without separators', () => {
  const number = snils('112233445');
  const [spaced, dashed] = [' ', '-'].map((separator) => groups(number, separator, [3, 3, 3, 2]));
  const usual = `${groups(number, '-', [3, 3, 3])} ${number.slice(9)}`;
  sees1('snils', [
    `⟦${usual}⟧`,
    `⟦${dashed}⟧`,
    `⟦${spaced}⟧`,
    `⟦${number}⟧`,
    `СНИЛС: ⟦${usual}⟧.`,
    `SNILS ⟦${number}⟧`,
  ]);
  // The remainder 100 is written 00, as is the remainder 0.
  const hundreds = ['100000100', '200000200', '300000300'].map((start) => {
    for (let body = Number(start); ; body++) if (snils(String(body)).endsWith('00')) return snils(String(body));
  });
  sees1(
    'snils',
    hundreds.map((each) => `⟦${groups(each, '-', [3, 3, 3, 2])}⟧`),
  );
  seesNothing([
    broken(number),
    groups(broken(number), '-', [3, 3, 3, 2]),
    '000-000-000 00',
    '001-001-998 12',
    `${usual}1`,
    `${dashed}-12`,
  ]);
});

test('eleven digits that could be a telephone are one, unless СНИЛС stands before them', () => {
  const body = Array.from({ length: 200 }, (_, at) => String(891_512_300 + at)).find((each) => {
    const number = snils(each);
    return /^89/.test(number);
  });
  const number = snils(body ?? '');
  assert.deepEqual(
    noticePersonalData(number).map(({ kind }) => kind),
    ['phone'],
  );
  assert.ok(noticePersonalData(`СНИЛС ${number}`).some(({ kind }) => kind === 'snils'));
});

test('numbers of bank cards', () => {
  const mir = card('220012345678901');
  const visa = card('427612345678901');
  const mastercard = card('546912345678901');
  const amex = card('37123456789012');
  const maestro = card('63900212345678901');
  const fours = [4, 4, 4, 4];
  sees1('card', [
    `⟦${mir}⟧`,
    `Карта ⟦${groups(visa, ' ', fours)}⟧, верните деньги`,
    `⟦${groups(mastercard, '-', fours)}⟧`,
    `⟦${groups(amex, ' ', [4, 6, 5])}⟧`,
    `⟦${groups(maestro, ' ', [8, 10])}⟧`,
    `⟦${card('220012345678901234')}⟧`,
    `⟦${card('411111111111')}⟧`,
    `card no. ⟦${groups(visa, '\u00a0', fours)}⟧`,
    `с карты ⟦${groups(visa, ' ', fours)}⟧ 12/27`,
    ...['345', '346', '347'].map((back) => `⟦${groups(visa, ' ', fours)} ${back}⟧`),
    // Of a system that isn’t known here: with the word.
    `карта ⟦${card('810012345678901')}⟧`,
  ]);
  seesNothing([
    broken(visa),
    groups(broken(visa), ' ', fours),
    // ОГРН of 13 digits, ОГРНИП of 15, IMEI of 15, a bank account of 20.
    card('102770012345'),
    card('30477001234567'),
    card('35209900176148'),
    `${card('407028101234567890')}1`,
    card('810012345678901'),
    '2024 2025 2026 2027',
  ]);
});

test('patronymics, in their forms', () => {
  sees1('patronymic', [
    'Мастер Иван ⟦Петрович⟧ не пришёл',
    '⟦Петрович⟧',
    'спасибо Анне ⟦Сергеевне⟧!',
    'Жалоба на Петрову Марию ⟦Ивановну⟧',
    'от Петровой Марии ⟦Ивановны⟧',
    'с Марией ⟦Ивановной⟧',
    'с Иваном ⟦Андреевичем⟧',
    'у Ивана ⟦Алексеевича⟧',
    'Ивану ⟦Николаевичу⟧',
    'об Иване ⟦Николаевиче⟧',
    'ИВАНОВ ИВАН ⟦ИВАНОВИЧ⟧',
    'Владимир ⟦Ильич⟧',
    'Ольга ⟦Ильинична⟧ и другие',
    'для Ольги ⟦Кузьминичны⟧',
    'Анне ⟦Никитичне⟧',
    'Нина ⟦Лукинична⟧',
    'Савва ⟦Фомич⟧',
    'сантехник ⟦Михалыч⟧ нахамил',
    'позовите ⟦Иваныча⟧',
    'Алиев Рашид ⟦Мамед оглы⟧',
    'Алиева Лейла ⟦Гасан-кызы⟧',
    'Ivan ⟦Petrovich⟧ was rude',
    'thanks to Anna ⟦Sergeevna⟧',
    'Александра ⟦Львовна⟧',
    'у ⟦Петровны⟧',
    'Владлена ⟦Александровна⟧, участковая',
  ]);
});

test('words that only end like patronymics', () => {
  seesNothing([
    'Основной вход закрыт. Основна причина',
    'Духовной музыки мало. Церковной тоже',
    'Уголовной ответственности не боятся',
    'Условной датой считается',
    'Виновны соседи. Невиновна я',
    'Дневной стационар закрыт. Ежедневной уборки нет',
    'Душевной теплоты не хватает. Плачевно',
    'Верховной Радой',
    'Головной офис, Островной переулок',
    'Деревне нужен автобус',
    'Уровне шума. Уровны',
    'Царевна и Королевич',
    'Древней стены',
    'Отличной работы! Личной благодарности! Столичной суеты, Публичны слушания',
    'Гостиничной стойки, Единичны случаи, Циничны ответы',
    'Добыча песка. Добычу остановить',
    'живу в Барановичах, еду в Барановичи и Боровичи',
    'петрович, ивановна, основна',
    'улица Шостаковича, г. Богданович, на площади Абрамовича',
    'Ивановка, Петровское, Ивановой, Сергеева',
    'Овна, Евна, Ович',
    'An Ovna or a Bitch',
    'очередь к врачу',
  ]);
});

test('laws, money, dates, readings, addresses and accounts alarm nobody', () => {
  seesNothing([
    '',
    'Всё хорошо.',
    'по 8-ФЗ от 09.02.2009, 59-ФЗ, 152-ФЗ и № 102 от 07.02.2026',
    'Постановление Правительства № 354 от 06.05.2011, п. 8.915.1',
    'Заплатили 1 234 567,89 руб., а должны 12345678.90 и ещё 8 345 678 901 рубль',
    'с 01.01.2026 по 31.12.2026, 2026-02-07T12:30, 12/05/26, 8:30-17:30',
    'Показания: 12345, 00123.456, 8 123 кВт·ч, 012345 и 98765',
    'ул. Ленина, д. 8, корп. 3, кв. 495, этаж 12, индекс 123456',
    'лицевой счёт 1234567890, 40123456789012',
    'кадастровый номер 77:01:0001001:1234',
    'КБК 18210102010011000110, УИН 18209965144380684245',
    'расчётный счёт 40702810123456789012, БИК 044525225',
    'обращение 2026-02-07-000123, заявка №1234567-12',
    'счётчик № 12-345678-90, вода 12 34 56',
    'IP 192.168.100.200, версия 8.915.12',
    'автобус 8, 915 и 123; школа № 45, кабинет 67',
    'с 8 до 9, 15 человек, 12 дней, 34 рубля',
    'Waited 45 minutes on 12 May 2026; paid $1,234,567.89; law No. 8-FZ; room 495',
    'The account 1234567890 was closed on 2026-02-07.',
  ]);
});

test('each kind once, where it comes first, in one order', () => {
  const number = groups(snils('112233445'), '-', [3, 3, 3, 2]);
  const visa = groups(card('427612345678901'), ' ', [4, 4, 4, 4]);
  const parts = ['Мария Ивановна', visa, number, `ИНН ${inn('7701234567')}`, 'a@example.org', '8 915 123-45-67'];
  const text = [...parts, ...parts].join('; ');
  const found = noticePersonalData(text);
  assert.deepEqual(
    found.map(({ kind }) => kind),
    ['phone', 'email', 'inn', 'snils', 'card', 'patronymic'],
  );
  assert.deepEqual(
    found.map(({ from, to }) => text.slice(from, to)),
    ['8 915 123-45-67', 'a@example.org', inn('7701234567'), number, visa, 'Ивановна'],
  );
  const half = text.length / 2;
  for (const { from } of found) assert.ok(from < half);
});

test('numbers are noticed on a page whose old library reduces lists otherwise', async () => {
  const numbers = [card('427612345678901'), snils('112233445'), inn('5001007322')];
  const found = await withOldReduce(() => numbers.flatMap((number) => noticePersonalData(`Мой номер ${number}`)));
  assert.deepEqual(
    found.map(({ kind }) => kind),
    ['card', 'snils', 'inn'],
  );
});

test('offsets are of UTF-16, after characters beyond it, too', () => {
  const text = '🙂🙂 a@example.org';
  assert.deepEqual(noticePersonalData(text), [{ kind: 'email', from: 5, to: text.length }]);
});

test('time grows with the text and no faster', () => {
  const pieces = [
    '8',
    '8 ',
    '8-(',
    '+',
    '123-',
    'тел ',
    'звон',
    'а',
    'А',
    'Ив',
    'ович',
    'овнович',
    'a.',
    'a@',
    '@',
    '@a.',
    'т.',
  ];
  const digits = [
    '1',
    '4276 ',
    '0000',
    '9 9-',
    '()',
    ' ',
    '№ ',
    'Иванович-',
    'на на на ',
    'телефон на ',
    '🙂',
    '\u0301',
  ];
  const spent = (piece: string, length: number): number => {
    const text = piece.repeat(Math.ceil(length / piece.length));
    const begin = performance.now();
    noticePersonalData(text);
    return performance.now() - begin;
  };
  for (const piece of [...pieces, ...digits]) {
    const took = spent(piece, 100_000);
    assert.ok(took < 1_000, `100 000 characters of «${piece}» took ${Math.round(took)} ms`);
  }
});
