// What our form's work is measured against: the same fields by Lit as it comes, in one file, topics from the same API.
import { html, LitElement, unsafeCSS, type TemplateResult } from 'lit';
import {
  kindsOf,
  needs,
  replyForms,
  contactFields,
  contactName,
} from '@otklik/core/domain/consultations/vocabulary.js';
import { ru } from '../../packages/widgets/src/consultation/consultation.messages.ts';
import { plainStyle } from './form.plain.ts';

interface Topic {
  id: string;
  title: { ru: string };
}

class BareForm extends LitElement {
  static override styles = unsafeCSS(plainStyle);
  private topics: Topic[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.read();
  }

  private async read(): Promise<void> {
    const origin = this.getAttribute('backend') ?? '';
    const ask = async (path: string): Promise<unknown> =>
      (await fetch(`${origin}/api/v1/agencies/housing${path}`)).json();
    const [, topics] = await Promise.all([ask(''), ask('/consultation-topics')]);
    const { items } = topics as { items: Topic[] };
    this.topics = items;
    this.requestUpdate();
  }

  private radio(name: string, value: string, text: string, first: boolean): TemplateResult {
    return html`<label><input type="radio" name=${name} value=${value} ?checked=${first} /> ${text}</label>`;
  }

  override render(): TemplateResult {
    return html`<form id="form" method="post" novalidate @submit=${this.send}>
      <h2>${ru.title}</h2>
      <p>${ru.intro}</p>
      <fieldset>
        <legend>${ru.need}</legend>
        ${needs.map((need, at) => this.radio('need', need, ru[`need_${need}`], !at))}
      </fieldset>
      <div>
        <label for="kind">${ru.kind}</label>
        <select id="kind" name="applicant.kind">
          ${kindsOf('external').map((kind) => html`<option value=${kind}>${ru[kind as 'citizen']}</option>`)}
        </select>
      </div>
      <div>
        <label for="name">${ru.name}</label>
        <p class="hint">${ru.nameHint}</p>
        <input id="name" name="applicant.name" autocomplete="name" />
      </div>
      <div>
        <label for="topic">${ru.topic}</label>
        <select id="topic" name="topic">
          <option value="">${ru.topicNone}</option>
          ${this.topics.map(({ id, title }) => html`<option value=${id}>${title.ru}</option>`)}
        </select>
      </div>
      <div>
        <label for="question">${ru.question}</label>
        <p class="hint">${ru.questionHint}</p>
        <textarea id="question" name="question" rows="6"></textarea>
      </div>
      <fieldset>
        <legend>${ru.reply}</legend>
        ${replyForms.map(
          (form, at) =>
            html`${this.radio('replyForm', form, ru[`by_${form}`], !at)}
              <label>${ru[contactFields[form]]} <input name=${contactName(form)} /></label>`,
        )}
      </fieldset>
      <button>${ru.send}</button>
    </form>`;
  }

  private send(event: Event): void {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    void fetch('/plain', { method: 'POST', body: JSON.stringify(Object.fromEntries(data)) });
  }
}
customElements.define('bare-form', BareForm);
