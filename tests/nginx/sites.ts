// Sites of others that put widgets into their HTML by the examples of docs/fragments: nginx's includes, PHP.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findNginx, findPhp } from '../../scripts/machine.mjs';
import { freePort } from '../../scripts/test/free-port.mjs';
import { accepts } from './proxy.ts';

/** Where an example is. */
export const example = (name: string): string =>
  fileURLToPath(new URL(`../../docs/fragments/${name}`, import.meta.url));

/** An example as an agency changes it. `service`: origin of the back end. */
export const adapted = (name: string, service: string): string =>
  readFileSync(example(name), 'utf8')
    .replaceAll('https://otklik.example.gov', service)
    .replaceAll('Host otklik.example.gov', `Host ${new URL(service).host}`);

/** The policy that docs/fragments.md asks of a site, on one that allows nothing else. */
export function fragmentPolicy(service: string): string {
  const docs = readFileSync(new URL('../../docs/fragments.md', import.meta.url), 'utf8');
  const [, policy] = /```\n(script-src [^`]+)\n```/.exec(docs) ?? [];
  const [, types] = /`(trusted-types [^`]+)`/.exec(docs) ?? [];
  if (!policy || !types) throw new Error('docs/fragments.md states no policy');
  return `default-src 'none'; ${policy.replaceAll('https://otklik.example.gov', service)}; require-trusted-types-for 'script'; ${types}`;
}

export interface Site {
  origin: string;
  stop(): Promise<void>;
}

/** Waits until it listens; throws with what it said when it ends before. */
async function started(child: ChildProcess, port: number, said: () => string): Promise<Site> {
  process.once('exit', () => child.kill('SIGKILL'));
  while (!(await accepts(port))) {
    if (child.exitCode !== null) throw new Error(`it ended: ${said()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

const page = (service: string, content: string): string =>
  `<!doctype html><html lang="ru"><meta charset="utf-8"><title>Сайт</title><link rel="icon" href="${service}/v1/icon.svg"><h1>Наш сайт</h1>${content}`;

/** What a page has in the place of a widget. */
export const include = (service: string, path: string): string =>
  adapted('nginx-ssi.html', service).replace('/otklik/channels', `/otklik/${path}`);

/**
 * A site of nginx.
 * @param pages HTML by name
 * @param trusted whose certificate counts, where that isn't Debian's list
 */
export async function startNginx(
  folder: string,
  service: string,
  pages: Readonly<Record<string, string>>,
  trusted = '/etc/ssl/certs/ca-certificates.crt',
): Promise<Site> {
  const port = await freePort();
  for (const name of ['site', 'temp']) mkdirSync(join(folder, name), { recursive: true });
  for (const [name, content] of Object.entries(pages))
    writeFileSync(join(folder, 'site', `${name}.html`), page(service, content));
  writeFileSync(
    join(folder, 'nginx.conf'),
    `${process.getuid?.() === 0 ? 'user root;' : ''} daemon off; worker_processes 1; pid ${folder}/pid; events {}
    http { types { text/html html; } access_log off;
      ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/temp/${name};`).join(' ')}
      server { listen 127.0.0.1:${port}; add_header Content-Security-Policy "${fragmentPolicy(service)}";
      ${adapted('nginx-ssi.conf', service)
        .replace('/var/www/site', `${folder}/site`)
        .replace('/etc/ssl/certs/ca-certificates.crt', trusted)} } }`,
  );
  const log = join(folder, 'error.log');
  const arguments_ = ['-p', folder, '-e', log, '-c', join(folder, 'nginx.conf')];
  const nginx = spawn(findNginx() ?? 'nginx', arguments_, { stdio: 'ignore' });
  return started(nginx, port, () => readFileSync(log, 'utf8'));
}

/** A site of PHP: each page is the widget of its path. */
export async function startPhp(folder: string, service: string): Promise<Site> {
  const port = await freePort();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'fragment.php'), adapted('fragment.php', service));
  writeFileSync(
    join(folder, 'page.php'),
    `<?php require 'fragment.php';
    header("Content-Security-Policy: ${fragmentPolicy(service)}");
    echo '${page(service, '')}', otklik_fragment(ltrim($_SERVER['REQUEST_URI'], '/'));`,
  );
  const php = spawn(findPhp() ?? 'php', ['-n', '-S', `127.0.0.1:${port}`, 'page.php'], {
    cwd: folder,
    stdio: 'ignore',
  });
  return started(php, port, () => 'PHP');
}
