/**
 * Bodies of POST consultations, good and bad, with the errors that each must give: the same in the
 * browser (`check(consultationSchema, body)`) and from the server. No import of Node's here.
 */
export interface Body {
  name: string;
  /** Anything that JSON can carry. */
  body: unknown;
  /** `path code` of each wrong field, in the order in which they are told; none when it is good. */
  errors: { path: string; code: string }[];
}

type Fields = Record<string, unknown>;

const base: Fields = {
  applicant: { kind: 'citizen', name: 'Анна Примерова' },
  topic: 'repair',
  question: 'Когда начнётся капитальный ремонт нашего дома?',
  replyForm: 'email',
  contact: { email: 'anna@example.org' },
};
const without = (...names: string[]): Fields =>
  Object.fromEntries(Object.entries(base).filter(([name]) => !names.includes(name)));
const internal: Fields = { audience: 'internal', applicant: { kind: 'civil_servant', name: 'Пётр Примеров' } };

const good = (name: string, changes: Fields = {}): Body => ({ name, body: { ...base, ...changes }, errors: [] });
const email = (name: string, address: string): Body => good(`e-mail: ${name}`, { contact: { email: address } });
const phone = (name: string, number: string): Body =>
  good(`telephone: ${name}`, { replyForm: 'phone', contact: { phone: number } });

/** `errors`: 'contact.email required'. */
const bad = (name: string, body: unknown, ...errors: string[]): Body => ({
  name,
  body,
  errors: errors.map((error) => {
    const [path = '', code = ''] = error.split(' ');
    return { path, code };
  }),
});
const worse = (name: string, changes: Fields, ...errors: string[]): Body =>
  bad(name, { ...base, ...changes }, ...errors);
const badEmail = (name: string, address: unknown, code: string): Body =>
  worse(`e-mail: ${name}`, { contact: { email: address } }, `contact.email ${code}`);
const badPhone = (name: string, number: unknown, code: string): Body =>
  worse(`telephone: ${name}`, { replyForm: 'phone', contact: { phone: number } }, `contact.phone ${code}`);

const everyApplicant = [
  'citizen',
  'dual_citizen',
  'foreign_citizen',
  'stateless',
  'self_employed',
  'sole_proprietor',
  'association',
  'legal_entity',
];

