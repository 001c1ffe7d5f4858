import { randomUUID } from 'node:crypto';
import { BackendError } from '@otklik/core/backend/error.js';
import { check } from '@otklik/core/contract/check.js';
import { consultationSchema, idempotencyKeySchema } from '@otklik/core/contract/consultations.js';
import type { FieldError } from '@otklik/core/contract/problems.js';
import { consentProblem } from '@otklik/core/domain/consultations/consent.js';
import { consultationFromForm } from '@otklik/core/domain/consultations/form.js';
import { replyForms } from '@otklik/core/domain/consultations/vocabulary.js';
import type { FormBody } from './form-body.ts';
import { show, type PageContext, type Rendered } from './shown.ts';
import { words } from './words.ts';

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
