/*
 * What somebody writes who has nothing but the API's description: against the client that
 * client.test.ts generates from it and lays beside this file. Type checked there, strictly.
 */
import * as api from './generated/index.ts';
import { createClient, createConfig } from './generated/client/index.ts';

interface Account {
  login: string;
  password: string;
}

/** The answer, or an error that says what went wrong. */
async function good<T>(call: Promise<{ data?: T; error?: unknown; response?: Response }>): Promise<NonNullable<T>> {
  const { data, error, response } = await call;
  if (data === undefined || data === null) throw new Error(`${response?.status}: ${JSON.stringify(error)}`);
  return data;
}

/** Files a consultation, answers it as consultant and head, reads the answer by its code. */
export async function journey(baseUrl: string, consultant: Account, head: Account): Promise<api.Case> {
  const open = createClient(createConfig({ baseUrl }));
  const path = { agency: 'test' };
  const topics = await good(api.listConsultationTopics({ client: open, path, query: { audience: 'external' } }));
  const receipt = await good(
    api.fileConsultation({
      client: open,
      path,
      headers: { 'Idempotency-Key': crypto.randomUUID() },
      body: {
        applicant: { kind: 'citizen', name: 'Анна Примерова' },
        topic: topics.items[0]?.id ?? '',
        question: 'Когда начнётся ремонт?',
        replyForm: 'case',
        contact: { email: 'anna@example.org' },
      },
    }),
  );

  const signIn = async ({ login, password }: Account) => {
    const { response, error } = await api.openSession({ client: open, body: { login, password } });
    const cookie = response?.headers.get('set-cookie')?.split(';')[0];
    if (!cookie) throw new Error(JSON.stringify(error));
    return createClient(createConfig({ baseUrl, headers: { cookie } }));
  };
  const asConsultant = await signIn(consultant);
  const asHead = await signIn(head);

  const register = await good(api.listCases({ client: asConsultant, path, query: { number: receipt.number } }));
  const id = register.items[0]?.id ?? '';
  const act = (client: typeof open, body: api.CaseAction) =>
    good(api.actOnCase({ client, path: { ...path, id }, body }));
  await act(asConsultant, { type: 'register' });
  await act(asConsultant, { type: 'start', unit: { ru: 'Отдел ремонта' } });
  await act(asConsultant, {
    type: 'draft',
    draft: {
      kind: 'answer',
      brief: { ru: 'Весной' },
      text: { ru: 'Ремонт начнётся весной.' },
      preparedBy: { ru: 'Отдел ремонта' },
    },
  });
  await act(asConsultant, { type: 'submit', revision: 1 });
  await act(asHead, { type: 'approve', revision: 1, number: '15-О' });

  return good(api.readCase({ client: open, path, headers: { 'Case-Code': receipt.code } }));
}
