import type { CaseContent } from '@otklik/core/backend/content.js';
import type { CaseStatus } from '@otklik/core/contract/consultations.js';
import { addDays, type IsoDate } from '@otklik/core/domain/calendar.js';
import { termsOf } from '@otklik/core/domain/consultations/rules.js';
import { answerTerm } from '@otklik/core/domain/consultations/terms.js';
import { agency } from './agency.ts';
import { calendar, momentAt, noticeDays, workingDaysBefore, type WorkingDays } from './cases/moments.ts';
import { caseNumbers } from './cases/numbers.ts';
import { decided, register, start, step, submitted, type Step } from './cases/steps.ts';
import * as answered from './cases/texts/answered.ts';
import * as elsewhere from './cases/texts/elsewhere.ts';
import * as open from './cases/texts/open.ts';
import * as refused from './cases/texts/refused.ts';
import type { Story } from './cases/texts/story.ts';
import { units } from './positions.ts';

/** A case of the demonstration, with what it shows. */
export interface DemonstrationCase extends CaseContent, Story {
  /** As its client sees it. */
  status: CaseStatus;
}

const terms = termsOf(agency, 'external');

const made = (story: Story, status: CaseStatus, receivedAt: Date, ...steps: Step[]): DemonstrationCase => ({
  ...story,
  status,
  receivedAt,
  steps,
});

/** Sent on the calendar day before registration, whatever day that is: forms take in at any hour. */
const dayBefore = (registered: IsoDate, time = '20:41'): Date => momentAt(addDays(registered, -1), time);

const closed = ({ back }: WorkingDays): DemonstrationCase[] => [
  made(
    answered.repairSchedule,
    'answered',
    dayBefore(back(15), '11:20'),
    register(back(15), '10:05'),
    start(back(14), '09:30', units.repairs),
    ...decided(answered.repairScheduleAnswer, {
      ...{ number: 'И-О-412', drafted: back(8), approved: back(6), time: '15:10' },
    }),
  ),
  made(
    answered.heatingEnglish,
    'answered',
    dayBefore(back(12), '19:15'),
    register(back(12), '09:40'),
    start(back(11), '10:20', units.charges),
    ...submitted(answered.heatingEnglishFirstDraft, back(8)),
    step(back(7), '10:15', { type: 'return', revision: 1, reason: answered.heatingEnglishReturn }),
    ...decided(answered.heatingEnglishAnswer, {
      ...{ number: 'И-О-418', drafted: back(6), approved: back(5), time: '11:50', revision: 2 },
    }),
  ),
  made(
    answered.leave,
    'answered',
    momentAt(back(8), '09:20'),
    register(back(8), '11:05'),
    start(back(8), '11:20', units.personnel),
    ...decided(answered.leaveAnswer, { number: 'ВН-77', drafted: back(8), approved: back(7), time: '10:30' }),
  ),
  made(
    refused.minutes,
    'partial',
    dayBefore(back(17)),
    register(back(17), '09:15'),
    start(back(16), '11:00', units.supervision),
    ...decided(refused.minutesPartial, { number: 'И-О-405', drafted: back(10), approved: back(9), time: '14:25' }),
  ),
  made(
    refused.legalOpinion,
    'refused',
    dayBefore(back(11), '16:32'),
    register(back(11), '10:50'),
    start(back(10), '09:10', units.legal),
    ...decided(refused.legalOpinionRefusal, { number: 'И-О-409', drafted: back(8), approved: back(7), time: '12:20' }),
  ),
  made(
    elsewhere.brokenMeter,
    'withdrawn',
    dayBefore(back(10), '21:52'),
    register(back(10), '11:25'),
    start(back(9), '09:45', units.charges),
    step(back(8), '20:17', { type: 'withdraw' }),
  ),
  made(
    elsewhere.darkStairs,
    'redirected',
    dayBefore(back(5), '22:36'),
    register(back(5), '09:25'),
    step(back(4), '12:10', {
      type: 'redirect',
      explanation: elsewhere.darkStairsExplanation,
      portals: agency.appealPortals,
    }),
  ),
];

