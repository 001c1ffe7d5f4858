// A person in a browser files consultations while lines break, tabs are closed and servers die. In the
// end each is one case, and the page has never said "accepted" before the server had confirmed it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { openDatabase } from '@otklik/server/database/open.js';
import { browserArguments, findBrowser } from '../../scripts/machine.mjs';
import { bundle, serve } from '../support/pages.ts';
import type { Checks } from './checks.ts';
import { startCutter, type Cutter } from './cutting.ts';
import { startServer, type ServerProcess, type Variables } from './server.ts';
import { open } from './writers.ts';

const accepted = 'Запрос принят';
const patience = 60_000;

interface Scene {
  variables: Variables;
  cutter: Cutter;
  server: ServerProcess;
  context: BrowserContext;
  origin: string;
  random(below: number): number;
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const host = (origin: string): string =>
  `<!doctype html><html lang="ru"><title>Портал</title><script type="module" src="/widget.js"></script>
<otklik-consultation backend="${origin}" agency="test"></otklik-consultation></html>`;

/** Whether the page has said that it was accepted, ever, at any moment since it was opened. */
const watch = (words: string): void => {
  const look = (): void => {
    const root = document.querySelector('otklik-consultation')?.shadowRoot;
    if (root?.textContent?.includes(words)) (window as { accepted?: boolean }).accepted = true;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
};
const hasAccepted = (page: Page): Promise<boolean> =>
  page.evaluate(() => !!(window as { accepted?: boolean }).accepted);

async function visit({ context, origin }: Scene): Promise<Page> {
  const page = await context.newPage();
  await page.addInitScript(watch, accepted);
  await page.goto(origin);
  return page;
}

/** Writes it, and goes as far as the button that sends. */
async function write(page: Page, question: string, device: boolean): Promise<void> {
  await page.getByLabel('Имя и фамилия или название организации').fill('Анна Примерова');
  await page.getByLabel('Тема').selectOption('repair');
  await page.getByLabel('Какая информация нужна').fill(question);
  await page.getByRole('textbox', { name: 'Адрес электронной почты' }).fill('anna@example.org');
  if (device) await page.getByLabel('В этом браузере, 7 дней').check();
  await page.getByRole('button', { name: 'Проверить и отправить' }).click();
  await page.getByRole('heading', { name: 'Проверьте перед отправкой' }).waitFor();
}
const send = (page: Page): Promise<void> => page.getByRole('button', { name: 'Отправить', exact: true }).click();

/** Until it is accepted; gives what is wrong with the case that came of it. */
async function seen(page: Page, { cutter, server }: Scene, question: string): Promise<string[]> {
  await page.getByText(accepted).waitFor({ timeout: patience });
  const problems: string[] = [];
  if (!cutter.answered) problems.push('it was called accepted before an answer came');
  const code = await page.locator('.code').innerText();
  const found = await open(server.address, code);
  if (found?.question !== question) problems.push(`the code ${code} opens ${found?.question ?? 'nothing'}`);
  return problems;
}

/** Not accepted so far, as far as the page has ever said. */
async function unsaid(page: Page, words: RegExp | string): Promise<string[]> {
  await page.getByText(words).locator('visible=true').first().waitFor({ timeout: patience });
  return (await hasAccepted(page)) ? ['it was called accepted though no answer had come'] : [];
}

type Fault = (scene: Scene, question: string) => Promise<string[]>;

const faults: Record<string, Fault> = {
  'offline in the middle of sending': async (scene, question) => {
    const { context, cutter, random } = scene;
    const page = await visit(scene);
    await write(page, question, false);
    cutter.line = 'held';
    const sent = new Promise<void>((done) => (cutter.onSent = () => done()));
    await send(page);
    // Before it is gone, while it goes, or while its answer is on its way.
    await Promise.race([sent, wait(random(600))]);
    await context.setOffline(true);
    cutter.cut();
    const problems = await unsaid(page, 'Не отправлено');
    cutter.line = 'whole';
    await context.setOffline(false);
    return [...problems, ...(await seen(page, scene, question))];
  },
  'cut after the body': async (scene, question) => {
    const { cutter } = scene;
    const page = await visit(scene);
    await write(page, question, false);
    cutter.line = 'answer cut';
    await send(page);
    const problems = await unsaid(page, 'Не отправлено');
    if (!cutter.sent) problems.push('nothing was sent');
    cutter.line = 'whole';
    return [...problems, ...(await seen(page, scene, question))];
  },
  'cut before the body': async (scene, question) => {
    const { cutter } = scene;
    const page = await visit(scene);
    await write(page, question, false);
    cutter.line = 'request cut';
    await send(page);
    const problems = await unsaid(page, 'Не отправлено');
    cutter.line = 'whole';
    return [...problems, ...(await seen(page, scene, question))];
  },
  'tab closed in between': async (scene, question) => {
    const { cutter, random } = scene;
    const page = await visit(scene);
    await write(page, question, true);
    cutter.line = 'held';
    const sent = new Promise<void>((done) => (cutter.onSent = () => done()));
    await send(page);
    await Promise.race([sent.then(() => wait(random(50))), wait(random(1500))]);
    const problems = (await hasAccepted(page)) ? ['it was called accepted though no answer had come'] : [];
    await page.close();
    cutter.cut();
    cutter.line = 'whole';
    const next = await visit(scene);
    problems.push(...(await seen(next, scene, question)));
    await next.getByRole('button', { name: 'Код сохранён у меня' }).click();
    return problems;
  },
  'server killed before its answer': async (scene, question) => {
    const { cutter, random } = scene;
    const page = await visit(scene);
    await write(page, question, false);
    cutter.line = 'held';
    const sent = new Promise<void>((done) => (cutter.onSent = () => done()));
    await send(page);
    await sent;
    await wait(random(40));
    await scene.server.kill();
    cutter.to = undefined;
    cutter.cut();
    const problems = await unsaid(page, 'Не отправлено');
    scene.server = await startServer(scene.variables);
    cutter.to = new URL(scene.server.address);
    cutter.line = 'whole';
    return [...problems, ...(await seen(page, scene, question))];
  },
};

/** Each question is one case, and there is nothing else. */
async function countCases({ OTKLIK_DATA: folder = '' }: Variables, questions: readonly string[]): Promise<string[]> {
  const { db, close } = await openDatabase({ folder });
  const rows = await db.selectFrom('consultations').select('question').execute();
  await close();
  const problems = questions.flatMap((question) => {
    const cases = rows.filter((row) => row.question === question).length;
    return cases === 1 ? [] : [`«${question}» is ${cases} cases`];
  });
  if (rows.length !== questions.length) problems.push(`${rows.length} cases of ${questions.length} questions`);
  return problems;
}

/** @param rounds of each fault */
export async function inBrowser(checks: Checks, rounds: number, random: (below: number) => number): Promise<void> {
  const executablePath = findBrowser();
  if (!executablePath) throw new Error('no browser');
  console.log(`browser: ${rounds} rounds of ${Object.keys(faults).length} faults`);
  const folder = mkdtempSync(join(tmpdir(), 'otklik-faults-'));
  const variables = { OTKLIK_DATA: join(folder, 'data'), OTKLIK_KEYS: join(folder, 'keys') };
  const source = '../../packages/widgets/src/consultation/consultation.define.ts';
  const files = await bundle('widget', fileURLToPath(new URL(source, import.meta.url)));
  const cutter = await startCutter();
  const page = await serve(({ pathname }) => {
    const script = files.get(pathname);
    if (script !== undefined) return { body: script };
    return pathname === '/' ? { body: host(cutter.origin) } : null;
  });
  const browser = await chromium.launch({ executablePath, args: browserArguments });
  const scene: Scene = {
    variables,
    cutter,
    random,
    origin: page.origin,
    server: await startServer(variables),
    context: await browser.newContext({ locale: 'ru-RU' }),
  };
  const questions: string[] = [];
  try {
    for (let round = 0; round < rounds; round++) {
      for (const [name, fault] of Object.entries(faults)) {
        const question = `${name}, ${round + 1}`;
        questions.push(question);
        Object.assign(cutter, { line: 'whole', to: new URL(scene.server.address), sent: 0, answered: 0 });
        cutter.onSent = undefined;
        const told = await fault(scene, question).catch((error: unknown) => [String(error)]);
        checks.check(question, told);
        for (const one of scene.context.pages()) await one.close();
        await scene.context.setOffline(false);
      }
    }
  } finally {
    await browser.close();
    await page.close();
    await cutter.close();
    await scene.server.stop();
  }
  checks.check('each consultation of the browser is one case', await countCases(variables, questions));
  console.log(`  ${questions.length} consultations in all`);
  rmSync(folder, { recursive: true, force: true });
}
