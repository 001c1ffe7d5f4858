// Style sheets of server-rendered roots. A browser that runs the widget takes its styles from the
// module; one that doesn't needs them as a file, since the policy allows no <style>.
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { minifyCss } from './minify-css.mjs';

const reader = fileURLToPath(new URL('read-styles.mjs', import.meta.url));

/**
 * @param {string} source folder of the widgets
 * @param {string} target folder for `<name>.css`
 */
export async function writeStyles(source, target) {
  const parts = pathToFileURL(join(source, 'hosted.parts.ts')).href;
  // In a process of its own: there the sources can be imported as they are, by their condition.
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--conditions=source', '--no-warnings', reader, parts],
    { maxBuffer: 1e8 },
  );
  /** @type {Record<string, string>} */
  const styles = JSON.parse(stdout);
  await Promise.all(
    Object.entries(styles).map(([name, css]) => writeFile(join(target, `${name}.css`), minifyCss(css))),
  );
}
