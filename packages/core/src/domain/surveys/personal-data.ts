/*
 * Notices what in a free text may tell who wrote it, for a hint beside the field: nothing is
 * blocked or rewritten. Hints that are wrong are soon read by nobody, so a number counts only where
 * its shape, its check digits or a word beside it speak for it. Every repetition is bounded or
 * starts where a word starts, so that time grows with the text and no faster.
 */
export type PersonalDataKind = 'phone' | 'email' | 'inn' | 'snils' | 'card' | 'patronymic';

/** `from` and `to`: where it stands, in UTF-16 units as `slice` takes them. */
export interface PersonalData {
  kind: PersonalDataKind;
  from: number;
  to: number;
}

/** Whether what a pattern found is meant; `before` and `after` are some characters beside it. */
type Check = (found: string, before: string, after: string) => boolean;

const pattern = (source: string): RegExp => new RegExp(source, 'giu');
/** Not in the middle of a word or of another number. */
const start = String.raw`(?<!\d[-.,/]?|\p{L})`;
const end = String.raw`(?![-.,/]?\d)`;
const digitsOf = (text: string): string => text.replace(/\D/g, '');

/** What people put between the digits of a telephone number. */
const gap = String.raw`[\s().‐-―−-]{0,3}`;
/** What has its own number: an account, a contract, a letter. */
const numbered = String.raw`(?:№|#|сч[её]т\p{L}{0,3}|[лр]\/с|account)[^\d\p{L}]{0,3}`;
const called = String.raw`(?<!\p{L})(?:тел|телефон\p{L}{0,3}|моб|мобильн\p{L}{0,3}|сот|сотов\p{L}{0,3}|\p{L}{0,4}звон\p{L}{0,4}|в[ао]тс?ап\p{L}?|(?:tele)?phone|tel|mobile|call|whatsapp)[^\d\p{L}]{0,3}(?:(?:номер\p{L}?|по|на|мне|is|me|at|on)[^\d\p{L}]{1,3}){0,3}`;
// E.164 with its plus; after 8 or 7 the codes of Russia, which begin with 3, 4, 8 or 9.
const whole = String.raw`\+\d(?:${gap}\d){9,14}|(?:8${gap}[3489]|7${gap}9)\d\d(?:${gap}\d){7}`;
// (495) 123-45-67, 495 123-45-67, 495-123-4567
const withCode = String.raw`\([2-9]\d\d(?:${gap}\d){7}|[2-9]\d\d(?:-\d{3}-\d\d|[\s-]\d{3}-\d\d-)\d\d`;
// What is shorter or shapeless counts after a word that calls it a telephone: not dates, nor what one costs.
const short = String.raw`(?<=(?<!\p{L})т\.?\s?)\d{1,3}-\d\d-\d\d|(?<=${called})(?!20\d\d-|\d\d?-\d\d?-20)\d(?:[\s-]?\d){4,10}(?!\s?(?:₽|р\.|руб|тыс|раз))`;
const phone = pattern(String.raw`(?:${start}(?<!${numbered})(?:${whole}|${withCode})|${short})(?!\d)`);
/** Freephone numbers are those of organisations. */
const isOwnPhone: Check = (found) => !/^[78]?80[04]/.test(digitsOf(found));

const local = String.raw`[\p{L}\p{N}._%+-]`;
const email = pattern(String.raw`(?<!${local})${local}{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,4}\p{L}[\p{L}\p{N}-]{1,62}`);

// Sums by loops: up to Prototype 1.6 lists have a `reduce` of their own.
function weighed(digits: string, weights: readonly number[]): number {
  let sum = 0;
  weights.forEach((weight, at) => (sum += weight * Number(digits[at])));
  return sum;
}
const innWeights = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
/**
 * Accounts have ten digits, and one in ten of them passes for an ИНН: that counts only with the word.
 * Of numbers of twelve digits one in a hundred passes.
 */
const isInn: Check = (found, before, after) => {
  const long = found.length > 10;
  if (!long && !/(?<!\p{L})(?:инн|inn|tin)(?!\p{L})/iu.test(`${before} ${after}`)) return false;
  return (long ? [10, 11] : [9]).every((at) => (weighed(found, innWeights.slice(-at)) % 11) % 10 === Number(found[at]));
};

