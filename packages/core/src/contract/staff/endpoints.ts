import type { ProblemCode } from '../problems.ts';
import { accountEndpoints, accountSchemas } from './accounts.ts';
import { calendarStaffEndpoints, calendarStaffSchemas } from './calendar.ts';
import { caseStaffEndpoints, caseStaffSchemas } from './cases.ts';
import { publicationStaffEndpoints, publicationStaffSchemas } from './publications.ts';
import { slotStaffEndpoints, slotStaffSchemas } from './slots.ts';
import { surveyStaffEndpoints, surveyStaffSchemas } from './surveys.ts';
import { touchpointStaffEndpoints, touchpointStaffSchemas } from './touchpoints.ts';

/** Schemas that only the staff API names. */
export const staffSchemas = {
  ...accountSchemas,
  ...publicationStaffSchemas,
  ...touchpointStaffSchemas,
  ...caseStaffSchemas,
  ...slotStaffSchemas,
  ...calendarStaffSchemas,
  ...surveyStaffSchemas,
} as const;

/** The staff API, resource by resource. */
export const staffEndpoints = {
  ...accountEndpoints,
  ...publicationStaffEndpoints,
  ...touchpointStaffEndpoints,
  ...caseStaffEndpoints,
  ...slotStaffEndpoints,
  ...calendarStaffEndpoints,
  ...surveyStaffEndpoints,
} as const;
export type StaffEndpointName = keyof typeof staffEndpoints;

/** What any request of the staff API can meet, by whether somebody must be signed in. */
export const anyStaffProblem = [
  'not_signed_in',
  'password_change_required',
  'not_permitted',
  'origin_foreign',
  'agency_unknown',
  'query_invalid',
] as const satisfies ProblemCode[];
