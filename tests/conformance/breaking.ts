import type { Api } from '../support/server.ts';
import type { Part } from './conformance.ts';

/* How a back end that keeps the contract is made to break it. */

/** Changes the JSON of good answers to one path. */
export const altered =
  (path: RegExp, change: (body: Record<string, unknown>, request: Request) => unknown) =>
  (api: Api): Api =>
  async (request) => {
    const answer = await api(request);
    if (!answer.ok || !path.test(new URL(request.url).pathname) || request.method === 'OPTIONS') return answer;
    const body = (await answer.json()) as Record<string, unknown>;
    return new Response(JSON.stringify(change(body, request)), answer);
  };

export const without =
  (header: string) =>
  (api: Api): Api =>
  async (request) => {
    const { body, status, headers } = await api(request);
    const fewer = new Headers(headers);
    fewer.delete(header);
    return new Response(body, { status, headers: fewer });
  };

/** Changes answers to some requests; `api`: what the back end itself would say. */
export const answering =
  (method: string, path: RegExp, change: (answer: Response, request: Request, api: Api) => Promise<Response>) =>
  (api: Api): Api =>
  async (request) => {
    const { pathname } = new URL(request.url);
    if (request.method !== method || !path.test(pathname)) return api(request);
    return change(await api(request.clone()), request, api);
  };

/** Changes the JSON that is sent. */
export const sending =
  (path: RegExp, change: (body: Record<string, unknown>) => unknown) =>
  (api: Api): Api =>
  async (request) => {
    const text = request.body && path.test(new URL(request.url).pathname) ? await request.clone().text() : '';
    if (!text.startsWith('{"')) return api(request);
    const { url, method, headers } = request;
    const body = JSON.stringify(change(JSON.parse(text) as Record<string, unknown>));
    return api(new Request(url, { method, headers, body }));
  };

/** The case in place of a refusal. */
export const asIfDone = async (answer: Response, { url, headers }: Request, api: Api): Promise<Response> =>
  answer.status === 409
    ? api(new Request(url.replace(/\/case\/.*/, '/case'), { headers: { 'Case-Code': headers.get('Case-Code') ?? '' } }))
    : answer;

export interface Fault {
  around: (api: Api) => Api;
  /** Where it is looked for. */
  part: Part;
  noticed: RegExp;
}
