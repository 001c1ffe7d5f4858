import { BackendError } from '@otklik/core/backend/error.js';
import type { Agency } from '@otklik/core/contract/agencies.js';
import type { Language } from '@otklik/core/contract/common.js';
import type { FieldError } from '@otklik/core/contract/problems.js';
import type { Answers, Manifest } from '@otklik/core/contract/surveys.js';
import { answersFromForm, fieldName } from '@otklik/core/domain/surveys/form.js';
import { sentence } from '@otklik/widgets/base/messages.js';
import { en } from '@otklik/widgets/survey/survey.messages.en.js';
import { ru } from '@otklik/widgets/survey/survey.more.messages.js';
import { addressLinks, lasting, rootOf } from './addresses.ts';
import { escapeHtml } from './escape.ts';
import type { FormBody } from './form-body.ts';
import { pagePolicy, renderPage } from './page.ts';
import { show, type PageContext, type Rendered } from './shown.ts';
import { words } from './words.ts';

/** What a page of a survey is made of. */
const surveyRead = ({ backend, agency }: PageContext, id: string): Promise<[Agency, Manifest]> =>
  Promise.all([backend.readAgency(agency), backend.readManifest(agency, id)]);

const textsOf = (answers: Answers = {}): [name: string, text: string][] =>
  Object.entries(answers)
    .filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    .map(([question, text]) => [fieldName(question), text]);

/** What somebody wrote in their own words. */
const writtenOf = ({ questions }: Manifest, answers: Answers): string[] =>
  questions.flatMap(({ id, type }) => (type === 'text' ? [answers[id] ?? []].flat() : []));

interface FormState {
  status?: number;
  answers?: Answers;
  errors?: FieldError[];
  sent?: true;
  /** Why nothing was sent, where it isn't for the answers. */
  refusal?: string;
  /** Texts that the form has no place for: nothing that was written is gone. */
  written?: string[];
  /** s */
  retryAfter?: number;
}

const keptTexts = (language: Language, written: string[]): string =>
  written
    .map(
      (text, at) =>
        `<p><label for="kept${at}">${words(language).failedText}</label><textarea id="kept${at}" rows="8">\n${escapeHtml(text)}</textarea></p>`,
    )
    .join('\n');

function surveyForm(
  context: PageContext,
  [about, manifest]: [Agency, Manifest],
  state: FormState = {},
): Promise<Rendered> {
  const { language } = context;
  const { status = 200, refusal, written = [], retryAfter, ...initial } = state;
  const weaker = initial.sent ? '' : `<noscript><p class="weaker">${words(language).weaker}</p></noscript>`;
  return show(context, about, {
    name: 'survey',
    title: manifest.title[language] ?? manifest.title.ru,
    before: (refusal ? `<p class="refusal" role="alert">${refusal}</p>` : '') + keptTexts(language, written) + weaker,
    initial: { manifest, ...initial },
    attributes: { survey: manifest.survey },
    texts: Object.fromEntries(textsOf(state.answers)),
    status,
    personal: !!state.answers,
    ...(retryAfter !== undefined && { retryAfter }),
  });
}

/** A link to another page of the agency. */
function wayTo(context: PageContext, page: string, text: string): string {
  const query = new URLSearchParams(lasting(context)).toString();
  const address = `${rootOf(context)}/${context.agency}/${page}${query && `?${query}`}`;
  return `<p><a href="${escapeHtml(address)}">${text}</a></p>`;
}

/** A fragment without an element. */
const part = (language: Language, html: string): Rendered => ({
  status: 200,
  html: `<div lang="${language}">\n${html}\n</div>\n`,
  fragment: true,
});

/** In another site's page, a survey whose answers the scripts of that page must not read: it is answered on its own. */
function elsewhere(context: PageContext, { survey, title }: Manifest): Rendered {
  const { language } = context;
  const say = (key: string): string => sentence(language === 'en' ? en : ru, undefined, language, key);
  return part(
    language,
    [
      `<h2>${escapeHtml(title[language] ?? title.ru)}</h2>`,
      `<p>${say('inside')}</p>`,
      wayTo(context, `survey/${survey}`, say('insideGo')),
    ].join('\n'),
  );
}

