import { html, nothing } from 'lit-html';
import type { Agency } from '@otklik/core/contract/agencies.js';
import type { BackendErrorCode } from '@otklik/core/backend/error.js';
import type { Case } from '@otklik/core/contract/consultations.js';
import type { FieldError, Params } from '@otklik/core/contract/problems.js';
import type { Slot } from '@otklik/core/contract/slots.js';
import type { ActName } from '@otklik/core/domain/consultations/case-form.js';
import type { SlotKind } from '@otklik/core/domain/consultations/kinds.js';
import { baseStyles } from '../base/base.styles.ts';
import { OtklikElement } from '../base/element.ts';
import { field, input } from '../base/field.ts';
import { formStyles } from '../base/form.styles.ts';
import type { Catalogue } from '../base/messages.ts';
import type { PresetUpload } from '../base/upload.view.ts';
import type { CaseLate } from './case.late.ts';
import { ru } from './case.messages.ts';

/** How an act that a browser posted by itself went. */
export interface ActResult {
  name: ActName;
  /** What is wrong with it, field by field. */
  fields?: FieldError[];
  /** Why it couldn't be done. */
  problem?: { code: BackendErrorCode; params: Params };
  /** What was typed, besides texts of several lines. */
  values?: Record<string, string>;
  /** Files that came with it. */
  uploads?: PresetUpload[];
  done?: true;
}

/** What a server renders with, and what the browser takes over. */
export interface CaseInitial {
  agency: Agency;
  /** Moment of rendering, ISO 8601. */
  now: string;
  found?: Case;
  /** Code of what is wrong with the code that was typed. */
  wrong?: string;
  /** Why it couldn't be looked up. */
  problem?: { code: BackendErrorCode; params: Params };
  /** How what was asked for went. */
  act?: ActResult;
  /** Of the timeline: so many events there were before. */
  before?: number;
  /** Free times. */
  slots?: Partial<Record<SlotKind, Slot[]>>;
  survey?: string;
  /** What was typed. */
  typed?: string;
}

/**
 * What became of a request: the code in, the timeline out.
 *
 * @element otklik-case
 * @csspart form
 * @csspart field
 * @csspart label
 * @csspart hint
 * @csspart error
 * @csspart button
 * @csspart timeline
 */
export class OtklikCase extends OtklikElement {
  static override properties = { now: { attribute: false } };
  static override styles = [...baseStyles, formStyles];
  static override catalogue: Catalogue = { ru, load: () => import('./case.messages.en.ts') };
  static override secure = true;
  static override fetchLate = () => import('./case.late.ts');

  /** The clock. */
  declare now: (() => Date) | undefined;
  /** @internal The check of the code and the case itself. */
  declare late: CaseLate | undefined;

  /** @internal */
  typed: string | undefined;

  protected override view(): unknown {
    const { late } = this;
    return (
      late?.found() ??
      html`<form class="form stack g3" part="form" method="post" action=${this.page('case')} novalidate @submit=${this.act} @focusin=${this.act}>
<h2 class="title">${this.t('title')}</h2>${late?.summary() ?? nothing}${field('code', this.t('code'), this.t('codeHint'), late, input('code', 'off', this.typed, late))}
<div class="actions"><button class="btn line" part="button" aria-disabled=${!!late?.looking}>${late?.busy() ?? html`<span>${this.t('show')}</span>`}</button></div>${late?.lost()}</form>`
    );
  }
}
