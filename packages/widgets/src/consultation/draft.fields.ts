import type { Consultation } from '@otklik/core/contract/consultations.js';
import { contactFields, contactName } from '@otklik/core/domain/consultations/vocabulary.js';
import type { Values } from './draft.store.ts';

/* What stands in the fields, and putting it back there. Fields are found by name, so it doesn't matter when they come. */

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** The form's own business, or to be given anew: consent is never given by a draft. */
const never = /^(?:|draft|homepage|idempotencyKey|consent|step)$/;
const unkept = /^(?:hidden|file|submit|button|password)$/;

const controls = (form: HTMLFormElement): Control[] =>
  [...form.elements].filter((one): one is Control => {
    const { name = '', type = '' } = one as Partial<Control>;
    return !never.test(name) && !unkept.test(type) && one.localName !== 'fieldset';
  });

const picked = (one: Control): one is HTMLInputElement => one.type === 'radio' || one.type === 'checkbox';

export function valuesOf(form: HTMLFormElement): Values {
  const values: Values = {};
  for (const one of controls(form)) if (!picked(one) || one.checked) values[one.name] = one.value;
  return values;
}

const typed = (one: Control): boolean => !picked(one) && one.localName !== 'select' && one.value.trim() !== '';

/** Whether a person has typed anything. */
export const isTyped = (form: HTMLFormElement): boolean => controls(form).some(typed);

/** Whether something typed would be overwritten by something else. */
export const differs = (form: HTMLFormElement, values: Values): boolean =>
  controls(form).some((one) => typed(one) && one.name in values && one.value !== values[one.name]);

/** Whether all that stands there is as it is in `values`; what isn't there yet doesn't count. */
export const same = (form: HTMLFormElement, values: Values): boolean =>
  Object.entries(valuesOf(form)).every(([name, value]) => (values[name] ?? '') === value);

/**
 * Puts values into their fields, and tells those who listen there.
 * @returns those whose fields, or choices, aren't there yet
 */
export function put(form: HTMLFormElement, values: Values): Values {
  const waiting = { ...values };
  for (const one of controls(form)) {
    const { name } = one;
    const value = values[name];
    if (value === undefined || (picked(one) && one.value !== value)) continue;
    if (one.localName === 'select' && ![...(one as HTMLSelectElement).options].some((option) => option.value === value))
      continue;
    delete waiting[name];
    if (picked(one) ? one.checked : one.value === value) continue;
    if (picked(one)) one.checked = true;
    else one.value = value;
    one.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  }
  return waiting;
}

/** What a consultation says, by the names of the fields. It may come from a device's memory, so anything of it may be missing. */
export function valuesOfConsultation(body: Partial<Consultation>): Values {
  const { need, applicant, topic, question, replyForm, contact, slot } = body;
  const values: Record<string, unknown> = {
    need,
    'applicant.kind': applicant?.kind,
    'applicant.name': applicant?.name,
    topic,
    question,
    replyForm,
    slot,
    ...(replyForm && replyForm in contactFields && { [contactName(replyForm)]: contact?.[contactFields[replyForm]] }),
  };
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
