// Builds what is stale, then becomes the server of the demonstration.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { buildStale } from './build.mjs';

await buildStale();
process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const args = [
  '--conditions=source',
  '--disable-warning=ExperimentalWarning',
  ...(process.env.npm_lifecycle_event ? ['--import=./scripts/end-with-parent.mjs'] : []),
  'demo/main.ts',
  ...process.argv.slice(2),
];

// In place of this process: then there is none between terminal and server that could lose a
// signal or an exit code. Windows has no such thing.
if (process.platform !== 'win32' && process.execve) {
  process.execve(process.execPath, [process.execPath, ...args]);
}
const server = spawn(process.execPath, args, { stdio: 'inherit' });
// Ctrl-C reaches the server by itself; this process only waits for it.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => server.kill('SIGTERM'));
server.on('exit', (code) => process.exit(code ?? 1));
