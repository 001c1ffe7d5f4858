import type { Answers, Ballot, Batch, Manifest } from '../../contract/surveys.ts';
import { sealBallot } from './ballot.ts';
import { withWork } from './work.ts';

/**
 * A ballot as it can be cast: sealed, with its work done in one go. For content that an installation starts
 * with, and for tests; a browser works in slices.
 * @throws RangeError when the answers are larger than the manifest's `ballotBytes`.
 */
export const wholeBallot = async (
  agency: string,
  manifest: Manifest,
  batch: Batch,
  answers: Answers,
): Promise<Ballot> => withWork(agency, manifest.survey, await sealBallot(manifest, batch, answers), batch);
