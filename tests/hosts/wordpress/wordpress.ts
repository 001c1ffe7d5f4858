// A real WordPress with its stock theme: what the configurator gives for it, pasted in its editor.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fullerSnippet, snippet, type SnippetOptions, type SnippetWidget } from '@otklik/widgets/snippet.js';
import { platforms } from '../../../demo/configurator/platforms.ts';
import { builtFiles } from '../../embedding/host.ts';
import type { Part } from '../checks.ts';
import { script, visitedSite } from '../page.ts';
import { openEditor } from './editor.ts';
import { startWordPress, type WordPress } from './site.ts';

const texts: [name: SnippetWidget['name'], text: string][] = [
  ['feed', 'Информация о деятельности'],
  ['channels', 'Каналы связи'],
  ['consultation', 'Задать вопрос'],
  ['case', 'Узнать, что с запросом'],
  ['survey', 'Пройти опрос'],
  ['results', 'Итоги опроса'],
];
const widgets: SnippetWidget[] = texts.map(([name, text]) => ({
  name,
  text,
  ...(/survey|results/.test(name) && { attributes: { survey: 'information-access' } }),
}));
const options = (backend: string): SnippetOptions => ({ backend, agency: 'housing', widgets });

const title = 'Обратная связь';
const nothing = (): Promise<void> => Promise.resolve();

/** Its code in a theme made of the stock one. */
function childTheme({ folder }: WordPress, code: string): string {
  const theme = join(folder, 'wp-content/themes/otklik');
  mkdirSync(theme);
  writeFileSync(join(theme, 'style.css'), '/*\nTheme Name: Otklik\nTemplate: twentytwentythree\n*/');
  writeFileSync(join(theme, 'functions.php'), `<?php\n${code}`);
  return 'Otklik';
}

/** The short code by the block for HTML; then the fuller one by a theme of its own and a shortcode, as where scripts aren't allowed in pages. */
export const wordpress: Part = async (checks) => {
  const site = await startWordPress();
  const editor = await openEditor(site).catch(async (error: unknown) => {
    await site.stop();
    throw error;
  });
  try {
    await visitedSite({ name: 'wordpress' }, async (backend) => {
      const [block = ''] = platforms.wordpress(snippet(options(backend)));
      const address = await editor.publish(title, 'Custom HTML', block);
      const bare = await editor.publish(title, 'Custom HTML', block.replace(script(backend), ''));
      return { address, bare, close: nothing };
    })(checks);
    await visitedSite({ name: 'wordpress-shortcode', compared: false }, async (backend) => {
      const fuller = await fullerSnippet({ ...options(backend), pinned: builtFiles() });
      await editor.activate(childTheme(site, platforms.wordpress(fuller)[1] ?? ''));
      const address = await editor.publish(title, 'Shortcode', '[otklik]');
      return { address, bare: address, close: nothing };
    })(checks);
    checks.check('WordPress sends nobody anywhere else', [...editor.foreign]);
  } finally {
    await editor.close();
    await site.stop();
  }
};
