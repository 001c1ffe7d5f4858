import type { File } from '../../contract/common.ts';
import type { Draft } from '../../contract/staff/consultations.ts';
import { addMonths } from '../calendar.ts';
import { RuleBroken } from '../rule-broken.ts';
import { byOf, filled, type Context, type Effect } from './context.ts';
import { draftOf } from './record.ts';

/**
 * What an answer must hold before anybody decides upon it. A refusal has a ground, an explanation and
 * the way to appeal (order 078-О, 2.1; 8-FZ, articles 19, 20, 23); restricted access names its act,
 * and what isn't restricted is given: then it is a partial answer (8-FZ, article 19).
 * @throws RuleBroken
 */
export function checkDraft(draft: Draft): void {
  const missing = (what: string): never => {
    throw new RuleBroken(`${what}_missing`);
  };
  if (draft.kind === 'answer') {
    if (!filled(draft.text)) missing('answer');
    return;
  }
  if (draft.kind === 'partial' && !filled(draft.given)) missing('given');
  if (draft.kind === 'refusal' && filled(draft.given)) throw new RuleBroken('given_in_refusal');
  if (!filled(draft.explanation)) missing('explanation');
  if (!filled(draft.appeal)) missing('appeal');
  if (draft.ground === 'restricted' && !filled(draft.act)) missing('act');
  // Where it is published must be said: else nobody is helped (8-FZ, article 20, part 2).
  if (draft.ground === 'already_published' && !filled(draft.advice)) missing('advice');
}

/** The draft of a context whose guard has seen that there is one. */
function currentDraft({ record }: Context) {
  const current = draftOf(record);
  if (!current) throw new RuleBroken('draft_missing');
  return current;
}

export function submit(context: Context, revision: number): Effect {
  checkDraft(currentDraft(context).draft);
  return { events: [{ type: 'approval', at: context.at, revision, ...byOf(context.by) }] };
}

interface Signing {
  revision: number;
  number: string;
  signatures?: File[];
}

/** Signed and registered on the day of the decision by the position of who decides (8-FZ, article 19). */
function decide(context: Context, { revision, number, signatures }: Signing): Effect {
  if (!number.trim()) throw new RuleBroken('number_missing');
  const { draft } = currentDraft(context);
  checkDraft(draft);
  const { at, today, by, position, rules } = context;
  const signed = { signatory: position, number, date: today, ...(signatures && { signatures }) };
  const appealBy = addMonths(today, rules.terms.appealMonths);
  const common = { at, revision, ...byOf(by) };
  switch (draft.kind) {
    case 'answer': {
      const { kind: _, ...content } = draft;
      return { events: [{ type: 'answered', answer: { ...content, ...signed }, ...common }] };
    }
    case 'partial': {
      const { kind: _, ...content } = draft;
      return { events: [{ type: 'partial', partial: { ...content, appealBy, ...signed }, ...common }] };
    }
    case 'refusal': {
      const { kind: _, ...content } = draft;
      return { events: [{ type: 'refused', refusal: { ...content, appealBy, ...signed }, ...common }] };
    }
  }
}

export const approve = decide;
export const issue = decide;
