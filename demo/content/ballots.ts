import type { Answers, Manifest } from '@otklik/core/contract/surveys.js';

/** A small seeded generator (mulberry32): the demonstration's answers are the same on every machine. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/** How often each option is chosen, relative to the others. */
type Weights = Record<string, number>;

function pick(weights: Weights, random: () => number): string {
  const entries = Object.entries(weights);
  let left = random() * entries.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [option, weight] of entries) if ((left -= weight) < 0) return option;
  return entries.at(-1)?.[0] ?? '';
}

/** Marks 1 to 5 and «Затрудняюсь ответить». */
const marks = (one: number, two: number, three: number, four: number, five: number, unsure: number): Weights => ({
  1: one,
  2: two,
  3: three,
  4: four,
  5: five,
  unsure,
});

/** Likelihood that somebody names the channel at all; several may be named. */
const channels: Weights = {
  website: 0.62,
  form: 0.34,
  gosuslugi: 0.2,
  phone: 0.38,
  post: 0.09,
  visit: 0.16,
  social: 0.11,
  mfc: 0.05,
  other: 0.03,
};
const topics: Weights = {
  'capital-repair': 9,
  charges: 8,
  meetings: 5,
  'heating-season': 5,
  utilities: 3,
  management: 3,
  'common-property': 2,
  inspections: 2,
  reception: 2,
  licensing: 1,
  gas: 1,
  replanning: 1,
  'gis-housing': 1,
  other: 2,
};

const missing = [
  'Сколько собрал мой дом на капремонт. Приходится каждый раз спрашивать.',
  'Список домов, где уже есть предписания по отоплению.',
  'Образец заявления на перерасчёт.',
  'Сроки ремонта крыш по годам, а не общая программа на сто страниц.',
  'Кто за что отвечает: УК, администрация, Служба.',
  'Тарифы за прошлые годы для сравнения.',
  'Что делать, если УК не отвечает на письма.',
  'График выездных приёмов на весь год.',
  'Итоги повторных проверок.',
  'Понятная инструкция, как провести собрание.',
];
const improve = [
  'Меньше канцелярских слов, больше примеров.',
  'Отвечать по телефону в обеденный перерыв.',
  'Сделать поиск по адресу дома.',
  'Присылать напоминание, когда ответ готов.',
  'Крупнее шрифт в приложенных файлах.',
  'Рассказывать, чем закончились проверки.',
  'Писать короче и начинать с главного.',
  'Публиковать таблицы, а не картинки.',
  'Спасибо, со всем разобрались, так и продолжайте.',
];

interface Mood {
  found: Weights;
  ease: Weights;
  clarity: Weights;
  completeness: Weights;
  timing: Weights;
  refusal: Weights;
  satisfaction: Weights;
  trust: Weights;
}
/** Before and after the pages were rewritten in plain words. */
const spring: Mood = {
  found: { yes: 45, partly: 38, no: 17 },
  ease: marks(8, 17, 28, 30, 12, 5),
  clarity: marks(9, 20, 29, 27, 12, 3),
  completeness: marks(7, 14, 28, 31, 14, 6),
  timing: marks(10, 15, 22, 29, 15, 9),
  refusal: { 'not-refused': 48, clear: 17, partly: 20, unclear: 15 },
  satisfaction: marks(8, 13, 27, 33, 16, 3),
  trust: marks(10, 15, 30, 25, 12, 8),
};
const autumn: Mood = {
  found: { yes: 60, partly: 29, no: 11 },
  ease: marks(5, 10, 21, 38, 22, 4),
  clarity: marks(4, 9, 20, 38, 26, 3),
  completeness: marks(5, 10, 24, 36, 19, 6),
  timing: marks(6, 10, 18, 35, 22, 9),
  refusal: { 'not-refused': 46, clear: 29, partly: 15, unclear: 10 },
  satisfaction: marks(5, 9, 19, 39, 25, 3),
  trust: marks(7, 10, 26, 32, 17, 8),
};

/** One person's answers; here and there a question is passed over, and few write anything. */
function answersOf(mood: Mood, random: () => number): Answers {
  const answers: Answers = {};
  const named = Object.entries(channels)
    .filter(([, likelihood]) => random() < likelihood)
    .map(([id]) => id);
  if (named.length) answers.channel = named;
  const asked: [keyof Mood, number][] = [
    ['found', 0.98],
    ['ease', 0.94],
    ['clarity', 0.96],
    ['completeness', 0.9],
    ['timing', 0.78],
    ['refusal', 0.82],
    ['satisfaction', 0.97],
    ['trust', 0.88],
  ];
  for (const [question, likelihood] of asked) {
    // As the questions' conditions have it.
    const passed =
      (answers.found === 'no' && (question === 'clarity' || question === 'completeness')) ||
      (answers.found === 'yes' && question === 'refusal');
    if (!passed && random() < likelihood) answers[question] = pick(mood[question], random);
  }
  if (random() < 0.18) answers.missing = missing[Math.floor(random() * missing.length)] ?? '';
  if (random() < 0.2) answers.improve = improve[Math.floor(random() * improve.length)] ?? '';
  if (random() < 0.6) answers.topic = pick(topics, random);
  return answers;
}

function release(count: number, seed: number, one: (random: () => number) => Answers): Answers[] {
  const random = seeded(seed);
  return Array.from({ length: count }, () => one(random));
}

/** Answers that the demonstration's boxes hold when they are opened, release by release. */
export const ballots: Record<Manifest['survey'], Answers[][]> = {
  'information-access': [
    release(46, 78, (random) => answersOf(spring, random)),
    release(61, 20240610, (random) => answersOf(autumn, random)),
  ],
  usefulness: [release(40, 41, (random) => ({ useful: pick({ yes: 81, no: 19 }, random) }))],
};
