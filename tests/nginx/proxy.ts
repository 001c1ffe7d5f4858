import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { findNginx } from '../../scripts/machine.mjs';
import { freePort } from '../../scripts/test/free-port.mjs';

const given = readFileSync(new URL('../../docs/nginx/otklik.conf', import.meta.url), 'utf8');

/** What an operator changes, and what a test must: name, ports, certificate, and where the log is. */
function adapted(folder: string, ports: { plain: number; tls: number; server: string }): string {
  const changes: [from: string, to: string, times?: number][] = [
    ['server_name otklik.example.gov;', 'server_name localhost;', 2],
    ['listen 80;', `listen 127.0.0.1:${ports.plain};`, 1],
    ['listen [::]:80;', `listen [::1]:${ports.plain};`, 1],
    ['listen 443 ssl', `listen ${ports.tls} ssl`, 1],
    ['listen [::]:443 ssl', `listen [::1]:${ports.tls} ssl`, 1],
    ['/etc/ssl/otklik/', `${folder}/`, 2],
    ['server 127.0.0.1:8080;', `server ${ports.server};`, 1],
    ['/var/log/nginx/', `${folder}/logs/`],
  ];
  let text = given;
  for (const [from, to, times] of changes) {
    const parts = text.split(from);
    if (parts.length - 1 !== (times ?? parts.length - 1))
      throw new Error(`«${from}» stands ${parts.length - 1} times, not ${times}`);
    text = parts.join(to);
  }
  const hasIpv6 = Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === '::1'));
  return hasIpv6 ? text : text.replace(/^ *listen \[::1\].*\n/gm, '');
}

/** As Debian’s nginx.conf: logs by default, and folders for what doesn’t fit into memory. */
const main = (folder: string): string => `
${process.getuid?.() === 0 ? 'user root;' : ''}
daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
error_log ${folder}/logs/error.log info;
events {}
http {
  access_log ${folder}/logs/access.log;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/temp/${name};`).join('\n  ')}
  gzip on;
  include ${folder}/otklik.conf;
}
`;

export interface Proxy {
  /** Ports of 127.0.0.1. */
  tls: number;
  plain: number;
  /** Where nginx writes whatever it writes. */
  folder: string;
  /** Takes the folders away that bodies would be written to: what needs a file fails from then on. */
  withoutTemp(): void;
  stop(): Promise<void>;
}

/** Whether somebody listens on a port of 127.0.0.1. */
export async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/**
 * nginx with the configuration of docs/nginx in front of a server.
 * @param server its address, 127.0.0.1:8080
 * @throws Error with what nginx said when it doesn’t start
 */
export async function startProxy(
  folder: string,
  server: string,
  certificate: { key: string; cert: string },
): Promise<Proxy> {
  const nginx = findNginx();
  if (!nginx) throw new Error('no nginx here');
  const [plain, tls] = [await freePort(), await freePort()];
  mkdirSync(join(folder, 'logs'), { recursive: true });
  mkdirSync(join(folder, 'temp'));
  writeFileSync(join(folder, 'fullchain.pem'), certificate.cert);
  writeFileSync(join(folder, 'privkey.pem'), certificate.key);
  writeFileSync(join(folder, 'otklik.conf'), adapted(folder, { plain, tls, server }));
  writeFileSync(join(folder, 'nginx.conf'), main(folder));
  const child = spawn(nginx, ['-p', folder, '-e', `${folder}/logs/error.log`, '-c', `${folder}/nginx.conf`], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  process.once('exit', () => child.kill('SIGKILL'));
  let said = '';
  child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
  const over = () => child.exitCode !== null || child.signalCode !== null;
  while (!(await accepts(tls))) {
    if (over()) {
      throw new Error(`nginx ended with ${child.exitCode}: ${said}${readFileSync(`${folder}/logs/error.log`, 'utf8')}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return {
    tls,
    plain,
    folder,
    withoutTemp: () => {
      for (const name of readdirSync(join(folder, 'temp'))) {
        rmSync(join(folder, 'temp', name), { recursive: true });
        writeFileSync(join(folder, 'temp', name), '');
      }
    },
    stop: async () => {
      // Quickly but in order: logs are written out.
      child.kill('SIGTERM');
      if (!over()) await once(child, 'exit');
    },
  };
}

/** Names and contents of all files in a folder, whatever they are. */
export function everythingIn(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name), 'latin1')]),
  );
}