const goodOnes: Body[] = [
  good('the least that is needed'),
  good('everything that can be given', {
    audience: 'external',
    language: 'en',
    consent: '2026-09-01',
    contact: {
      email: 'anna@example.org',
      phone: '+7 900 000-00-00',
      postalAddress: '000000, г. Примерск,\nул. Примерная, 1',
    },
  }),
  ...everyApplicant.map((kind) => good(`applicant: ${kind}`, { applicant: { kind, name: 'ТСЖ «Примерное»' } })),
  good('applicant: civil servant', internal),
  good('applicant: employee, answer in the case, no contact at all', {
    ...without('contact'),
    ...internal,
    applicant: { kind: 'employee', name: 'П. П.' },
    replyForm: 'case',
    contact: {},
  }),
  good('answer by post', { replyForm: 'post', contact: { postalAddress: 'г. Примерск, до востребования' } }),
  good('answer at a visit, a telephone to agree on it', {
    replyForm: 'visit',
    contact: { phone: '8 (000) 000-00-00' },
  }),
  good('answer at a visit, only an e-mail', { replyForm: 'visit' }),
  good('answer in the case, a postal address as contact', {
    replyForm: 'case',
    contact: { postalAddress: 'Примерск' },
  }),
  email('plus tag', 'anna+otklik@example.org'),
  email('Cyrillic domain', 'анна@почта.рф'),
  email('Punycode domain', 'anna@xn--80a1acny.xn--p1ai'),
  email('Cyrillic name, Latin domain', 'анна.примерова@example.org'),
  email('many labels', 'a@b.c.d.example.museum'),
  email('signs that RFC 5322 allows', "o'brien!#$%&*/=?^_`{|}~-@example.org"),
  email('one letter', 'a@example.org'),
  email('local part of 64', `${'a'.repeat(64)}@example.org`),
  email('digits alone', '12345@126.com'),
  email('spaces around it', '  anna@example.org\t'),
  email('quoted name with a space', '"anna primerova"@example.org'),
  email('quoted name with @ and an escaped quote', '"a@b\\"c"@example.org'),
  email('quoted Cyrillic name', '"Анна Примерова"@почта.рф'),
  email('address of a host in place of a domain', 'anna@[192.0.2.17]'),
  email('IPv6 address in place of a domain', 'anna@[IPv6:2001:db8::1]'),
  email('letters with marks of their own', 'й.ё@пример.рф'.normalize('NFD')),
  email('capital letters', 'Anna.PRIMEROVA@Example.ORG'),
  phone('as in the country', '8 (851) 200-00-00'),
  phone('as between countries', '+78512000000'),
  phone('with an extension', '8 (851) 200-00-00 доб. 123'),
  phone('with an extension in English', '+1 202 555 0100 ext. 17'),
  phone('with an extension after x', '202-555-0100 x17'),
  phone('with an extension after a comma', '8 851 200 00 00, 12'),
  phone('with an extension after #', '+7 851 200-00-00 #12'),
  phone('with an internal number', '8 (851) 200-00-00 вн. 12'),
  phone('with an internal number, written out', '8 (851) 200-00-00, внутренний 12'),
  phone('with an extension in brackets', '8 (851) 200-00-00 (доб. 12)'),
  phone('with two extensions', '+7 851 200 00 00 доб.12;13'),
  phone('with an extension after two commas, as telephones dial it', '+78512000000,,12'),
  phone('as in a link, with an extension', 'tel:+7-851-200-00-00;ext=123'),
  phone('with its word before it', 'тел. 8 (851) 200-00-00'),
  phone('with its word and an extension', 'Тел.: 8 851 200-00-00, доб. 5'),
  phone('mobile, with its word', 'моб. +7 900 000-00-00'),
  phone('with its word in English', 'Tel. +1 202 555 0100 extension 17'),
  phone('dots', '851.200.00.00'),
  phone('dashes of all lengths', '8–851—200‑00‑00'),
  phone('slashes between numbers of one office', '8 (851) 200-00-00/01'),
  phone('a city number of five digits', '2-00-00'),
  phone('fifteen digits', '+123456789012345'),
  phone('no-break spaces', '8 851 200 00 00'),
  good('what is needed: information', { need: 'information' }),
  good('what is needed: a consultation', { need: 'consultation' }),
  good('question of one sign', { question: '?' }),
  good('question of 4000 exactly', { question: 'я'.repeat(4000) }),
  good('question of 4000 with spaces around it', { question: ` \n${'я'.repeat(4000)}\n ` }),
  good('question with emoji, also joined ones', { question: 'Когда? 🏠 👩‍👩‍👧‍👦 🇷🇺' }),
  good('question in Arabic and Hebrew', { question: 'متى يبدأ الإصلاح؟ מתי? ‏ 123' }),
  good('question of letters with marks of their own', { question: 'Когда начнётся?'.normalize('NFD') }),
  good('question of lines and tabs', { question: 'Первое:\r\n\tодно\nвторое\u2028третье' }),
  good('question that looks like markup and like SQL', {
    question: `<script>alert(1)</script> '; drop table consultations; --`,
  }),
  good('name in other scripts', {
    applicant: { kind: 'foreign_citizen', name: '山田 太郎 / Nguyễn Thị / O’Neil-Ünal' },
  }),
  good('name of 200', { applicant: { kind: 'citizen', name: 'я'.repeat(200) } }),
];

