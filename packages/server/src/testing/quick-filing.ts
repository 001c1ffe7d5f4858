import { filingPace, type FilingPace } from '../consultations/brake.ts';
import { unbraked, type BallotPace } from '../surveys/limiter.ts';

/** Little work and no haste: for tests that file thousands. */
export const quickFiling: FilingPace = {
  bits: 1,
  proved: { ...filingPace.proved, burst: 1_000_000 },
  unproved: { ...filingPace.unproved, burst: 1_000_000 },
};

export const quickBallots: BallotPace = { ...unbraked, bits: 1 };
