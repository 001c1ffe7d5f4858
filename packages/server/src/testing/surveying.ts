import type { LightMyRequestResponse as Injected } from 'fastify';
import type { StaffSurveyVersion, StaffTheme, SurveyText } from '@otklik/core/contract/staff/surveys.js';
import type { Answers, Manifest } from '@otklik/core/contract/surveys.js';
import { wholeBallot } from '@otklik/core/domain/surveys/whole-ballot.js';
import { serverBackend } from '../backend.ts';
import { tallyBoxes } from '../surveys/tally.ts';
import type { World } from './app.ts';
import { ok, signUp, type Signed } from './staff.ts';

/** What an analyst writes of a survey. */
export const definition = (changes: object = {}) => ({
  audience: 'external',
  title: { ru: 'Опрос' },
  questions: [
    { id: 'useful', type: 'yesno', title: { ru: 'Полезно?' } },
    { id: 'more', type: 'text', title: { ru: 'Чего не хватает?' }, maxLength: 200 },
  ],
  ...changes,
});

/** Behind `/api/v1/staff/agencies/{agency}`. */
export const path = (survey: string, version = 1, action = ''): string =>
  `/surveys/${survey}/versions/${version}${action && `/${action}`}`;

/** Those who work on surveys in a world's agency `test`, and what comes of it. */
export async function surveying(world: World) {
  const analyst = await signUp(world, 'analyst', ['analyst']);
  const colleague = await signUp(world, 'analyst-2', ['analyst']);
  const head = await signUp(world, 'survey-head', ['head']);
  /** Analyst and head at once. */
  const both = await signUp(world, 'survey-both', ['analyst', 'head']);
  const people = { analyst, colleague, head, both };
  const get = (address: string): Promise<Injected> => world.request({ url: `/api/v1/agencies/test/surveys${address}` });
  const create = async (who: Signed, id: string, changes: object = {}): Promise<StaffSurveyVersion> =>
    ok(await who.ask('POST', '/surveys', { id, ...definition(changes) }), 201);
  const open = (who: Signed, id: string, revision = 1, version = 1): Promise<Injected> =>
    who.ask('POST', path(id, version, 'opening'), { revision });
  return {
    ...people,
    ...{ get, create, open },

    /** Written by the analyst, opened by the head. */
    async opened(id: string, changes: object = {}): Promise<void> {
      await create(analyst, id, changes);
      ok(await open(head, id));
    },

    change: (who: Signed, id: string, revision: number, changes: object = {}, version = 1): Promise<Injected> =>
      who.ask('PUT', path(id, version), { revision, ...definition(changes) }),
    renew: (who: Signed, id: string): Promise<Injected> => who.ask('POST', `/surveys/${id}/versions`),
    close: (who: Signed, id: string): Promise<Injected> =>
      who.ask('POST', `/surveys/${id}/closing`, { reason: { ru: 'Ответов достаточно' } }),

    manifest: async (id: string): Promise<Manifest> => ok(await get(`/${id}/manifest`)),

    /** Casts one ballot each, as from inside the agency. */
    async cast(id: string, ballots: readonly Answers[]): Promise<void> {
      const backend = serverBackend(world.services, { internal: true, address: '' });
      const manifest = await backend.readManifest('test', id);
      const batch = await backend.readBatch('test', id);
      for (const answers of ballots)
        await backend.castBallot('test', id, await wholeBallot('test', manifest, batch, answers));
    },
    tally: (survey: string) => tallyBoxes(world.services, world.clock.now, { only: { agency: 'test', survey } }),

    texts: async (id: string, query = ''): Promise<{ items: SurveyText[]; next: string | null }> =>
      ok(await analyst.ask('GET', `/surveys/${id}/texts${query}`)),
    review: (who: Signed, id: string, text: string, review: object): Promise<Injected> =>
      who.ask('PUT', `/surveys/${id}/texts/${text}`, review),
    theme: async (id: string, theme: string): Promise<StaffTheme> => {
      const { items } = ok<{ items: StaffTheme[] }>(await analyst.ask('GET', `/surveys/${id}/themes`));
      const found = items.find((one) => one.id === theme);
      if (!found) throw new Error(`no theme ${theme}`);
      return found;
    },
  };
}
