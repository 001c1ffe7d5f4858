import { test } from 'node:test';
import { tabTo } from '../../e2e/world.ts';
import { showPanel } from '../panel.ts';
import { task } from './expectation.ts';
import { readingWorld } from './reading.ts';
import { announced, focused, readOut } from './tree.ts';

const { open } = readingWorld();

test('settings: the low-vision panel', async () => {
  const { hears, done } = task('settings-panel');
  const page = await open('/demo/privacy.html');
  await showPanel(page);
  const panel = page.getByRole('region', { name: 'Версия для слабовидящих' });
  const heard = (): Promise<string[]> => readOut(page, 'otklik-settings', 'region');
  hears('the panel is read from its beginning', await heard());
  await tabTo(page, /^input А, обычный/);
  await page.keyboard.press('ArrowRight');
  hears('by an arrow to the next size', [focused(await heard())]);
  await panel.getByText('Шрифт и интервалы').press('Enter');
  hears('font and spacing are opened', await heard());
  await panel.getByRole('button', { name: 'Обычная версия' }).press('Enter');
  await panel.getByText('Включена обычная версия').waitFor();
  hears('the usual version: what is said', announced(await heard()));
  hears('where the focus is: where it was', [focused(await heard())]);
  done();
});
