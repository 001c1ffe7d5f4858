import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../..', import.meta.url));

/** What isn't source, or is large and of no use to a proof. */
const left = /^(?:\.git|data|keys|versions|coverage|tests\/shots|tests\/visual\/kept)$|(?:^|\/)node_modules$/;

/** Packages are linked one by one: those of this repository must be the copy's own. */
function linkPackages(to: string): void {
  const own = '@otklik';
  mkdirSync(join(to, 'node_modules', own), { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules')))
    if (name !== own && name !== '.cache')
      symlinkSync(join(root, 'node_modules', name), join(to, 'node_modules', name));
  const folders: Record<string, string> = { demo: 'demo', tests: 'tests' };
  for (const name of readdirSync(join(root, 'packages'))) folders[name] = join('packages', name);
  for (const [name, folder] of Object.entries(folders)) {
    symlinkSync(join(to, folder), join(to, 'node_modules', own, name));
    const more = join(folder, 'node_modules');
    if (existsSync(join(root, more))) symlinkSync(join(root, more), join(to, more));
  }
  // What is known to be built is built in the copy as well.
  const built = 'node_modules/.cache/otklik-build.json';
  if (existsSync(join(root, built))) cpSync(join(root, built), join(to, built));
}

/** A copy of this repository as it stands, with what is installed and built; until it is removed. */
export function copyRepository(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'otklik-patched-'));
  cpSync(root, path, {
    recursive: true,
    filter: (from) => !left.test(relative(root, from).split(sep).join('/')),
  });
  linkPackages(path);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Applies a patch to a copy. @returns what is in the way; null: nothing */
export function applyPatch(copy: string, patch: string): string | null {
  const env = { ...process.env, GIT_CEILING_DIRECTORIES: dirname(copy), GIT_CONFIG_GLOBAL: '', GIT_CONFIG_SYSTEM: '' };
  const { status, stderr, error } = spawnSync('git', ['apply', patch], { cwd: copy, env, encoding: 'utf8' });
  if (error) return error.message;
  return status === 0 ? null : stderr.trim();
}
