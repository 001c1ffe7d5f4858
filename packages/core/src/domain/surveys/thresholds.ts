import type { SurveyThresholds } from '../../contract/surveys.ts';

export { defaultThresholds } from '../disclosure/types.ts';

/** As lax as an agency may go (domain.md, 9: floor 5); of the majority this is the most. */
export const leastThresholds: SurveyThresholds = { answers: 5, subgroup: 10, cell: 3, width: 3, majority: 95 };
