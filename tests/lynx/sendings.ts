import assert from 'node:assert/strict';
import type { FastifyInstance } from 'fastify';
import type { World } from '@otklik/server/testing/app.js';
import { down, dump, enter, press } from './lynx.ts';
import { question, survey, surveyOfAllKinds } from './pages.ts';

/** What was posted last, as long as no file could come with it. */
let posted: Record<string, unknown> | undefined;

/** Notes what lynx posts. */
export function posting(pages: FastifyInstance): void {
  pages.addHook('preHandler', async ({ method, body }) => {
    if (method === 'POST') posted = body as typeof posted;
  });
}

/** Sent by keys. */
interface Sending {
  name: string;
  run(origin: string, world: World): Promise<void>;
}

/** The number of a link or field, by what stands around it. */
async function numberOf(around: RegExp, url: string, form?: Record<string, string>): Promise<number> {
  const page = await dump(url, form, ['-number_fields']);
  const found = Number(around.exec(page)?.[1]);
  assert.ok(found, `${around.source} isn't in ${page}`);
  return found;
}

/** Keys from the first link or field to one, and from there on. */
const to = async (...[around, url, form]: Parameters<typeof numberOf>): Promise<string[]> =>
  down((await numberOf(around, url, form)) - 1);

const nothing = (path: string) => async (origin: string) => {
  const url = origin + path;
  posted = undefined;
  await press(url, [...(await to(/\(\[(\d+)\]\w*\) Отправить/, url)), enter]);
  assert.ok(posted, 'it was sent');
  const answers = Object.entries(posted).filter(([name]) => name.startsWith('q.'));
  assert.ok(answers.length > 1);
  assert.deepEqual(
    answers.filter(([, answer]) => answer !== ''),
    [],
  );
};

export const sendings: Sending[] = [
  // Of a group without a chosen one lynx sends the first.
  { name: 'survey sent with nothing chosen', run: nothing(survey) },
  { name: 'survey-every-kind sent with nothing chosen', run: nothing(surveyOfAllKinds) },
  {
    name: 'survey sent with one answer chosen',
    run: async (origin) => {
      const url = origin + survey;
      const answer = await numberOf(/\[(\d+)\]\( \) 4,/, url);
      const button = await numberOf(/\(\[(\d+)\]\w*\) Отправить/, url);
      await press(url, [...down(answer - 1), enter, ...down(button - answer), enter]);
      assert.equal(posted?.['q.ease'], '4');
      assert.equal(posted['q.channel'], '');
    },
  },
  {
    name: 'consultation written, checked and sent',
    run: async (origin, { database }) => {
      const url = `${origin}/housing/consultation`;
      const places = [
        /Имя и фамилия[^[]*\[(\d+)\]/,
        /Тема\s+\[(\d+)\]/,
        /Какая информация нужна[^[]*\[(\d+)\]/,
        /На электронную почту[^[]*\[(\d+)\]/,
        /\(\[(\d+)\]BUTTON\) Проверить и отправить/,
      ];
      const numbers: number[] = [];
      for (const place of places) numbers.push(await numberOf(place, url));
      // The second topic of the list.
      const does = [[...'Anna'], [enter, 'Down Arrow', enter], [...'Roof'], [...'anna@example.org'], [enter]];
      const keys = does.flatMap((some, at) => [...down((numbers[at] ?? 0) - (numbers[at - 1] ?? 1)), ...some]);
      const send = await to(/\(\[(\d+)\]send\) Отправить/, `${url}?check`, question);
      const filed = async (): Promise<number> =>
        (await database.db.selectFrom('consultations').select('id').where('question', '=', 'Roof').execute()).length;
      await press(url, keys);
      assert.equal(await filed(), 0, 'it is shown to be checked');
      await press(url, [...keys, ...send, enter]);
      assert.equal(await filed(), 1);
    },
  },
];
