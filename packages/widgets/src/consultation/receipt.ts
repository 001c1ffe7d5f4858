import { html, type TemplateResult } from 'lit-html';
import type { Receipt } from '@otklik/core/contract/consultations.js';
import { derivationView } from '../base/derivation.ts';
import { dayInWords, momentInWords } from '../base/moments.ts';
import type { OtklikConsultation } from './consultation.ts';

async function copy(event: Event, code: string, host: OtklikConsultation): Promise<void> {
  const status = (event.target as Element).closest('.actions')?.querySelector('[role=status]');
  const told = await navigator.clipboard.writeText(code).then(
    () => 'copied',
    () => 'notCopied',
  );
  if (status) status.textContent = host.t(told);
}

/** What the person keeps: code, number, the latest date of an answer and how it came about. */
export function receiptView(host: OtklikConsultation, receipt: Receipt, again: (event: Event) => void): TemplateResult {
  const { number, code, receivedAt, dueBy, derivation } = receipt;
  const agency = host.about.value?.agency;
  return html`<section class="receipt stack g5" part="receipt">
    <header class="stack g2">
      <p class="status ok">${host.t('received', { moment: momentInWords(host, receivedAt, agency?.timeZone) })}</p>
      <h2 class="title" tabindex="-1">${host.t('receiptTitle')}</h2>
    </header>
    <div class="slip">
      <div class="top">
        <p class="small soft">${host.t('code')}</p>
        <p class="code">${code}</p>
        <p class="text">${host.t('codeHint')}</p>
      </div>
      <div class="bot">
        <div>
          <p class="small soft">${host.t('number')}</p>
          <p class="h">${number}</p>
        </div>
        <div>
          <p class="small soft">${host.t('dueBy')}</p>
          <p class="h">${dayInWords(host, dueBy)}</p>
        </div>
      </div>
    </div>
    <div class="actions scripted">
      <button class="btn main" part="button" type="button" @click=${(event: Event) => copy(event, code, host)}>
        ${host.t('copy')}
      </button>
      <button class="btn line" part="button" type="button" @click=${() => print()}>${host.t('print')}</button>
      <span role="status" class="soft"></span>
    </div>
    ${derivationView(host, { derivation, dueBy, law: agency?.terms.law, registered: false })}
    <p class="small soft text">${host.t('latest')}</p>
    <div class="actions">
      <a class="btn line" href=${host.page('case')}>${host.t('open')}</a>
      <a class="btn" href=${host.page('consultation')} @click=${again}>${host.t('again')}</a>
    </div>
  </section>`;
}