/** A survey that takes no answers any more; what was written and comes too late can be taken along. */
function closedPage(
  context: PageContext,
  [about, manifest]: [Agency, Manifest],
  /** What somebody wrote; undefined: nobody sent anything. */
  written?: string[],
): Rendered {
  const { language } = context;
  const say = words(language);
  const title = manifest.title[language] ?? manifest.title.ru;
  const main = [
    `<h2>${escapeHtml(title)}</h2>`,
    `<p${written ? ' role="alert"' : ''}>${written ? say.closedKept : say.closed}</p>`,
    wayTo(context, `results/${manifest.survey}`, say.results),
    keptTexts(language, written ?? []),
  ].join('\n');
  if (context.fragment) return part(language, main);
  return {
    status: written ? 409 : 200,
    html: renderPage({ title, language, agency: about, head: addressLinks(context), main }),
    policy: pagePolicy(),
    personal: !!written,
  };
}

export async function surveyPage(context: PageContext, id: string): Promise<Rendered> {
  const { backend, agency } = context;
  const read = await surveyRead(context, id);
  if (!(await backend.takesAnswers(agency, id))) return closedPage(context, read);
  const [, manifest] = read;
  const open = manifest.audience === 'external' && manifest.level === 'open';
  return context.fragment && !open ? elsewhere(context, manifest) : surveyForm(context, read);
}

/** The version that a form was filled in for, as the button that sent it says; one that is unknown or missing counts as the one of now. */
async function filledVersion({ backend, agency }: PageContext, now: Manifest, body: FormBody): Promise<Manifest> {
  const version = Number(/^[1-9]\d{0,8}$/.exec(body.get('version') ?? '')?.[0] ?? now.version);
  if (version === now.version) return now;
  return backend.readManifestVersion(agency, now.survey, version).catch((error: unknown) => {
    if (error instanceof BackendError && error.code === 'version_unknown') return now;
    throw error;
  });
}

/**
 * Answers that a browser without JavaScript posted in clear over TLS: sealed here at once to the
 * same key, weaker than sealing in the browser (anonymity.md); the page says so. Whatever keeps them
 * from being taken in, they are on the page that says it.
 */
export async function surveyPost(context: PageContext, id: string, body: FormBody): Promise<Rendered> {
  const { backend, agency, language } = context;
  const read = await surveyRead(context, id);
  const filled = await filledVersion(context, read[1], body);
  const answers = answersFromForm(filled, body.entries());
  try {
    await backend.castAnswers(agency, id, filled.version, answers);
  } catch (error) {
    const { code, fields, params } = error instanceof BackendError ? error : new BackendError('internal');
    const say = words(language);
    if (code === 'fields_invalid') return surveyForm(context, read, { status: 422, answers, errors: fields });
    if (code === 'survey_closed') return closedPage(context, read, writtenOf(filled, answers));
    if (code === 'batch_closed') return surveyForm(context, read, { status: 409, answers, refusal: say.notTaken });
    if (code === 'version_unknown') {
      const now = await surveyRead(context, id);
      const fitting = answersFromForm(now[1], body.entries());
      const written = writtenOf(filled, answers).filter((text) => !writtenOf(now[1], fitting).includes(text));
      return surveyForm(context, now, { status: 409, answers: fitting, written, refusal: say.changed });
    }
    if (code === 'too_many_attempts') {
      const retryAfter = Number(params.retryAfter);
      return surveyForm(context, read, { status: 429, answers, refusal: say.tooMany, retryAfter });
    }
    throw error;
  }
  // Nothing is asked any more: whatever failed now would have the same answers sent twice.
  return surveyForm(context, read, { status: 201, sent: true });
}
