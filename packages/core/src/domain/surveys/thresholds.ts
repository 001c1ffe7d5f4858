import type { SurveyThresholds } from '../../contract/surveys.ts';

/** Anonymity.md, "Publication": nothing under 10 answers, under 20 no subgroups, figures of 1 to 4 hidden. */
export const defaultThresholds: SurveyThresholds = { answers: 10, subgroup: 20, cell: 5, width: 5, majority: 90 };

/** As lax as an agency may go (domain.md, 9: floor 5); of the majority this is the most. */
export const leastThresholds: SurveyThresholds = { answers: 5, subgroup: 10, cell: 3, width: 3, majority: 95 };
