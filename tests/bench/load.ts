import { Agent, request } from 'node:http';

/** One request of a series; `body` for a POST. */
export interface Shot {
  path: string;
  headers: Record<string, string>;
  body?: string;
}

export interface Slice {
  /** Requests answered as they should be. */
  done: number;
  /** Wall clock, s. */
  seconds: number;
  /** Each request's time, ms. */
  times: number[];
}

function send(agent: Agent, origin: URL, { path, headers, body }: Shot, status: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        agent,
        host: origin.hostname,
        port: origin.port,
        path,
        method: body === undefined ? 'GET' : 'POST',
        headers: { ...headers, ...(body !== undefined && { 'Content-Length': Buffer.byteLength(body) }) },
      },
      (answer) => {
        answer.on('error', reject);
        answer.on('end', () =>
          answer.statusCode === status ? resolve() : reject(new Error(`${path} answered ${answer.statusCode}`)),
        );
        answer.resume();
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
}

/** Keeps `clients` connections busy for so many seconds. @throws when an answer isn't `status` */
export async function slice(
  origin: string,
  next: () => Shot,
  { clients, seconds, status }: { clients: number; seconds: number; status: number },
): Promise<Slice> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const url = new URL(origin);
  const times: number[] = [];
  const begun = performance.now();
  const until = begun + seconds * 1000;
  const client = async (): Promise<void> => {
    while (performance.now() < until) {
      const sent = performance.now();
      await send(agent, url, next(), status);
      times.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  agent.destroy();
  return { done: times.length, seconds: (performance.now() - begun) / 1000, times };
}

/** The time that this share of requests stayed under, ms. */
export function percentile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);
