import { html, nothing, type TemplateResult } from 'lit-html';
import type { ConsultationTopic } from '@otklik/core/contract/consultations.js';
import { publicationKinds } from '@otklik/core/contract/publications.js';
import { periodsAt, yearOf } from '@otklik/core/domain/publications/period.js';
import type { Sought } from '@otklik/core/domain/publications/sought.js';
import type { OtklikFeed } from './feed.ts';

interface Choice {
  value: string;
  words: string;
}

/** A period in words. */
function periodWords(host: OtklikFeed, period: string): string {
  const { year = '', before } = yearOf(period) ?? {};
  return year ? host.t(before ? 'before' : 'year', { year }) : host.t(period);
}

const select = (host: OtklikFeed, name: keyof Sought, any: string, chosen: string, choices: Choice[]): TemplateResult =>
  html`<div class="field">
    <label class="label" for=${name}>${host.t(`${name}Label`)}</label
    ><select class="input" id=${name} name=${name}>
      <option value="">${host.t(any)}</option>
      ${choices.map(({ value, words }) => html`<option value=${value} ?selected=${value === chosen}>${words}</option>`)}
    </select>
  </div>`;

/**
 * What narrows a list beside words: topic and kind where the page itself didn't choose one and the
 * source knows them, and the time.
 */
export const filtersView = (
  host: OtklikFeed,
  sought: Sought,
  topics: readonly ConsultationTopic[] = [],
): TemplateResult => {
  const topicChoices = topics.map(({ id, title }) => ({ value: id, words: host.text(title) }));
  const kindChoices = publicationKinds.map((kind) => ({ value: kind, words: host.t(kind) }));
  const periodChoices = periodsAt(host.today).map((value) => ({ value, words: periodWords(host, value) }));
  return html`<div class="filters">
    ${topicChoices[0] && !host.topic ? select(host, 'topic', 'anyTopic', sought.topic ?? '', topicChoices) : nothing}
    ${host.kind || host.src ? nothing : select(host, 'kind', 'anyKind', sought.kind ?? '', kindChoices)}
    ${select(host, 'period', 'anyPeriod', sought.period ?? '', periodChoices)}
    <p class="actions"><button class="btn line">${host.t('apply')}</button></p>
  </div>`;
};
