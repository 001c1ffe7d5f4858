import type { Endpoint } from './endpoints.ts';
import { slotQuerySchema } from './slots.ts';

/* What a client does with a case that is open: all by its code, none by an address that holds it. */

const agency = '/api/v1/agencies/{agency}';
const caseCode = { 'Case-Code': '12 characters in groups of four, the last one a check symbol' };
const opening = [
  'agency_unknown',
  'case_code_missing',
  'case_code_invalid',
  'case_unknown',
  'too_many_attempts',
] as const;
const body = ['body_not_json', 'body_too_large', 'media_type_unsupported', 'fields_invalid'] as const;

export const caseEndpoints = {
  readCase: {
    method: 'GET',
    path: `${agency}/case`,
    summary: 'The case that the code opens',
    headers: caseCode,
    status: 200,
    answer: 'Case',
    problems: opening,
  },
  clarifyCase: {
    method: 'POST',
    path: `${agency}/case/clarifications`,
    summary: 'Answer what was asked for clarification; sent again, the same answer changes nothing',
    headers: caseCode,
    body: 'Clarification',
    status: 200,
    answer: 'Case',
    problems: [...opening, 'rule_broken', ...body],
  },
  withdrawCase: {
    method: 'POST',
    path: `${agency}/case/withdrawal`,
    summary: 'Withdraw the request; sent again it changes nothing',
    headers: caseCode,
    body: 'CaseWithdrawal',
    status: 200,
    answer: 'Case',
    problems: [...opening, 'rule_broken', ...body],
  },
  addCaseFiles: {
    method: 'POST',
    path: `${agency}/case/files`,
    summary: 'Add uploaded files; sent again, the same files change nothing',
    headers: caseCode,
    body: 'CaseFiles',
    status: 200,
    answer: 'Case',
    problems: [...opening, 'rule_broken', ...body],
  },
  readCaseFile: {
    method: 'GET',
    path: `${agency}/case/files/{id}`,
    summary: 'A file of the case: of the client’s own, or of an answer',
    headers: caseCode,
    status: 200,
    answer: null,
    problems: [...opening, 'file_unknown'],
  },
  setNotices: {
    method: 'PUT',
    path: `${agency}/case/notices`,
    summary: 'Choose how to be told of what happens in the case',
    headers: caseCode,
    body: 'NoticeChoice',
    status: 200,
    answer: 'Case',
    problems: [...opening, 'rule_broken', ...body],
  },
  bookVisit: {
    method: 'PUT',
    path: `${agency}/case/visit`,
    summary: 'Book a free slot, or move the visit that is booked to it',
    headers: caseCode,
    body: 'VisitBooking',
    status: 200,
    answer: 'Case',
    problems: [...opening, 'slot_unknown', 'slot_taken', 'rule_broken', ...body],
  },
  cancelVisit: {
    method: 'DELETE',
    path: `${agency}/case/visit`,
    summary: 'Cancel the visit that is booked',
    headers: caseCode,
    status: 200,
    answer: 'Case',
    // The latter three of whoever sends a body that nobody asked for.
    problems: [...opening, 'rule_broken', 'body_not_json', 'body_too_large', 'media_type_unsupported'],
  },
  listSlots: {
    method: 'GET',
    path: `${agency}/slots`,
    summary: 'Free times for a visit or a call, the earliest first',
    query: slotQuerySchema,
    status: 200,
    answer: 'SlotPage',
    problems: ['agency_unknown', 'query_invalid'],
  },
} as const satisfies Record<string, Endpoint>;
