import type { Agency } from '@otklik/core/contract/agencies.js';
import type { Case } from '@otklik/core/contract/case.js';
import { problems } from '@otklik/core/contract/problems.js';
import { carryOut } from '@otklik/core/backend/carry-out.js';
import { readCaseCode } from '@otklik/core/domain/consultations/case-code.js';
import {
  actNames,
  actProblems,
  actValues,
  refusedFields,
  type ActName,
} from '@otklik/core/domain/consultations/case-form.js';
import { clientActions } from '@otklik/core/domain/consultations/client-actions.js';
import { slotKinds } from '@otklik/core/domain/consultations/kinds.js';
import { surveyOf } from '@otklik/core/domain/surveys/invited.js';
import type { ActResult, CaseInitial } from '@otklik/widgets/case/case.js';
import { problemOf } from '../http/problems.ts';
import type { PostedForm } from './form-files.ts';
import { show, type PageContext, type Rendered } from './shown.ts';
import { words } from './words.ts';

/** The form for the code; with a body what the code opens, after what was asked for was done with it. */
export async function casePage(context: PageContext, body?: PostedForm): Promise<Rendered> {
  const { backend, agency, now } = context;
  const about = await backend.readAgency(agency);
  const typed = body?.get('code') ?? '';
  const initial: CaseInitial = { agency: about, now: now.toISOString(), typed };
  const state: State = { about, initial, status: 200 };
  if (!body) return shownCase(context, state);
  const read = readCaseCode(typed);
  if ('wrong' in read)
    return shownCase(context, { ...state, initial: { ...initial, wrong: `wrong_${read.wrong}` }, status: 422 });
  const act = actNames.find((name) => name === body.get('act'));
  try {
    const found = await backend.readCase(agency, read.code);
    if (!act) return await shownCase(context, { ...state, initial: { ...initial, found } });
    return await shownCase(context, await acted(context, state, found, { code: read.code, act, body }));
  } catch (error) {
    const { code, params } = told(error);
    if (code === 'case_unknown')
      return shownCase(context, { ...state, initial: { ...initial, wrong: code }, status: 404 });
    return shownCase(context, { ...state, initial: { ...initial, problem: { code, params } }, status: problems[code] });
  }
}

interface State {
  about: Agency;
  initial: CaseInitial;
  status: number;
  texts?: Record<string, string>;
}

/** What a person can be told of; the rest is ours, and goes to the log. */
function told(error: unknown): ReturnType<typeof problemOf> {
  const problem = problemOf(error);
  if (problem.code === 'internal') throw error;
  return problem;
}

/** Does what a form asks for. What is wrong with it is shown in its place, with all that was typed. */
async function acted(
  context: PageContext,
  state: State,
  found: Case,
  { code, act: name, body }: { code: string; act: ActName; body: PostedForm },
): Promise<State> {
  const { backend, agency } = context;
  const value = actValues(body);
  const files = body.files.flatMap(({ upload }) => upload ?? []);
  const uploads = body.files.filter(({ name: known }) => known);
  const again = (status: number, act: Partial<ActResult>): State => ({
    ...state,
    initial: {
      ...state.initial,
      found,
      act: {
        name,
        values: { slot: value('slot'), by: value('by'), email: value('email'), text: value('text') },
        uploads,
        ...act,
      },
    },
    status,
    texts: { text: value('text') },
  });
  const fields = actProblems(name, value);
  if (uploads.some(({ problem }) => problem)) fields.push({ path: 'files', code: 'filesRefused', params: {} });
  if (fields.length) return again(422, { fields });
  try {
    const after = await carryOut(backend, { agency, code, name, value, files });
    return {
      ...state,
      initial: { ...state.initial, found: after, before: found.timeline.length, act: { name, done: true } },
    };
  } catch (error) {
    const problem = told(error);
    const wrong = refusedFields(name, problem);
    return again(
      problems[problem.code],
      wrong ? { fields: wrong } : { problem: { code: problem.code, params: problem.params } },
    );
  }
}

/** With what the case needs beside itself: free times while some may be booked, a survey once it is over. */
async function shownCase(context: PageContext, { about, initial, status, texts = {} }: State): Promise<Rendered> {
  const { backend, agency, language, audience } = context;
  const { found } = initial;
  const bookable = !!found && clientActions(found.status).includes('book_visit');
  const slots: CaseInitial['slots'] = {};
  for (const kind of bookable ? slotKinds : []) slots[kind] = (await backend.listSlots(agency, { kind })).items;
  const survey = found?.closedOn ? surveyOf((await backend.listSurveys(agency, audience)).items) : undefined;
  return show(context, about, {
    name: 'case',
    title: words(language).case,
    section: 'case',
    initial: { ...initial, slots, ...(survey && { survey }) },
    texts,
    status,
    personal: true,
  });
}
