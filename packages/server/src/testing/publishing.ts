import type { LightMyRequestResponse as Injected } from 'fastify';
import type { Publication, PublicationSummary, PublishedVersion } from '@otklik/core/contract/publications.js';
import type { StaffVersion } from '@otklik/core/contract/staff/publications.js';
import type { World } from './app.ts';
import { ok, refusal, signUp, type Signed } from './staff.ts';

/** A text as authors send it. */
export const text = (changes: object = {}) => ({
  audience: 'external',
  kind: 'news',
  topic: null,
  title: { ru: 'Заголовок' },
  summary: { ru: 'Коротко' },
  body: { ru: '<p>Текст.</p>' },
  reviewBy: null,
  ...changes,
});

/** Behind `/api/v1/staff/agencies/{agency}`. */
export const path = (id: string, version = 1, action = ''): string =>
  `/publications/${id}/versions/${version}${action && `/${action}`}`;

export const create = async (who: Signed, id: string, changes: object = {}): Promise<StaffVersion> =>
  ok(await who.ask('POST', '/publications', { id, ...text(changes) }), 201);
export const edit = (who: Signed, id: string, revision: number, changes: object = {}, version = 1): Promise<Injected> =>
  who.ask('PUT', path(id, version), { revision, ...text(changes) });
export const submit = (who: Signed, id: string, revision: number, version = 1): Promise<Injected> =>
  who.ask('POST', path(id, version, 'submission'), { revision });
export const approve = (
  who: Signed,
  id: string,
  revision: number,
  version = 1,
  publishAt: string | null = null,
): Promise<Injected> => who.ask('POST', path(id, version, 'approval'), { revision, publishAt });
export const withdraw = (who: Signed, id: string, version = 1): Promise<Injected> =>
  who.ask('POST', path(id, version, 'withdrawal'), { reason: { ru: 'Устарело' } });
export const renew = (who: Signed, id: string): Promise<Injected> => who.ask('POST', `/publications/${id}/versions`);

/** Those who publish in a world's agency `test`, and what the public sees of it. */
export async function publishing(world: World) {
  const author = await signUp(world, 'author', ['author']);
  const colleague = await signUp(world, 'colleague', ['author']);
  const head = await signUp(world, 'head', ['head']);
  /** Author and head at once. */
  const both = await signUp(world, 'both', ['author', 'head']);
  const get = (address: string): Promise<Injected> => world.request({ url: `/api/v1/agencies/test/${address}` });
  return {
    ...{ author, colleague, head, both, get },

    /** Written by the author, approved by the head. */
    async published(id: string, changes: object = {}): Promise<void> {
      await create(author, id, changes);
      ok(await submit(author, id, 1));
      ok(await approve(head, id, 1));
    },

    /** Begins, changes and submits the next version. @returns its revision */
    async changed(id: string, changes: object, who = author, version = 2): Promise<number> {
      ok(await renew(who, id), 201);
      const { revision } = ok<StaffVersion>(await edit(who, id, 1, changes, version));
      ok(await submit(who, id, revision, version));
      return revision;
    },

    /** What the public reads as its title, or why it doesn't. */
    async title(id: string): Promise<string> {
      const answer = await get(`publications/${id}`);
      return answer.statusCode === 404 ? refusal(answer) : ok<Publication>(answer).title.ru;
    },

    listed: async (query = ''): Promise<string[]> =>
      ok<{ items: PublicationSummary[] }>(await get(`publications?limit=50${query}`)).items.map(({ id }) => id),

    history: async (id: string): Promise<PublishedVersion[]> =>
      ok<{ items: PublishedVersion[] }>(await get(`publications/${id}/versions`)).items,

    /** Moves the clock for as long as `work` lasts. */
    async later(minutes: number, work: () => Promise<void>): Promise<void> {
      const { now } = world.clock;
      world.clock.now = new Date(now.getTime() + minutes * 60_000);
      try {
        await work();
      } finally {
        world.clock.now = now;
      }
    },

    inMinutes: (minutes: number): string => new Date(world.clock.now.getTime() + minutes * 60_000).toISOString(),
  };
}
export type Publishing = Awaited<ReturnType<typeof publishing>>;