/** Up to 001-001-998 there are no check digits. Eleven digits in a row that look like a telephone are one. */
const isSnils: Check = (found, before) => {
  const digits = digitsOf(found);
  if (digits < '00100199900' || (/^(?:8[3489]|79)\d{9}$/.test(found) && !/снилс|snils/i.test(before))) return false;
  return (weighed(digits, [9, 8, 7, 6, 5, 4, 3, 2, 1]) % 101) % 100 === Number(digits.slice(9));
};

/** ISO/IEC 7812-1, annex B. */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < digits.length; at++) {
    const value = Number(digits[at]) * ((digits.length - at) % 2 ? 1 : 2);
    sum += value - (value > 9 ? 9 : 0);
  }
  return sum % 10 === 0;
}
/** As payment systems issue them; numbers of registers, devices and parcels may pass as well. */
const issued = /^(?:4(?:\d{12}|\d{15,18})|[56]\d{15,18}|2[2-7]\d{14,17}|3[47]\d{13})$/;
const isCard: Check = (found, before) =>
  // Three digits after four groups may be those on the back.
  [found, found.slice(0, 19)]
    .map(digitsOf)
    .some((digits) => digits.length > 12 && passesLuhn(digits) && (issued.test(digits) || /карт|card/i.test(before)));

/** Words that end as patronymics do: at the start of a sentence they, too, have a capital. */
const ordinary =
  /^(?:(?:не)?(?:(?:р|ур|осн|церк|верх|вин|люб|остр|час|куз)ов|(?:древ|дере|пле|гне|царе|короле)в)н|\p{L}*(?:духов|кров|слов|голов|днев|душев)н|(?:царе|короле)вич|добыч)/iu;
/** What is named after somebody. */
const place = /(?<!\p{L})(?:г|город\p{L}?|ул|улиц\p{L}|площад\p{L}|пер|проспект\p{L}?)\.?\s$/iu;
const patronymics = [
  String.raw`[а-яё]{2,20}(?:[ое]вич(?:а|у|ем?)?|[ое]вн(?:[аыеу]|о[йю])|[лн]ыч(?:а|у|ем?)?|[- ](?:оглы|кызы))`,
  String.raw`(?:иль|кузьм|лук|фом|никит|савв)(?:ич(?:а|у|о?м|е)?|(?:ин)?ичн(?:[аыеу]|о[йю]))`,
  '[a-z]{2,20}[oe]v(?:ich|na)',
];
const patronymic = pattern(String.raw`(?<!\p{L})(?:${patronymics.join('|')})(?!\p{L})`);
const isName: Check = (found, before) =>
  found[0] !== found[0]?.toLowerCase() && !ordinary.test(found) && !place.test(before);

const any: Check = () => true;
const rules: readonly [PersonalDataKind, RegExp, Check][] = [
  ['phone', phone, isOwnPhone],
  ['email', email, any],
  ['inn', pattern(String.raw`${start}(?:\d{12}|\d{10})${end}`), isInn],
  ['snils', pattern(String.raw`${start}\d{3}([\s-]?)\d{3}\1\d{3}[\s-]?\d\d${end}`), isSnils],
  [
    'card',
    pattern(
      String.raw`${start}(?:(?:\d{4}[\s-]){3}\d{4}(?:[\s-]\d{3})?|\d{4}[\s-]\d{6}[\s-]\d{5}|\d{8}[\s-]\d{10}|\d{13,19})(?!\d)`,
    ),
    isCard,
  ],
  ['patronymic', patronymic, isName],
];

/** @returns what is noticed, each kind once with its first place, in the order of `PersonalDataKind`. */
export function noticePersonalData(text: string): PersonalData[] {
  return rules.flatMap(([kind, regex, isMeant]) => {
    for (const { 0: found, index: from } of text.matchAll(regex)) {
      const to = from + found.length;
      if (isMeant(found, text.slice(Math.max(0, from - 24), from), text.slice(to, to + 12)))
        return [{ kind, from, to }];
    }
    return [];
  });
}