function forwarded(days: WorkingDays): DemonstrationCase {
  const { registered, told } = noticeDays(days, terms.forwardingDays, 3);
  return made(
    elsewhere.newEntrance,
    'forwarded',
    dayBefore(registered, '15:34'),
    register(registered, '10:40'),
    step(told, '11:15', {
      type: 'forward',
      to: elsewhere.cityAdministration,
      reason: elsewhere.newEntranceReason,
    }),
  );
}

function deferred(days: WorkingDays): DemonstrationCase {
  const { registered, started, told } = noticeDays(days, terms.deferralNoticeDays, 2);
  return made(
    open.repairSum,
    'deferred',
    dayBefore(registered, '18:05'),
    register(registered, '09:50'),
    start(started, '10:15', units.repairs),
    step(told, '14:40', { type: 'defer', days: terms.deferralDays, reason: open.repairSumDeferral }),
  );
}

const underWay = ({ back }: WorkingDays): DemonstrationCase[] => [
  made(
    answered.wrongHouse,
    'in_progress',
    dayBefore(back(16), '10:22'),
    register(back(16), '14:15'),
    start(back(15), '09:55', units.supervision),
    ...decided(answered.wrongHouseAnswer, { number: 'И-О-407', drafted: back(12), approved: back(11), time: '10:35' }),
    step(back(3), '12:30', { type: 'reopen', reason: answered.wrongHouseReopening }),
    start(back(2), '09:15', units.supervision),
  ),
  made(
    open.hotWater,
    'approval',
    dayBefore(back(9), '07:48'),
    register(back(9), '10:30'),
    start(back(8), '09:35', units.supervision),
    step(back(7), '11:45', { type: 'ask', question: open.hotWaterQuestion }),
    step(back(6), '19:26', { type: 'clarify', text: open.hotWaterClarification, files: [] }),
    ...submitted(open.hotWaterAnswer, back(2)),
  ),
  made(
    open.licence,
    'in_progress',
    dayBefore(back(6), '12:48'),
    register(back(6), '14:00'),
    start(back(5), '09:20', units.licensing),
  ),
  made(
    open.whichHouse,
    'clarification',
    dayBefore(back(4), '23:05'),
    register(back(4), '09:30'),
    start(back(3), '10:05', units.licensing),
    step(back(3), '10:25', { type: 'ask', question: open.whichHouseQuestion }),
  ),
  made(
    open.gasCheck,
    'in_progress',
    dayBefore(back(4), '08:02'),
    register(back(4), '10:10'),
    start(back(3), '11:40', units.supervision),
  ),
  made(open.inspectionPlan, 'registered', dayBefore(back(2), '17:27'), register(back(2), '09:35')),
  made(open.appointment, 'registered', dayBefore(back(1), '13:09'), register(back(1), '10:25')),
];

const byReceipt = (list: readonly DemonstrationCase[]): DemonstrationCase[] =>
  [...list].sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime());

/** The request about the licence register sent again: merged into the first one, whose number `others` give. */
function mergedInto(others: readonly DemonstrationCase[], { back }: WorkingDays): DemonstrationCase {
  const first = others.findIndex(({ key }) => key === open.licence.key);
  const into = {
    number: caseNumbers(others, agency.timeZone)[first] ?? '',
    status: 'in_progress' as const,
    audience: 'external' as const,
    dueBy: answerTerm(back(6), terms, calendar).date,
  };
  return made(
    elsewhere.licenceAgain,
    'merged',
    dayBefore(back(3), '19:40'),
    register(back(3), '09:20'),
    step(back(3), '12:05', { type: 'merge', into, sameApplicant: true }),
  );
}

const minute = 60_000;

/**
 * Cases in every state, oldest first. Their moments hang on `now`: every step lies on a working
 * day before today, within the terms of the law, whatever holidays lie between.
 */
export function cases(now: Date): DemonstrationCase[] {
  const days = workingDaysBefore(now);
  const fresh = new Date(Math.floor((now.getTime() - 100 * minute) / minute) * minute);
  const others = byReceipt([
    ...closed(days),
    forwarded(days),
    deferred(days),
    ...underWay(days),
    made(open.heatSubstation, 'received', fresh),
  ]);
  return byReceipt([...others, mergedInto(others, days)]);
}
