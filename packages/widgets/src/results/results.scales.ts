import { html, nothing, type TemplateResult } from 'lit-html';
import type { Manifest, Question, Tally } from '@otklik/core/contract/surveys.js';
import { unsure } from '@otklik/core/domain/surveys/asked.js';
import { bandOf } from '@otklik/core/domain/disclosure/bands.js';
import { lockIcon } from '../base/icons.more.ts';
import { percent, type Row } from './results.figures.ts';
import { marksOf, netPromoters, signed, type Scaled } from './results.marks.ts';
import { tableView } from './results.tables.ts';
import type { OtklikResults } from './results.ts';

/** Words for each mark of a scale, worst first; of 0 to 10 only the ends have some. */
function labelled(host: OtklikResults, question: Question): string[] | undefined {
  if (question.type === 'rating') return question.labels.map((label) => host.text(label));
  if (question.type !== 'score') return undefined;
  const [worst, best] = question.labels.map((label) => host.text(label));
  return [worst ?? '', ...Array<string>(9).fill(''), best ?? ''];
}

/** The marks of a scale, each or in three bands, and what they mean, best first: 4–5, скорее легко, очень легко. */
export function scaleOf(host: OtklikResults, question: Question, banded: boolean): Scaled[] | undefined {
  const labels = labelled(host, question);
  if (!labels) return undefined;
  const least = question.type === 'rating' ? 1 : 0;
  const bands: { id: string; from: number; to: number; labels: string[] }[] = [];
  labels.forEach((label, at) => {
    const mark = at + least;
    const id = banded ? bandOf(at, labels.length) : `${mark}`;
    if (bands.at(-1)?.id !== id) bands.push({ id, from: mark, to: mark, labels: [] });
    const band = bands.at(-1);
    band?.labels.push(...(label ? [label] : []));
    if (band) band.to = mark;
  });
  const marks = bands.map(({ id, from, to, labels: words }) => ({
    id,
    from,
    to,
    words: [from < to ? `${from}–${to}` : `${from}`, ...words].join(', '),
  }));
  return [...marks.reverse(), { id: unsure, words: host.t(unsure) }];
}

/** The figures of any tally. */
export function rowsOf(host: OtklikResults, question: Question, tally: Tally): (Row & Scaled)[] {
  const scale = scaleOf(host, question, tally.banded);
  return scale ? host.counted(tally, scale) : host.rows(question, tally);
}

const note = (words: string): TemplateResult =>
  html`<div class="note">
    ${lockIcon()}
    <div><p>${words}</p></div>
  </div>`;

const kpi = (figure: string, words: string, made?: string): TemplateResult =>
  html`<p><b>${figure}</b>${words}${made && html`<small>${made}</small>`}</p>`;

/** What is made of marks, with how it was made: share of 4 and 5 or NPS, and the mean. */
function kpis(host: OtklikResults, { type }: Question, rows: readonly Row[]): unknown {
  if (type !== 'rating' && type !== 'score') return nothing;
  const score = type === 'score';
  const { n, good, sum } = marksOf(rows);
  if (!(n > 0)) return nothing;
  const net = netPromoters(rows);
  return html`<div class="kpis">
    ${score || !(good >= 0) ? nothing : kpi(percent(good, n), host.t('share', { part: good, n }))}
    ${
      score && !Number.isNaN(net.nps)
        ? kpi(
            signed(net.nps),
            host.t('nps'),
            host.t('npsOf', { high: percent(net.good, n), low: percent(net.bad, n), n }),
          )
        : nothing
    }
    ${sum >= 0 ? kpi(decimal(host, sum / n), host.t(score ? 'meanOf10' : 'mean', { n })) : nothing}
  </div>`;
}

export const decimal = (host: OtklikResults, number: number): string =>
  number.toLocaleString(host.language, { maximumFractionDigits: 1 });

/** Why some of it is coarse, or hidden. */
function whys(host: OtklikResults, { banded, counts }: Tally, rows: Row[], manifest: Manifest): string {
  const { subgroup, majority, cell } = manifest.thresholds;
  const most = counts.some((count) => count.majority);
  return [
    banded ? host.t('banded', { n: subgroup }) : '',
    most
      ? host.t('majorityWhy', { n: subgroup, most: `${majority}%`, least: `${100 - majority}%` })
      : rows.some(({ share }) => !share)
        ? host.t('hiddenWhy', { n: cell })
        : '',
  ]
    .filter(Boolean)
    .join(' ');
}

function tallyView(host: OtklikResults, manifest: Manifest, question: Question, tally: Tally): TemplateResult {
  const { withheld, counts } = tally;
  if (withheld) return note(host.t(withheld, { n: manifest.thresholds.answers }));
  const n = tally.answered ?? 0;
  const rows = rowsOf(host, question, tally);
  return html`${kpis(host, question, rows)}${host.bars(rows)}
    <p class="small soft text">${counts.some(({ count }) => count !== null) ? host.t('formula', { n }) : `${host.t('counted', { n })}.`} ${whys(host, tally, rows, manifest)}</p>
    ${tally.row ? nothing : host.fold('details', tableView(host, question, [tally]))}`;
}

const isOdd = ({ type }: Question, { banded, withheld, counts }: Tally): boolean =>
  type === 'score' || banded || !!withheld || counts.some(({ majority }) => majority);

/** Of a question what the first screen can't tell: 0 to 10, a matrix, a scale in bands, a large majority, what an audit withholds. */
export function oddView(
  host: OtklikResults,
  manifest: Manifest,
  question: Question,
  tallies: readonly Tally[],
): TemplateResult | undefined {
  if (question.type === 'text') return manifest.audience === 'internal' ? note(host.t('themesAlone')) : undefined;
  if (question.type === 'matrix')
    return html`<div class="rows">
      ${question.rows.map(({ id, title }) => {
        const tally = tallies.find(({ row }) => row === id);
        return (
          tally &&
          html`<div class="stack g3">
            <h4>${host.text(title)}</h4>
            ${tallyView(host, manifest, question, tally)}
          </div>`
        );
      })}
    </div>
    ${tallies.some(({ withheld }) => !withheld) ? host.fold('details', tableView(host, question, tallies)) : nothing}`;
  const [tally] = tallies;
  return tally && isOdd(question, tally) ? tallyView(host, manifest, question, tally) : undefined;
}
