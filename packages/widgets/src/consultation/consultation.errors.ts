import { html, nothing, type TemplateResult } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import type { FieldError } from '@otklik/core/contract/problems.js';
import { alertIcon } from '../base/icons.ts';
import type { MessageParams } from '../base/messages.ts';
import type { OtklikConsultation } from './consultation.ts';

/** Leads to a field by its name: to what is chosen of several, or to its place where there is nothing to choose from. */
export function showField({ renderRoot }: OtklikConsultation, name: string): void {
  const named = [...renderRoot.querySelectorAll<HTMLInputElement>(`[name="${name}"]`)];
  const field =
    named.find(({ checked }) => checked) ??
    named[0] ??
    renderRoot.querySelector<HTMLElement>(`#${name.replace('.', '-')}`);
  field?.closest('.field')?.scrollIntoView({ block: 'nearest' });
  field?.focus();
}

/** What is wrong with the form, field by field. */
export class FormErrors {
  list: FieldError[] = [];
  private readonly host: OtklikConsultation;
  private readonly fieldOf: (path: string) => string;

  /** `fieldOf`: the field in which an error of a path is to be mended. */
  constructor(host: OtklikConsultation, fieldOf: (path: string) => string) {
    this.host = host;
    this.fieldOf = fieldOf;
  }

  /** What is wrong with a field: the field's own sentence, else the general one; in new nodes, since a page's translation replaces text nodes. */
  of(name: string): unknown {
    const found = this.list.find(({ path }) => this.fieldOf(path) === name);
    if (!found) return undefined;
    const words = this.sentence(found);
    return keyed(words, html`${alertIcon()}<span><span class="vh">${this.host.t('error')}</span>${words}</span>`);
  }

  private sentence({ path, code, params }: FieldError): string {
    const own = path === 'slot' ? `slots.${code}` : `${path}.${code}`;
    const words = this.host.t(own, params as MessageParams);
    return words === own ? this.host.t(code, params as MessageParams) : words;
  }

  /** Takes the focus: each error with a link to its field. */
  summary(): TemplateResult | typeof nothing {
    const { host, list } = this;
    if (!list.length) return nothing;
    return html`<div class="summary" part="summary" role="alert" tabindex="-1">
      <h3>${alertIcon()}${keyed(list, html`<span>${host.t('summary', { n: list.length })}</span>`)}</h3>
      <ul>
        ${list.map((error) => keyed(error, this.link(error)))}
      </ul>
    </div>`;
  }

  private link(error: FieldError): TemplateResult {
    const name = this.fieldOf(error.path);
    const go = (event: Event): void => {
      event.preventDefault();
      showField(this.host, name);
    };
    return html`<li><a href="#${name}" @click=${go}>${this.sentence(error)}</a></li>`;
  }
}
