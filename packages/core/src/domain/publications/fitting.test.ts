import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fitting, queryFor, tellingWords } from './fitting.ts';

const item = (title: string, summary = ''): { title: { ru: string }; summary: { ru: string } } => ({
  title: { ru: title },
  summary: { ru: summary },
});
const heating = item('Как проверить, правильно ли начислили плату за отопление', 'Сравните показания счётчика.');
const winter = item('Проверили подготовку домов к зиме', 'В девяти домах нашли неисправные тепловые узлы.');
const roofs = item('График капитального ремонта крыш на 2026 год');

describe('what is published and fits a question', () => {
  it('is found by the words that say what it is about, whatever their endings', () => {
    const words = tellingWords('Прошу сообщить, как проверяется начисление платы за отопление по счётчикам');
    assert.deepEqual(fitting([winter, roofs, heating], words, 'ru'), [heating]);
    assert.deepEqual(fitting([heating, roofs], tellingWords('Когда капитальный ремонт крыши?'), 'ru'), [roofs]);
  });

  it('is nothing where a question says too little yet, or nothing fits', () => {
    assert.deepEqual(tellingWords('Здравствуйте, прошу предоставить информацию'), []);
    assert.deepEqual(tellingWords('Отопление'), []);
    assert.deepEqual(fitting([winter, roofs], tellingWords('Как получить выписку из реестра лицензий'), 'ru'), []);
  });

  it('asks for any of the words, few enough for one query', () => {
    const words = tellingWords(
      'длинноеслово '.repeat(3) +
        Array.from({ length: 30 }, (_, n) => `слово${'абвгдежзик'[n % 10]}${'лмн'[n % 3]}`).join(' '),
    );
    assert.ok(words.length <= 6);
    assert.equal(queryFor(['крыша', 'ремонт']), 'крыша or ремонт');
    assert.ok(
      queryFor(
        tellingWords(
          `${'абвгдежзик'.repeat(30)} ${'длиннющееслово'.repeat(2)} ${[...'абвгдежз'].map((one) => one + 'ъ'.repeat(24)).join(' ')}`,
        ),
      ).length <= 200,
    );
  });

  it('takes the better one first, and at most three', () => {
    const words = tellingWords('капитальный ремонт крыши по графику');
    const many = [item('Ремонт крыш'), roofs, item('Ремонт крыши'), item('График ремонта')];
    const found = fitting(many, words, 'ru');
    assert.equal(found.length, 3);
    assert.equal(found[0], roofs);
  });
});
