import { BackendError } from '@otklik/core/backend/error.js';
import { readCaseCode } from '@otklik/core/domain/consultations/case-code.js';
import type { FormBody } from './form-body.ts';
import { show, type PageContext, type Rendered } from './shown.ts';
import { words } from './words.ts';

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
