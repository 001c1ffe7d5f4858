import { html, nothing, type TemplateResult } from 'lit-html';
import type { Manifest } from '@otklik/core/contract/surveys.js';
import { plainJson } from '@otklik/core/domain/json.js';
import { icon } from '../base/icons.ts';
import { momentInWords } from '../base/moments.ts';
import { hasPages } from '../base/pages.ts';
import { save } from '../base/save.ts';
import type { OtklikSurvey, Parcel, SurveyInitial } from './survey.ts';
import { answersView } from './survey.words.ts';

/** Thanks, only after the server has confirmed; and what left the browser. `one`: as compact as the survey was. */
export function thanksView(survey: OtklikSurvey, { manifest, sent }: SurveyInitial, one: boolean): TemplateResult {
  const { ballots, days } = manifest.release;
  return html`<div class="form stack g4">
    <header class="stack g2">
      <p><span class="status ok">${survey.t('confirmed')}</span></p>
      <h2 class=${one ? 'h' : 'title'} tabindex="-1">${survey.t(one ? 'thanksOne' : 'thanks')}</h2>
      <p class="text">
        ${survey.t('when', { n: ballots })} ${days ? survey.t('often', { n: days }) : nothing}
        ${
          hasPages(survey)
            ? html`<a href=${survey.page(`results/${manifest.survey}`)}>${survey.t('results')}</a>`
            : nothing
        }
      </p>
    </header>
    ${
      hasPages(survey) && !one
        ? html`<p class="soft text">${survey.t('need')} <a href=${survey.page('consultation')}>${survey.t('needGo')}</a></p>`
        : nothing
    }
    ${sent === true ? html`<p class="text">${survey.t('native')}</p>` : sent && parcelView(sent, manifest, survey)}
  </div>`;
}

const spaced = (hash: string): string => hash.replace(/.{4}(?=.)/g, '$& ');

/** The same as a file: what was said, what left, and how. */
function download(survey: OtklikSurvey, id: string, parcel: Parcel): void {
  const { answers, ballot, bytes, hash, manifestHash } = parcel;
  const { origin = '', agency = '' } = survey.connection() ?? {};
  const request = {
    method: 'POST',
    address: `${origin}/api/v1/agencies/${encodeURIComponent(agency)}/surveys/${encodeURIComponent(id)}/ballots`,
    headers: { 'Content-Type': 'application/json' },
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    body: ballot,
  };
  const text = plainJson({ answers, request, sealed: { bytes, sha256: hash }, manifestHash }, 2);
  save(new Blob([text], { type: 'application/json' }), `${survey.t('saveName')}-${id}.json`);
}

function parcelView(parcel: Parcel, manifest: Manifest, survey: OtklikSurvey): TemplateResult {
  const { answers, ballot, bytes, hash, manifestHash } = parcel;
  const t = survey.t.bind(survey);
  const fact = (name: string, value: unknown): TemplateResult =>
    html`<div>
      <dt>${t(name)}</dt>
      <dd>${value}</dd>
    </div>`;
  const code = (text: string): TemplateResult => html`<span class="hash">${text}</span>`;
  return html`<details class="more">
      <summary>${t('what')}</summary>
      <div class="panel stack g4">
        ${answersView(survey, manifest, answers)}
        <dl class="facts">
          ${fact('size', t('bytes', { n: bytes }))} ${fact('parcelHash', code(spaced(hash)))}
          ${fact('manifestHash', code(spaced(manifestHash)))} ${fact('batch', code(ballot.batch))}
          ${fact('hour', momentInWords(survey, ballot.hour))} ${fact('request', t('requestHow'))}
          ${fact('notSent', t('notSentWhat'))}
        </dl>
        <p class="small soft">${t('seen')}</p>
        ${
          hasPages(survey)
            ? html`<p><a href=${survey.page(`survey/${manifest.survey}/stored`)}>${t('stored')}</a></p>`
            : nothing
        }
      </div>
    </details>
    <div class="actions">
      <button type="button" class="btn line" part="button" @click=${() => download(survey, manifest.survey, parcel)}>
        ${icon('M12 4v11M7 11l5 5 5-5M5 20h14')}${t('save')}
      </button>
    </div>`;
}
