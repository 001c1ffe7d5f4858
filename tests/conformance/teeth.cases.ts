import { problemDetails } from '@otklik/core/backend/problem.js';
import type { Slot } from '@otklik/core/contract/slots.js';
import { readCaseCode } from '@otklik/core/domain/consultations/case-code.js';
import { altered, answering, asIfDone, sending, without, type Fault } from './breaking.ts';

/** What can be wrong about filing, open cases, their files and visits. */
export const caseFaults: Record<string, Fault> = {
  'any work does for any request': {
    around: (api) => (request) => {
      const headers = new Headers(request.headers);
      headers.delete('Consultation-Proof');
      return api(new Request(request, { headers }));
    },
    part: 'consultations',
    noticed: /^consultation: work that was done for something else/,
  },
  'codes are not read to their end': {
    around: (api) => (request) => {
      const typed = request.headers.get('Case-Code') ?? '';
      const guesses = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'].map((last) => typed.slice(0, -1) + last);
      const headers = new Headers(request.headers);
      if (typed) headers.set('Case-Code', guesses.find((code) => 'code' in readCaseCode(code)) ?? typed);
      return api(new Request(request, { headers }));
    },
    part: 'cases',
    noticed: /^cancelVisit: a code with one wrong symbol/,
  },
  'fields that nobody knows are passed over': {
    around: sending(/\/case\//, ({ colour: _, ...body }) => body),
    part: 'cases',
    noticed: /^bookVisit: unknown field/,
  },
  'a case is withdrawn once only': {
    around: (api) => {
      const seen = new Set<string | null>();
      const refusal = (): Response =>
        new Response(JSON.stringify(problemDetails('rule_broken', { rule: 'action_not_allowed' })), {
          status: 409,
          headers: { 'Content-Type': 'application/problem+json', 'Access-Control-Allow-Origin': '*' },
        });
      return answering('POST', /\/withdrawal$/, async (answer, { headers }) => {
        const code = headers.get('Case-Code');
        const again = seen.has(code);
        if (answer.ok) seen.add(code);
        return again ? refusal() : answer;
      })(api);
    },
    part: 'cases',
    noticed: /^case: withdrawn again/,
  },
  'a withdrawn case seems to take files': {
    around: answering('POST', /\/case\/files$/, asIfDone),
    part: 'cases',
    noticed: /^case: once withdrawn it takes no file/,
  },
  'whoever holds a code reads the whole address': {
    around: altered(/\/case(\/notices)?$/, (body) => ({
      ...body,
      notices: { by: 'email', to: 'проверка@пример.example' },
    })),
    part: 'cases',
    noticed: /^notices: go to the address of the request/,
  },
  'whoever holds a code leads notices elsewhere': {
    around: answering('PUT', /\/case\/notices$/, asIfDone),
    part: 'cases',
    noticed: /^notices: who holds the code can’t/,
  },
  'whoever knows a file’s address gets it': {
    around: (api) => {
      const known = new Map<string, Response>();
      return answering('GET', /\/case\/files\//, async (answer, { url }) => {
        if (answer.ok) known.set(url, answer.clone());
        return known.get(url)?.clone() ?? answer;
      })(api);
    },
    part: 'files',
    noticed: /^case file: no code opens it but/,
  },
  'a file comes back with a byte changed': {
    around: answering('GET', /\/case\/files\//, async (answer) => {
      const bytes = new Uint8Array(await answer.arrayBuffer());
      bytes.set([0], bytes.length >> 1);
      return new Response(bytes, answer);
    }),
    part: 'files',
    noticed: /^case file: sent with the request/,
  },
  'files are shown in place': {
    around: without('Content-Disposition'),
    part: 'files',
    noticed: /^case file: added afterwards/,
  },
  'any token does for an upload': {
    around: (api) => {
      const tokens = new Map<unknown, unknown>();
      const remembering = altered(/\/uploads$/, (body) => {
        tokens.set(body.id, body.token);
        return body;
      })(api);
      return sending(/\/(consultations|case\/files)$/, (body) => {
        const files = body.files as { id: string; token: string }[] | undefined;
        return { ...body, ...(files && { files: files.map((one) => ({ ...one, token: tokens.get(one.id) })) }) };
      })(remembering);
    },
    part: 'files',
    noticed: /^case file: somebody else’s upload/,
  },
  'files go down with a request that is refused': {
    around: answering('POST', /\/consultations$/, async (answer, request, api) => {
      const { files = [] } = (await request.json()) as { files?: { id: string; token: string }[] };
      const drop = ({ id, token }: (typeof files)[number]): Request =>
        new Request(request.url.replace(/consultations$/, `uploads/${id}`), {
          method: 'DELETE',
          headers: { 'Upload-Token': token },
        });
      if (answer.status === 422) await Promise.all(files.map((one) => api(drop(one))));
      return answer;
    }),
    part: 'files',
    noticed: /^case file: a request that is refused takes no file/,
  },
  'files that are added again stand twice': {
    around: (api) => {
      const seen = new Set<unknown>();
      return altered(/\/case\/files$/, ({ timeline, ...body }) => {
        const events = timeline as unknown[];
        const again = seen.has(body.number);
        seen.add(body.number);
        return { ...body, timeline: again ? [...events, events.at(-1)] : events };
      })(api);
    },
    part: 'files',
    noticed: /^case file: added afterwards/,
  },
  'a slot that is booked stays on the list': {
    around: (api) => {
      let known: unknown[] | undefined;
      return altered(/\/slots$/, ({ items }) => ({ items: (known ??= items as unknown[]), next: null }))(api);
    },
    part: 'slots',
    noticed: /^slots: one that is booked is off the list/,
  },
  'a slot that was booked never comes back': {
    around: (api) => {
      const booked = new Set<unknown>();
      const list = altered(/\/slots$/, ({ items }) => ({
        items: (items as Slot[]).filter(({ id }) => !booked.has(id)),
        next: null,
      }))(api);
      return sending(/\/case\/visit$/, (body) => {
        booked.add(body.slot);
        return body;
      })(list);
    },
    part: 'slots',
    noticed: /^slots: one that is cancelled is on the list again/,
  },
  'two cases seem to have one slot': {
    around: answering('PUT', /\/case\/visit$/, asIfDone),
    part: 'slots',
    noticed: /^slots: of four that want one/,
  },
  'a visit does for a call': {
    around: sending(/\/consultations$/, ({ need: _, ...body }) => body),
    part: 'slots',
    noticed: /^slots: who is to come isn’t given a call/,
  },
  'slots come the latest first': {
    around: altered(/\/slots$/, ({ items }) => ({ items: (items as unknown[]).reverse(), next: null })),
    part: 'slots',
    noticed: /^slots: still to come, the earliest first/,
  },
};
