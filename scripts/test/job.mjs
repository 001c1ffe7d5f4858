// Runs programs side by side, keeps what they say for when they fail, and leaves none behind.
import { spawn } from 'node:child_process';

/**
 * @typedef {object} Job
 * @property {string} name for people
 * @property {string[]} args of Node
 * @property {Record<string, string>} [env]
 * @property {string} [totals] file into which its reporter writes {passed, failed, skipped}; without it
 *   the job is one check, which passes by its exit code
 * @property {number} [minutes] until it counts as hung
 *
 * @typedef {{ passed: number, failed: number, skipped: number }} Totals
 * @typedef {{ job: Job, code: number | null, hung: boolean, output: string, seconds: number }} Ended
 */

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/** A browser or a database that a test started must end with it: so the whole group. @param {import('node:child_process').ChildProcess} child @param {NodeJS.Signals} signal */
function end(child, signal) {
  try {
    if (child.pid) process.kill(-child.pid, signal);
  } catch {
    // Already gone.
  }
}

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => {
    for (const child of running) end(child, 'SIGTERM');
    setTimeout(() => process.exit(130), 1500);
  });
}
process.on('exit', () => {
  for (const child of running) end(child, 'SIGKILL');
});

/** @param {Job} job @param {string} cwd @returns {Promise<Ended>} */
export function run(job, cwd) {
  const start = performance.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, job.args, {
      cwd,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1', ...job.env },
    });
    running.add(child);
    let output = '';
    let hung = false;
    const keep = (/** @type {Buffer} */ bytes) => (output += bytes.toString());
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    const late = setTimeout(
      () => {
        hung = true;
        end(child, 'SIGTERM');
        setTimeout(() => end(child, 'SIGKILL'), 3000).unref();
      },
      (job.minutes ?? 5) * 60_000,
    );
    child.on('error', (error) => (output += error.message));
    child.on('exit', (code) => {
      clearTimeout(late);
      let told = false;
      const tell = () => {
        if (told) return;
        told = true;
        running.delete(child);
        end(child, 'SIGKILL');
        resolve({ job, code, hung, output, seconds: (performance.now() - start) / 1000 });
      };
      // All of its output, but a grandchild that holds the pipes must not keep everyone waiting.
      child.on('close', tell);
      setTimeout(tell, 2000);
    });
  });
}

/**
 * Works off jobs in their order, so many at a time.
 * @param {Job[]} jobs @param {number} slots @param {string} cwd @param {(ended: Ended) => void} tell
 */
export async function runAll(jobs, slots, cwd, tell) {
  const waiting = [...jobs];
  const worker = async () => {
    for (let job = waiting.shift(); job; job = waiting.shift()) tell(await run(job, cwd));
  };
  await Promise.all(Array.from({ length: slots }, worker));
}
