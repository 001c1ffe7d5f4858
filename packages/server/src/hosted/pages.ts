import { randomUUID } from 'node:crypto';
import type { Backend } from '@otklik/core/backend/port.js';
import { BackendError } from '@otklik/core/backend/error.js';
import type { Agency } from '@otklik/core/contract/agencies.js';
import { check } from '@otklik/core/contract/check.js';
import type { Audience, Language } from '@otklik/core/contract/common.js';
import { consultationSchema, idempotencyKeySchema } from '@otklik/core/contract/consultations.js';
import type { FieldError } from '@otklik/core/contract/problems.js';
import type { Answers } from '@otklik/core/contract/surveys.js';
import { publicationQuerySchema } from '@otklik/core/contract/publications.js';
import { localTime, type IsoDate } from '@otklik/core/domain/calendar.js';
import { readCaseCode } from '@otklik/core/domain/consultations/case-code.js';
import { consentProblem } from '@otklik/core/domain/consultations/consent.js';
import { consultationFromForm } from '@otklik/core/domain/consultations/form.js';
import { queryOf, type Sought } from '@otklik/core/domain/publications/sought.js';
import { replyForms } from '@otklik/core/domain/consultations/vocabulary.js';
import { sealBallot } from '@otklik/core/domain/surveys/ballot.js';
import { answersFromForm, checkForm } from '@otklik/core/domain/surveys/form.js';
import type { HostedName } from '@otklik/widgets/hosted.parts.js';
import { feedLinks } from '../publications/feeds/formats.ts';
import { escapeHtml } from './escape.ts';
import type { FormBody } from './form-body.ts';
import { renderPage, type Page } from './page.ts';
import { renderWidget, stylesOf } from './render.ts';
import { words } from './words.ts';

/** What every page is made with: a request's own view of the back end, its moment and language. */
export interface PageContext {
  backend: Backend;
  agency: string;
  language: Language;
  audience: Audience;
  now: Date;
}

export interface Rendered {
  status: number;
  html: string;
  /** Holds what belongs to one person, so no cache may keep it. */
  personal?: boolean;
}

interface Shown {
  name: HostedName;
  title: string;
  initial: unknown;
  section?: Page['section'];
  attributes?: Record<string, string>;
  texts?: Record<string, string>;
  alternates?: Page['alternates'];
  /** HTML around the widget. */
  before?: string;
  after?: string;
  status?: number;
  personal?: boolean;
}

async function show({ agency, language, audience }: PageContext, about: Agency, shown: Shown): Promise<Rendered> {
  const {
    name,
    title,
    initial,
    section,
    attributes,
    alternates = [],
    texts = {},
    before = '',
    after = '',
    status = 200,
    personal = false,
  } = shown;
  const widget = await renderWidget(name, {
    // The page's own origin.
    origin: '/',
    agency,
    language,
    initial,
    attributes: { ...attributes, ...(audience === 'internal' && { audience }) },
    texts,
  });
  const html = renderPage({
    title,
    language,
    agency: about,
    ...(section && { section }),
    styles: [stylesOf(name)],
    alternates,
    main: before + widget + after,
  });
  return { status, html, personal };
}

/** What a person looks for, as the form of the page or a link says it; what no form of ours sends narrows nothing. */
function soughtIn({ q = '', kind = '', topic = '', period = '' }: Record<string, string>, today: IsoDate): Sought {
  const sought = { q: q.trim().slice(0, 200), kind, topic, period };
  return check(publicationQuerySchema, queryOf(sought, today)).ok ? sought : {};
}

