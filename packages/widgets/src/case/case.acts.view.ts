import { html, nothing, type TemplateResult } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import { BackendError } from '@otklik/core/backend/error.js';
import type { ActName } from '@otklik/core/domain/consultations/case-form.js';
import type { SlotKind } from '@otklik/core/domain/consultations/kinds.js';
import { field, input } from '../base/field.ts';
import { alertIcon } from '../base/icons.ts';
import { momentInWords } from '../base/moments.ts';
import type { CaseActs } from './case.acts.ts';
import { contactsView, type Context } from './case.context.ts';
import type { OtklikCase } from './case.ts';
import { upcomingVisit } from './case.visits.ts';

/* Forms that a browser can post by itself: each in place, opened by what looks like its button. */

/** What is wrong with a field of an act, as base/field.ts asks for it. */
const wrongIn = (acts: CaseActs, name: ActName) => ({ error: (path: string): unknown => errorOf(acts, name, path) });

/** New nodes for new words: a page's translation replaces text nodes. */
function errorOf(acts: CaseActs, name: ActName, path: string): unknown {
  const words = acts.wrong(name, path);
  const { host } = acts.owner;
  return words && keyed(words, html`${alertIcon()}<span><span class="vh">${host.t('error')}</span>${words}</span>`);
}

/** Why something failed, in words; too many attempts say how long to wait. */
export function whyFailed(host: OtklikCase, problem: unknown): string {
  if (!(problem instanceof BackendError)) return host.failure(problem);
  const seconds = Number(problem.params.retryAfter);
  if (problem.code === 'rule_broken') return host.t('act.later');
  if (problem.code !== 'too_many_attempts' || !(seconds > 0)) return host.failure(problem);
  return seconds > 90
    ? host.t('wait.min', { n: Math.ceil(seconds / 60) })
    : host.t('wait.s', { n: Math.ceil(seconds) });
}

/** A form with its button; `danger`: it can't be undone, so it is no main button. */
export function actForm(acts: CaseActs, name: ActName, content: unknown, send: string): TemplateResult {
  const { owner, sending } = acts;
  const { host, code } = owner;
  const failed = acts.problem && acts.last?.name === name;
  const outdated = acts.problem instanceof BackendError && acts.problem.code === 'rule_broken';
  return html`<form
    class="stack g3"
    method="post"
    action=${host.page('case')}
    data-act=${name}
    novalidate
    @submit=${acts.submit}
    @input=${acts.typed}
    @change=${acts.typed}
  >
    <input type="hidden" name="code" value=${code} /><input type="hidden" name="act" value=${name} />
    ${
      failed
        ? html`<div class="note danger why" role="alert" tabindex="-1">
            ${alertIcon()}
            <div>
              <h4>${host.t('act.failed')}</h4>
              ${keyed(acts.problem, html`<p>${whyFailed(host, acts.problem)} ${host.t('act.kept')} ${outdated ? '' : host.t('act.again')}</p>`)}
              ${
                outdated
                  ? html`<p class="scripted">
                      <button type="button" class="btn line" @click=${() => void owner.refresh()}>
                        ${host.t('act.refresh')}
                      </button>
                    </p>`
                  : nothing
              }
            </div>
          </div>`
        : nothing
    }
    ${content}
    <div class="actions">
      <button class="btn ${name === 'withdraw' || name === 'cancel_visit' ? 'line' : 'main'}" part="button" aria-disabled=${!!sending}>
        ${sending === name ? html`<span>${host.t('act.sending')}</span>` : html`<span >${host.t(send)}</span>`}
      </button>
    </div>
  </form>`;
}

const filesView = (acts: CaseActs, name: ActName): unknown =>
  acts.uploads[name]?.possible
    ? html`${acts.uploads[name].view(errorOf(acts, name, 'files'))} ${acts.uploads[name].waiting(acts.sending === name)}`
    : nothing;

/** The answer to what the body asked; stands with the question. */
export function clarifyView(context: Context): unknown {
  const { acts, case: found, host } = context;
  if (!acts?.fits('clarify', found)) return nothing;
  const wrong = wrongIn(acts, 'clarify');
  const control = html`<textarea
    class="input"
    id="text"
    name="text"
    rows="4"
    aria-invalid=${!!wrong.error('text')}
    aria-describedby="text-hint text-error"
  ></textarea>`;
  return actForm(
    acts,
    'clarify',
    html`${field('text', host.t('act.clarify'), host.t('act.clarify.hint'), wrong, control)} ${filesView(acts, 'clarify')}`,
    'act.clarify.send',
  );
}

/** New nodes for new words. */
const paragraph = (words: string): unknown => keyed(words, html`<p class="text">${words}</p>`);

