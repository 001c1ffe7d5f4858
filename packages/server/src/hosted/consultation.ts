import { randomUUID } from 'node:crypto';
import { BackendError } from '@otklik/core/backend/error.js';
import { check } from '@otklik/core/contract/check.js';
import { consultationSchema, idempotencyKeySchema } from '@otklik/core/contract/consultations.js';
import { problems, type FieldError, type ProblemCode } from '@otklik/core/contract/problems.js';
import type { Slot } from '@otklik/core/contract/slots.js';
import type { SlotKind } from '@otklik/core/domain/consultations/kinds.js';
import { consentProblem } from '@otklik/core/domain/consultations/consent.js';
import { consultationFromForm, needOf } from '@otklik/core/domain/consultations/form.js';
import { slotKinds } from '@otklik/core/domain/consultations/kinds.js';
import { needs, replyForms } from '@otklik/core/domain/consultations/vocabulary.js';
import type { PostedForm } from './form-files.ts';
import { show, type PageContext, type Rendered } from './shown.ts';
import { words } from './words.ts';

/** A field that no person sees and only programs fill in. */
const trap = 'homepage';
/** So many times of a kind are offered. */
const nearest = 100;

interface State {
  status?: number;
  idempotencyKey?: string;
  values?: Record<string, string>;
  /** That came with the form, and what is wrong with those that couldn't be kept. */
  uploads?: PostedForm['files'];
  errors?: FieldError[];
  /** Nothing is wrong: what was typed is shown once more. */
  checking?: boolean;
  /** Why it couldn't be sent. */
  problem?: Pick<BackendError, 'code' | 'params'>;
  chosen?: Record<string, string>;
}

/** The nearest free times of each kind: all that a page without JavaScript can choose from. */
async function slotsOf({ backend, agency }: PageContext): Promise<Record<SlotKind, Slot[]>> {
  const lists = await Promise.all(slotKinds.map((kind) => backend.listSlots(agency, { kind })));
  return Object.fromEntries(slotKinds.map((kind, at) => [kind, lists[at]?.items.slice(0, nearest) ?? []])) as Record<
    SlotKind,
    Slot[]
  >;
}

async function consultationForm(context: PageContext, state: State = {}): Promise<Rendered> {
  const { backend, agency, audience, language } = context;
  const [about, topics, slots] = await Promise.all([
    backend.readAgency(agency),
    backend.listConsultationTopics(agency, audience),
    slotsOf(context),
  ]);
  const { status = 200, idempotencyKey = randomUUID(), values, chosen = {}, ...initial } = state;
  const known = topics.items.some(({ id }) => id === chosen.topic);
  const form = replyForms.find((one) => one === chosen['reply-form']);
  const need = needs.find((one) => one === chosen.need) ?? (chosen.channel ? needOf(form) : undefined);
  const preset = {
    ...(known && { topic: chosen.topic ?? '' }),
    ...(form && { replyForm: form }),
    ...(need && { need }),
  };
  return show(context, about, {
    name: 'consultation',
    title: words(language).consultation,
    section: 'consultation',
    initial: { agency: about, topics: topics.items, slots, idempotencyKey, values: values ?? preset, ...initial },
    ...(values && { texts: { question: values.question ?? '' } }),
    status,
    personal: true,
  });
}

/** Files have no fields of their own here: what is wrong with one is told at all of them. */
const ofFiles = (errors: FieldError[]): FieldError[] =>
  errors.map((error) => (error.path.startsWith('files.') ? { ...error, path: 'files' } : error));

/** `query`: what the link that led here has chosen already. */
export const consultationPage = (context: PageContext, query: Record<string, string>): Promise<Rendered> =>
  consultationForm(context, { chosen: query });

/**
 * A form that a browser posted itself, by the same rules: what is wrong is shown beside what was typed;
 * what is right is shown once more (`step` is missing), and filed when it comes back from there (`send`).
 * Whatever happens, what was typed comes back.
 */
export async function consultationPost(context: PageContext, body: PostedForm): Promise<Rendered> {
  const { backend, agency, audience, language } = context;
  const about = await backend.readAgency(agency);
  const { step, upload: _upload, drop: _drop, ...values } = Object.fromEntries(body.entries());
  // One that is gone has no name any more; sent again with the same key it still is the same request.
  const uploads = body.files.filter(({ name }) => name);
  const files = body.files.flatMap(({ upload }) => upload ?? []);
  const given = values.idempotencyKey ?? '';
  const idempotencyKey = check(idempotencyKeySchema, given).ok ? given : randomUUID();
  const again = (state: State): Promise<Rendered> =>
    consultationForm(context, { idempotencyKey, values, uploads, ...state });
  if (step === 'edit') return again({});
  const draft = {
    ...consultationFromForm((name) => body.get(name), audience, language),
    ...(files.length > 0 && { files }),
  };
  const checked = check(consultationSchema, draft);
  const refused = uploads.filter(({ problem }) => problem);
  const wrong = [
    ...(checked.ok ? [] : checked.fields),
    ...consentProblem(draft, about),
    ...(refused.length > 0 ? [{ path: 'files', code: 'filesRefused', params: {} }] : []),
  ];
  if (wrong.length) return again({ status: 422, errors: wrong });
  if (step !== 'send') return again({ checking: true });
  try {
    const receipt = await backend.fileConsultation(agency, draft, idempotencyKey, { trap: !!values[trap] });
    return await show(context, about, {
      name: 'consultation',
      title: words(language).consultation,
      section: 'consultation',
      initial: { agency: about, topics: [], idempotencyKey, receipt },
      status: 201,
      personal: true,
    });
  } catch (error) {
    if (!(error instanceof BackendError) || !(error.code in problems)) throw error;
    if (error.code === 'fields_invalid') return again({ status: 422, errors: ofFiles(error.fields) });
    // The same form with another text, sent after Back: another case, so another key.
    if (error.code === 'idempotency_conflict') {
      return consultationPost(context, {
        files: body.files,
        get: (name) => (name === 'idempotencyKey' ? null : body.get(name)),
        entries: () => body.entries().filter(([name]) => name !== 'idempotencyKey'),
      });
    }
    const status = problems[error.code as ProblemCode];
    return again({ status, checking: true, problem: { code: error.code, params: error.params } });
  }
}
