import { html, nothing, type TemplateResult } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import type { FieldError } from '@otklik/core/contract/problems.js';
import type { Manifest } from '@otklik/core/contract/surveys.js';
import { questionsAsked } from '@otklik/core/domain/surveys/conditions.js';
import { dateInWords } from '../base/dates.ts';
import { alertIcon } from '../base/icons.ts';
import { warningIcon } from '../base/icons.more.ts';
import { hasPages } from '../base/pages.ts';
import type { OtklikSurvey, SurveyInitial } from './survey.ts';

/** The question that an error is about; of a matrix its path goes on. */
const about = ({ path }: FieldError): string => path.split('.', 1)[0] ?? '';

function sentence(host: OtklikSurvey, { answers }: SurveyInitial, { code, params, path }: FieldError): string {
  if (code === 'too_long') return host.t(code, { n: (answers?.[path]?.length ?? 0) - Number(params['max']) });
  return host.t(/^(required|too_large|choice_exclusive)$/.test(code) ? code : 'wrong');
}

/** What is wrong with the answer to one question. */
export function errorView(host: OtklikSurvey, now: SurveyInitial, question: string): TemplateResult | undefined {
  const error = now.errors?.find((one) => about(one) === question);
  if (!error) return undefined;
  return html`<p class="err" part="error">
    ${alertIcon()}${keyed(error, html`<span><span class="vh">${host.t('error')}</span>${sentence(host, now, error)}</span>`)}
  </p>`;
}

/** All that is to be mended; each link goes to its question, on whatever step it is. */
export function summaryView(host: OtklikSurvey, now: SurveyInitial): unknown {
  if (!now.errors?.length) return nothing;
  return html`<div class="summary" part="summary" role="alert" tabindex="-1">
    <h3>${alertIcon()}<span>${host.t('check')}</span></h3>
    <ul>
      ${now.errors.map((error) => keyed(error, html`<li>${link(host, now, error)}</li>`))}
    </ul>
  </div>`;
}

function link(host: OtklikSurvey, now: SurveyInitial, error: FieldError): TemplateResult {
  const asked = questionsAsked(now.manifest, now.answers ?? {});
  const all = asked.length;
  const index = asked.findIndex(({ id }) => id === about(error));
  const question = asked[Math.max(index, 0)]?.id ?? '';
  const number = index < 0 || all < 2 ? nothing : `${host.t('number', { n: index + 1, all })}. `;
  const go = (event: Event): void => {
    event.preventDefault();
    if (host.more) void host.more.show(question).then(lead);
    else lead();
  };
  const lead = (): void => {
    const form = host.renderRoot.querySelector('form');
    const field = [...(form?.elements ?? [])].find((one) =>
      `${(one as HTMLInputElement).name}.`.startsWith(`q.${question}.`),
    ) as HTMLElement | undefined;
    field?.closest('.q')?.scrollIntoView({ block: 'nearest' });
    field?.focus();
  };
  return html`<a href="#q.${question}" @click=${go}>${number}${sentence(host, now, error)}</a>`;
}

const warning = (title: string, more: unknown): TemplateResult =>
  html`<div class="note warning" role="alert" tabindex="-1">
    ${warningIcon()}
    <div>
      <h3>${title}</h3>
      ${more}
    </div>
  </div>`;

export const changedView = (host: OtklikSurvey): TemplateResult =>
  warning(host.t('changed'), html`<p>${host.t('changedHint')}</p>`);

/** It takes no answers: what is typed stays, to be copied. */
export function closedView(host: OtklikSurvey, { survey, closesOn }: Manifest): TemplateResult {
  // Staff may close it before its last day.
  const past = closesOn && closesOn < new Date().toLocaleDateString('sv');
  const title = past ? host.t('closedOn', { date: dateInWords(host, closesOn) }) : host.t('closed');
  return warning(
    title,
    html`<p>${host.t('closedHint')}</p>
      ${hasPages(host) ? html`<p><a href=${host.page(`results/${survey}`)}>${host.t('results')}</a></p>` : nothing}`,
  );
}