const badOnes: Body[] = [
  bad('nothing', {}, 'applicant required', 'topic required', 'question required', 'replyForm required'),
  bad('null', null, ' required'),
  bad('a text', 'question', ' type'),
  bad('a number', 5, ' type'),
  bad('a list', [], 'applicant required', 'topic required', 'question required', 'replyForm required'),
  bad(
    'a list of one',
    [base],
    'applicant required',
    'topic required',
    'question required',
    'replyForm required',
    '0 unknown_field',
  ),
  worse('a field too many', { vip: true }, 'vip unknown_field'),
  worse(
    'a field too many inside the contact',
    { contact: { email: 'anna@example.org', fax: '1' } },
    'contact.fax unknown_field',
  ),
  worse(
    'a field too many inside the applicant',
    { applicant: { kind: 'citizen', name: 'Анна', passport: '0000' } },
    'applicant.passport unknown_field',
  ),
  worse('another audience', { audience: 'everyone' }, 'audience choice_unknown'),
  worse('another kind of applicant', { applicant: { kind: 'robot', name: 'Р2' } }, 'applicant.kind choice_unknown'),
  worse(
    'internal applicant among external ones',
    { applicant: { kind: 'employee', name: 'Пётр' } },
    'applicant.kind choice_unknown',
  ),
  worse('external applicant among internal ones', { audience: 'internal' }, 'applicant.kind choice_unknown'),
  bad('no applicant', without('applicant'), 'applicant required'),
  worse('applicant: null', { applicant: null }, 'applicant required'),
  worse('applicant: a text', { applicant: 'Анна' }, 'applicant type'),
  worse('applicant: empty', { applicant: {} }, 'applicant.kind required', 'applicant.name required'),
  worse('name: empty', { applicant: { kind: 'citizen', name: '' } }, 'applicant.name required'),
  worse('name: blank', { applicant: { kind: 'citizen', name: ' \t\u00a0\u2003 ' } }, 'applicant.name required'),
  worse('name: null', { applicant: { kind: 'citizen', name: null } }, 'applicant.name required'),
  worse('name: a number', { applicant: { kind: 'citizen', name: 42 } }, 'applicant.name type'),
  worse('name of 201', { applicant: { kind: 'citizen', name: 'я'.repeat(201) } }, 'applicant.name too_long'),
  worse(
    'name of two lines',
    { applicant: { kind: 'citizen', name: 'Анна\nПримерова' } },
    'applicant.name control_characters',
  ),
  worse('name with NUL', { applicant: { kind: 'citizen', name: 'Анна\u0000' } }, 'applicant.name control_characters'),
  worse('another need', { need: 'money' }, 'need choice_unknown'),
  worse('an appeal, which is for another law', { need: 'appeal' }, 'need appeal_elsewhere'),
  worse('a visit at no time', { need: 'visit', replyForm: 'visit' }, 'slot required'),
  worse('a call at no time and to no number', { need: 'callback' }, 'slot required', 'contact.phone required'),
  bad('no topic', without('topic'), 'topic required'),
  worse('topic: empty', { topic: '' }, 'topic required'),
  worse('topic: no name of one', { topic: 'Капитальный ремонт' }, 'topic format'),
  worse('topic of 65', { topic: 'x'.repeat(65) }, 'topic format'),
  worse('topic: a list', { topic: ['repair'] }, 'topic type'),
  bad('no question', without('question'), 'question required'),
  worse('question: blank', { question: ' \n\t ' }, 'question required'),
  worse('question: false', { question: false }, 'question type'),
  worse('question of 4001', { question: 'я'.repeat(4001) }, 'question too_long'),
  worse('question of 2001 emoji, two units each', { question: '🏠'.repeat(2001) }, 'question too_long'),
  worse('question with NUL', { question: 'Когда\u0000?' }, 'question control_characters'),
  worse('question with escape and bell', { question: '\u001b[31mКогда\u0007?' }, 'question control_characters'),
  worse('question with a C1 control', { question: 'Когда\u0085?' }, 'question control_characters'),
  worse('question with a half of a surrogate pair', { question: 'Когда \ud83c?' }, 'question control_characters'),
  worse('question with surrogates in the wrong order', { question: '\udfe0\ud83c' }, 'question control_characters'),
  bad('no reply form', without('replyForm'), 'replyForm required'),
  worse('another reply form', { replyForm: 'pigeon' }, 'replyForm choice_unknown'),
  worse('reply form: null', { replyForm: null }, 'replyForm required'),
  worse('answer by e-mail without one', { contact: { phone: '8 851 200 00 00' } }, 'contact.email required'),
  worse('answer by telephone without one', { replyForm: 'phone' }, 'contact.phone required'),
  worse('answer by post without an address', { replyForm: 'post' }, 'contact.postalAddress required'),
  worse('answer at a visit without any contact', { replyForm: 'visit', contact: {} }, 'contact.phone required'),
  worse(
    'answer in the case without any contact: the law wants one',
    { replyForm: 'case', contact: {} },
    'contact.email required',
  ),
  bad('no contact', without('contact'), 'contact.email required'),
  worse('internal, answer by e-mail without one', { ...internal, contact: {} }, 'contact.email required'),
  worse('contact: a text', { contact: 'anna@example.org' }, 'contact type'),
  worse('contact: null', { contact: null }, 'contact required'),
  worse(
    'postal address of 501',
    { replyForm: 'post', contact: { postalAddress: 'я'.repeat(501) } },
    'contact.postalAddress too_long',
  ),
  worse(
    'a contact that is not needed is wrong all the same',
    { contact: { email: 'anna@example.org', phone: '12' } },
    'contact.phone phone_digits',
  ),
  badEmail('no @', 'anna.example.org', 'email_at'),
  badEmail('no domain', 'anna@', 'email_format'),
  badEmail('nothing before @', '@example.org', 'email_format'),
  badEmail('domain of one label', 'anna@localhost', 'email_format'),
  badEmail('two @', 'anna@b@example.org', 'email_format'),
  badEmail('space inside', 'anna primerova@example.org', 'email_space'),
  badEmail('space outside of quotes', '"anna" @example.org', 'email_space'),
  badEmail('quote that isn’t closed', '"anna@example.org', 'email_format'),
  badEmail('something between quote and @', '"anna"primerova@example.org', 'email_format'),
  badEmail('no address in the brackets', 'anna@[example.org]', 'email_format'),
  badEmail('no address of a host', 'anna@[192.0.2.256]', 'email_format'),
  badEmail('two dots in the domain', 'anna@example..org', 'email_format'),
  badEmail('local part of 65', `${'a'.repeat(65)}@example.org`, 'email_format'),
  badEmail('255 in all', `a@${'b'.repeat(62)}.${'c'.repeat(62)}.${'d'.repeat(62)}.${'e'.repeat(62)}.f`, 'too_long'),
  badEmail('a line break: a header of one’s own', 'anna@example.org\nBcc: all@example.org', 'control_characters'),
  badEmail('blank', '   ', 'required'),
  badEmail('a number', 7, 'type'),
  badPhone('letters', 'позвоните мне', 'phone_format'),
  badPhone('a word after the number', '8 851 200 00 00 после шести', 'phone_format'),
  badPhone('an extension alone', 'доб. 12345', 'phone_digits'),
  badPhone('an extension of letters', '8 851 200 00 00 доб. пять', 'phone_format'),
  badPhone('four digits', '20-00', 'phone_digits'),
  badPhone('sixteen digits', '1234567890123456', 'phone_digits'),
  badPhone('41 signs', `8${' '.repeat(30)}8512000000`, 'too_long'),
  badPhone('NUL', '8851200\u00000000', 'control_characters'),
  badPhone('null', null, 'required'),
  worse('language that is not there', { language: 'de' }, 'language choice_unknown'),
  worse('consent: true', { consent: true }, 'consent type'),
  worse('consent of 41', { consent: 'x'.repeat(41) }, 'consent too_long'),
  bad(
    'everything wrong at once',
    {
      applicant: { kind: 'x', name: '' },
      topic: 'А',
      question: '',
      replyForm: 'x',
      contact: { email: 'a' },
      language: 'x',
    },
    'applicant.kind choice_unknown',
    'applicant.name required',
    'topic format',
    'question required',
    'replyForm choice_unknown',
    'contact.email email_at',
    'language choice_unknown',
  ),
];

export const bodies: readonly Body[] = [...goodOnes, ...badOnes];
