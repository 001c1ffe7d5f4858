// Fills a box with sealed ballots: node tally.fill.ts COUNT. Database and keys are those of the environment.
import { createHash, randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import type { Answers, Batch, Manifest } from '@otklik/core/contract/surveys.js';
import { askedBy, choices } from '@otklik/core/domain/surveys/asked.js';
import { fromBase64Url, sealBallot } from '@otklik/core/domain/surveys/ballot.js';
import { manifestHash } from '@otklik/core/domain/surveys/canonical.js';
import { questionsAsked } from '@otklik/core/domain/surveys/conditions.js';
import { openBatch } from '../../packages/server/src/surveys/batches.ts';
import { benchSurvey, openServices } from './tally.services.ts';

interface Share {
  manifest: Manifest;
  batch: Pick<Batch, 'batch' | 'publicKey' | 'manifestHash'>;
  count: number;
}

const words = 'Пишите короче и начинайте с главного: сколько, когда и куда обратиться. ';

/** As people answer: some pass questions over, one of five writes something. */
function someAnswers(manifest: Manifest): Answers {
  const answers: Answers = {};
  for (const question of manifest.questions) {
    if (randomInt(10) === 0 || !questionsAsked(manifest, answers).includes(question)) continue;
    for (const { name } of askedBy(question)) {
      const all = choices(question);
      const one = all[randomInt(Math.max(1, all.length))] ?? '';
      if (question.type === 'multiple') answers[name] = [one];
      else if (question.type !== 'text') answers[name] = one;
      else if (randomInt(5) === 0) answers[name] = words.slice(0, 20 + randomInt(50));
    }
  }
  return answers;
}

async function seal({ manifest, batch, count }: Share): Promise<void> {
  for (let left = count; left > 0; left -= 500) {
    const sealed: Uint8Array[] = [];
    for (let at = 0; at < Math.min(500, left); at++)
      sealed.push(fromBase64Url((await sealBallot(manifest, batch, someAnswers(manifest))).sealed));
    parentPort?.postMessage(sealed);
  }
}

async function fill(count: number): Promise<void> {
  const { services, close } = await openServices();
  const { agency, manifest } = benchSurvey;
  const {
    id,
    publicKey,
    manifestHash: hash,
  } = await openBatch(services, agency, manifest.survey, await manifestHash(manifest));
  const { db } = services.database;
  let inserted = Promise.resolve();
  const insert = async (sealed: Uint8Array[]): Promise<void> => {
    const rows = sealed.map((one) => ({
      batch: id,
      digest: createHash('sha256').update(one).digest(),
      sealed: Buffer.from(one),
    }));
    await db.insertInto('ballots').values(rows).execute();
  };
  const threads = availableParallelism();
  await Promise.all(
    Array.from({ length: threads }, (_, at) => {
      const share: Share = {
        manifest,
        batch: { batch: id, publicKey, manifestHash: hash },
        count: Math.floor(count / threads) + (at < count % threads ? 1 : 0),
      };
      const worker = new Worker(new URL(import.meta.url), { workerData: share });
      worker.on('message', (sealed: Uint8Array[]) => {
        inserted = inserted.then(() => insert(sealed));
      });
      return new Promise<void>((done, failed) => {
        worker.once('exit', () => done());
        worker.once('error', failed);
      });
    }),
  );
  await inserted;
  await close();
}

if (isMainThread) await fill(Number(process.argv[2]));
else await seal(workerData as Share);