export async function publicationsPage(context: PageContext, query: Record<string, string>): Promise<Rendered> {
  const { backend, agency, audience, language, now } = context;
  const about = await backend.readAgency(agency);
  const today = localTime(now, about.timeZone).date;
  const sought = soughtIn(query, today);
  const { cursor } = query;
  const asked = { ...queryOf(sought, today), ...(cursor && { cursor }), audience, limit: 20 };
  const [page, topics] = await Promise.all([
    backend.listPublications(agency, asked),
    backend.listConsultationTopics(agency, audience),
  ]);
  const say = words(language);
  const further = new URLSearchParams({ ...sought, cursor: page.next ?? '' }).toString();
  const next = page.next && `<p><a href="?${escapeHtml(further)}">${say.next}</a></p>`;
  return show(context, about, {
    name: 'feed',
    title: say.publications,
    section: 'publications',
    initial: {
      page: { items: page.items, next: null },
      today,
      timeZone: about.timeZone,
      sought,
      topics: topics.items,
    },
    attributes: { limit: '20' },
    // Feeds are for everybody.
    ...(audience === 'external' && { alternates: feedLinks(agency, language) }),
    after: next || '',
  });
}

export async function publicationPage(context: PageContext, id: string): Promise<Rendered> {
  const { backend, agency, language, now } = context;
  const about = await backend.readAgency(agency);
  const [publication, usefulness] = await Promise.all([
    backend.readPublication(agency, id),
    backend.readManifest(agency, 'usefulness').catch(() => undefined),
  ]);
  const { title } = publication;
  const today = localTime(now, about.timeZone).date;
  return show(context, about, {
    name: 'feed',
    title: title[language] ?? title.ru,
    section: 'publications',
    initial: { page: { items: [], next: null }, publication, today, timeZone: about.timeZone, usefulness },
    attributes: { item: id },
  });
}

export async function channelsPage(context: PageContext): Promise<Rendered> {
  const { backend, agency, audience, language, now } = context;
  const [about, list] = await Promise.all([backend.readAgency(agency), backend.readTouchpoints(agency, audience)]);
  const initial = { list, now: now.toISOString() };
  return show(context, about, { name: 'channels', title: words(language).channels, section: 'channels', initial });
}

async function consultationForm(
  context: PageContext,
  state: {
    status?: number;
    idempotencyKey?: string;
    values?: Record<string, string>;
    errors?: FieldError[];
    chosen?: Record<string, string>;
  } = {},
): Promise<Rendered> {
  const { backend, agency, audience, language } = context;
  const [about, topics] = await Promise.all([
    backend.readAgency(agency),
    backend.listConsultationTopics(agency, audience),
  ]);
  const { status = 200, idempotencyKey = randomUUID(), values, errors, chosen = {} } = state;
  const known = topics.items.some(({ id }) => id === chosen.topic);
  const form = replyForms.find((one) => one === chosen['reply-form']);
  const preset = { ...(known && { topic: chosen.topic ?? '' }), ...(form && { replyForm: form }) };
  return show(context, about, {
    name: 'consultation',
    title: words(language).consultation,
    section: 'consultation',
    initial: {
      agency: about,
      topics: topics.items,
      idempotencyKey,
      values: values ?? preset,
      ...(errors && { errors }),
    },
    ...(values && { texts: { question: values.question ?? '' } }),
    status,
    personal: true,
  });
}

/** `query`: what the link that led here has chosen already. */
export const consultationPage = (context: PageContext, query: Record<string, string>): Promise<Rendered> =>
  consultationForm(context, { chosen: query });

/** A form that a browser posted itself: filed by the same rules; what is wrong is shown beside what was typed. */
export async function consultationPost(context: PageContext, body: FormBody): Promise<Rendered> {
  const { backend, agency, audience, language } = context;
  const about = await backend.readAgency(agency);
  const values = Object.fromEntries(body.entries());
  const given = values.idempotencyKey ?? '';
  const idempotencyKey = check(idempotencyKeySchema, given).ok ? given : randomUUID();
  const draft = consultationFromForm((name) => body.get(name), audience, language);
  const checked = check(consultationSchema, draft);
  const wrong = [...(checked.ok ? [] : checked.fields), ...consentProblem(draft, about)];
  if (wrong.length) return consultationForm(context, { status: 422, idempotencyKey, values, errors: wrong });
  try {
    const receipt = await backend.fileConsultation(agency, draft, idempotencyKey);
    return await show(context, about, {
      name: 'consultation',
      title: words(language).consultation,
      section: 'consultation',
      initial: { agency: about, topics: [], idempotencyKey, receipt },
      status: 201,
      personal: true,
    });
  } catch (error) {
    if (!(error instanceof BackendError)) throw error;
    if (error.code === 'fields_invalid') {
      return consultationForm(context, { status: 422, idempotencyKey, values, errors: error.fields });
    }
    // The same form with another text, sent after Back: another case, so another key.
    if (error.code === 'idempotency_conflict') {
      return consultationPost(context, {
        get: (name) => (name === 'idempotencyKey' ? null : body.get(name)),
        entries: () => body.entries().filter(([name]) => name !== 'idempotencyKey'),
      });
    }
    throw error;
  }
}

