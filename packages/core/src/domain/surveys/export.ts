import type { CrossTally, Manifest, Question, Release, Span, Tally, Withheld } from '../../contract/surveys.ts';
import { formatCsv } from '../csv.ts';
import { bandOf, type Band } from '../disclosure/bands.ts';
import { choices, unsure } from './asked.ts';

/*
 * What is published of a survey as one table of figures: no more than the releases say, never one row
 * a person. For people its words are Russian, as those of open data; for programs there are codes.
 */

/** Why there is no figure: under so many answers; found out from others; 1 to a few; told in words alone. */
const hidden = {
  few: 'слишком мало ответов',
  audit: 'по таблице можно было бы вычислить ответы отдельных людей',
  cell: 'скрыто, чтобы не узнать человека',
  majority_chosen: 'подавляющее большинство',
  majority_not_chosen: 'почти никто',
};
type Hidden = keyof typeof hidden;

const columns = [
  'release',
  'released_on',
  'version',
  'table',
  'question',
  'question_title',
  'row',
  'row_title',
  'option',
  'option_title',
  'by_question',
  'by_question_title',
  'by_option',
  'by_option_title',
  'count',
  'from',
  'to',
  'hidden',
  'hidden_title',
  'answered',
] as const;
type Line = Partial<Record<(typeof columns)[number], string | number>>;

const yesNo: Record<string, string> = { yes: 'Да', partly: 'Частично', no: 'Нет' };

/** Marks in words: of a band its marks, «1–2». */
function markTitle(question: Question & { type: 'rating' | 'score' }, option: string, banded: boolean): string {
  if (option === unsure) return 'Затрудняюсь ответить';
  const marks = choices(question).filter((one) => one !== unsure);
  if (banded) {
    const of = marks.filter((_, at) => bandOf(at, marks.length) === (option as Band));
    return of.length > 1 ? `${of[0]}–${of.at(-1)}` : (of[0] ?? option);
  }
  const { labels } = question;
  const at = marks.indexOf(option);
  const label = labels.length === marks.length ? labels[at] : at === 0 ? labels[0] : at === 10 ? labels[1] : undefined;
  return label ? `${option}, ${label.ru}` : option;
}

function optionTitle(question: Question | undefined, option: string, banded = false): string {
  if (!question) return option;
  if (question.type === 'rating' || question.type === 'score') return markTitle(question, option, banded);
  if (question.type === 'yesno') return yesNo[option] ?? option;
  if (question.type === 'text') return option;
  return question.options.find(({ id }) => id === option)?.title.ru ?? option;
}

const why = (code: Hidden | null): Line => (code ? { hidden: code, hidden_title: hidden[code] } : {});

/** A figure, or why there is none. `whole`: why the table as a whole has none. */
function figure(count: number | null, whole: Withheld, majority: 'chosen' | 'not_chosen' | null = null): Line {
  if (count !== null) return { count };
  return why(whole ?? (majority ? `majority_${majority}` : 'cell'));
}

function tallyLines(question: Question | undefined, tally: Tally): Line[] {
  const { withheld, banded, counts, answered } = tally;
  const rows = question && 'rows' in question ? question.rows : [];
  const about: Line = {
    table: 'question',
    question: tally.question,
    question_title: question?.title.ru ?? '',
    ...(tally.row !== null && { row: tally.row, row_title: rows.find(({ id }) => id === tally.row)?.title.ru ?? '' }),
    ...(answered !== null && { answered }),
  };
  if (counts.length === 0) return [{ ...about, ...why(withheld) }];
  return counts.map(({ option, count, majority }) => ({
    ...about,
    option,
    option_title: optionTitle(question, option, banded),
    ...figure(count, withheld, majority),
  }));
}

function crossLines(find: (id: string) => Question | undefined, tally: CrossTally): Line[] {
  const [rows, columns] = [find(tally.rows), find(tally.columns)];
  const about: Line = {
    table: 'cross_tab',
    question: tally.rows,
    question_title: rows?.title.ru ?? '',
    by_question: tally.columns,
    by_question_title: columns?.title.ru ?? '',
    ...(tally.answered !== null && { answered: tally.answered }),
  };
  const { withheld, rowOptions, columnOptions, rowTotals, columnTotals } = tally;
  const row = (option = ''): Line => ({ option, option_title: optionTitle(rows, option) });
  const column = (option = ''): Line => ({ by_option: option, by_option_title: optionTitle(columns, option) });
  // Sums have a name on one side alone.
  const lines: Line[] = [
    ...tally.cells.flatMap((cells, at) =>
      cells.map((count, of) => ({ ...row(rowOptions[at]), ...column(columnOptions[of]), ...figure(count, withheld) })),
    ),
    ...rowTotals.map((count, at) => ({ ...row(rowOptions[at]), ...figure(count, withheld) })),
    ...columnTotals.map((count, of) => ({ ...column(columnOptions[of]), ...figure(count, withheld) })),
  ];
  return lines.length > 0 ? lines.map((line) => ({ ...about, ...line })) : [{ ...about, ...why(withheld) }];
}

const participation = {
  issued: 'Выдано кодов',
  accepted: 'Принято анкет',
  counted: 'Учтено',
  invalid: 'Не прошло проверку',
  lost: 'Потеряно: ключ уничтожен',
};

/** How many ballots: of a small group only from and to. */
function ballotLine(option: keyof typeof participation, span: Span | null): Line[] {
  if (!span) return [];
  const { from, to } = span;
  return [
    { table: 'ballots', option, option_title: participation[option], ...(from === to && { count: from }), from, to },
  ];
}

function releaseLines(release: Release, manifest: Manifest | undefined): Line[] {
  const find = (id: string): Question | undefined => manifest?.questions.find((question) => question.id === id);
  const lines = [
    ...(Object.keys(participation) as (keyof typeof participation)[]).flatMap((name) =>
      ballotLine(name, release[name]),
    ),
    ...release.tallies.flatMap((tally) => tallyLines(find(tally.question), tally)),
    ...release.crossTallies.flatMap((tally) => crossLines(find, tally)),
  ];
  const about: Line = { release: release.id, released_on: release.releasedOn, version: release.version };
  return lines.map((line) => ({ ...about, ...line }));
}

/**
 * Releases as a CSV file (csv.ts: spreadsheets run nothing of it), figure by figure, in their order.
 * @param manifests of the versions that the releases are of, by number
 */
export function releasesCsv(releases: readonly Release[], manifests: ReadonlyMap<number, Manifest>): string {
  const lines = releases.flatMap((release) => releaseLines(release, manifests.get(release.version)));
  const rows = lines.map((line) => columns.map((column) => String(line[column] ?? '')));
  return formatCsv([columns, ...rows], ',');
}