/** What else can be done: each behind what looks like a button and opens in place. */
export function actsView(context: Context): unknown {
  const { acts, case: found } = context;
  if (!acts) return nothing;
  const { host } = context;
  const visit = upcomingVisit(context);
  const fits = (name: ActName): boolean => acts.fits(name, found);
  const hint = (key: string, params = {}): unknown => paragraph(host.t(key, params));
  const act = (name: ActName, title: string, content: unknown, send: string): TemplateResult =>
    html`<details class="act" ?open=${acts.last?.name === name}>
      <summary class="btn ${name === 'withdraw' ? '' : 'line'}">${keyed(title, html`<span>${host.t(title)}</span>`)}</summary>
      ${actForm(acts, name, content, send)}
    </details>`;
  const when = visit ? momentInWords(host, visit.startsAt, context.agency.timeZone) : '';
  const times = (name: SlotKind, before: unknown): TemplateResult =>
    html`${before}${acts.slots[name].view({
      kind: name,
      // An agency of another version may tell none: then times are the reader's, as everywhere in the case.
      timeZone: context.agency.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
      level: 3,
      error: errorOf(acts, name, 'slot'),
      chosen: acts.value(name, 'slot'),
      otherwise: contactsView(context),
    })}`;
  const callable = found.replyForm === 'phone' || found.replyForm === 'visit';
  const booking = (kind: SlotKind): unknown => {
    if (visit?.kind === kind)
      return act(kind, `act.move.${kind}`, times(kind, hint('act.move.hint', { when })), 'act.move.send');
    const before = kind === 'callback' ? hint('act.callback.hint') : nothing;
    return act(kind, `act.${kind}`, times(kind, before), `act.${kind}.send`);
  };
  const cancelHint = found.closedOn ? 'act.cancel_visit.closed.hint' : `act.cancel_visit.${visit?.kind}.hint`;
  return html`<div class="acts stack g3">
    <p class="unscripted small">${host.t('act.unscripted')}</p>
    ${fits('visit') && (!visit || visit.kind === 'visit') ? booking('visit') : nothing}
    ${fits('callback') && (visit ? visit.kind === 'callback' : callable) ? booking('callback') : nothing}
    ${
      visit && fits('cancel_visit')
        ? act(
            'cancel_visit',
            `act.cancel_visit.${visit.kind}`,
            hint(cancelHint, { when }),
            `act.cancel_visit.${visit.kind}.send`,
          )
        : nothing
    }
    ${
      fits('add_files')
        ? act(
            'add_files',
            'act.add_files',
            html`${hint('act.add_files.hint')} ${filesView(acts, 'add_files')}`,
            'act.add_files.send',
          )
        : nothing
    }
    ${fits('notices') ? act('notices', 'act.notices', noticesView(context, acts), 'act.notices.send') : nothing}
    ${
      fits('withdraw')
        ? act(
            'withdraw',
            'act.withdraw',
            html`${hint('act.withdraw.hint')} ${visit ? hint('act.withdraw.visit') : nothing}`,
            'act.withdraw.send',
          )
        : nothing
    }
  </div>`;
}

/** By letter to the address that is known, as far as it may be shown, or to a new one where none is; or not at all. */
function noticesView({ case: { notices }, host }: Context, acts: CaseActs): unknown {
  if (!notices) return nothing;
  const { by, to } = notices;
  const wrong = wrongIn(acts, 'notices');
  const chosen = acts.value('notices', 'by') ?? by;
  const choice = (value: string, words: string): TemplateResult =>
    html`<li>
      <label class="choice"
        ><input
          type="radio"
          name="by"
          value=${value}
          ?checked=${chosen === value}
          aria-invalid=${!!wrong.error('by')}
        />${keyed(words, html`<span>${words}</span>`)}</label
      >
    </li>`;
  const address = (): TemplateResult =>
    field(
      'email',
      host.t('act.notices.address'),
      host.t('act.notices.address.hint'),
      wrong,
      input('email', 'email', acts.value('notices', 'email'), wrong),
    );
  return html`${paragraph(host.t(`act.notices.now.${by}`, { to: to ?? '' }))}
    <fieldset class="field" part="field" aria-describedby="by-hint by-error">
      <legend class="label" part="label">${host.t('act.notices.way')}</legend>
      <p class="hint" part="hint" id="by-hint">${host.t('act.notices.hint')}</p>
      <p class="err" part="error" id="by-error">${wrong.error('by')}</p>
      <ul>
        ${choice('email', to ? host.t('act.notices.email', { to }) : host.t('act.notices.email.new'))}
        ${choice('none', host.t('act.notices.none'))}
      </ul>
    </fieldset>
    ${to ? html`<p class="small soft">${host.t('act.notices.address.known')}</p>` : address()}`;
}