export async function casePage(context: PageContext, body?: FormBody): Promise<Rendered> {
  const { backend, agency, language, now } = context;
  const about = await backend.readAgency(agency);
  const typed = body?.get('code') ?? '';
  const state: Record<string, unknown> = { agency: about, now: now.toISOString(), typed };
  let status = 200;
  if (body) {
    const read = readCaseCode(typed);
    if ('wrong' in read) state.wrong = `wrong_${read.wrong}`;
    else {
      try {
        state.found = await backend.readCase(agency, read.code);
      } catch (error) {
        if (!(error instanceof BackendError) || error.code !== 'case_unknown') throw error;
        state.wrong = error.code;
      }
    }
    if (state.wrong) status = state.wrong === 'case_unknown' ? 404 : 422;
  }
  const title = words(language).case;
  return show(context, about, { name: 'case', title, section: 'case', initial: state, status, personal: true });
}

async function surveyForm(
  context: PageContext,
  id: string,
  state: { status?: number; answers?: Answers; errors?: FieldError[]; sent?: true } = {},
): Promise<Rendered> {
  const { backend, agency, language } = context;
  const [about, manifest] = await Promise.all([backend.readAgency(agency), backend.readManifest(agency, id)]);
  const { status = 200, ...initial } = state;
  const texts = Object.fromEntries(
    Object.entries(state.answers ?? {})
      .filter((entry): entry is [string, string] => typeof entry[1] === 'string')
      .map(([question, text]) => [`q.${question}`, text]),
  );
  return show(context, about, {
    name: 'survey',
    title: manifest.title[language] ?? manifest.title.ru,
    before: initial.sent ? '' : `<noscript><p class="weaker">${words(language).weaker}</p></noscript>`,
    initial: { manifest, ...initial },
    attributes: { survey: id },
    texts,
    status,
    personal: !!state.answers,
  });
}

export const surveyPage = (context: PageContext, id: string): Promise<Rendered> => surveyForm(context, id);

/**
 * Answers that a browser without JavaScript posted in clear over TLS: sealed here at once to the
 * same key, weaker than sealing in the browser (anonymity.md); the page says so.
 */
export async function surveyPost(context: PageContext, id: string, body: FormBody): Promise<Rendered> {
  const { backend, agency } = context;
  const manifest = await backend.readManifest(agency, id);
  const answers = answersFromForm(manifest, body.entries());
  const errors = checkForm(manifest, answers);
  if (errors.length) return surveyForm(context, id, { status: 422, answers, errors });
  for (let left = 3; ; left--) {
    try {
      await backend.castBallot(agency, id, await sealBallot(manifest, await backend.readBatch(agency, id), answers));
      return await surveyForm(context, id, { status: 201, sent: true });
    } catch (error) {
      // A tally in between closed the batch: sealed anew.
      if (left <= 0 || !(error instanceof BackendError) || error.code !== 'batch_closed') throw error;
    }
  }
}

export async function resultsPage(context: PageContext, id: string): Promise<Rendered> {
  const { backend, agency, language } = context;
  const [about, manifest, releases] = await Promise.all([
    backend.readAgency(agency),
    backend.readManifest(agency, id),
    backend.listReleases(agency, id),
  ]);
  return show(context, about, {
    name: 'results',
    title: words(language).results,
    initial: { manifest, releases: releases.items },
    attributes: { survey: id },
  });
}
