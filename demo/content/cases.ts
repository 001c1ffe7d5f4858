import type { CaseContent } from '@otklik/core/backend/content.js';
import type { LocalizedText } from '@otklik/core/contract/common.js';
import type { Answer, CaseStatus, ConsultationInput, Refusal } from '@otklik/core/contract/consultations.js';
import type { CaseAction } from '@otklik/core/domain/consultations/lifecycle.js';
import { addDays, type IsoDate } from '@otklik/core/domain/calendar.js';
import { deferralDays, momentAt, workingDaysBefore } from './cases/moments.ts';
import * as texts from './cases/texts.ts';
import { deputy, units } from './positions.ts';

/** A case of the demonstration, with what it shows. */
export interface DemonstrationCase extends CaseContent {
  status: CaseStatus;
  about: LocalizedText;
}

interface Story {
  key: string;
  about: LocalizedText;
  consultation: ConsultationInput;
}

/** A step on a working day, at an hour when the Service is at work on any of them. */
const step = (date: IsoDate, time: string, action: CaseAction) => ({ at: momentAt(date, time), action });
const capital = (text = ''): string => text.charAt(0).toUpperCase() + text.slice(1);
/** The unit stands as a sentence of its own. */
const start = ({ ru, en }: LocalizedText): CaseAction => ({
  type: 'start',
  unit: { ru: capital(ru), en: capital(en) },
});

type Unsigned<T> = Omit<T, 'signatory' | 'number' | 'date' | 'files'>;
const signed = (number: string, date: IsoDate) => ({
  signatory: deputy,
  number: `${number}/${date.slice(2, 4)}`,
  date,
  files: [],
});
const answer = (text: Unsigned<Answer>, number: string, date: IsoDate): CaseAction => ({
  type: 'answer',
  answer: { ...text, ...signed(number, date) },
});
const refuse = (text: Unsigned<Refusal>, number: string, date: IsoDate): CaseAction => ({
  type: 'refuse',
  refusal: { ...text, ...signed(number, date) },
});

const minute = 60_000;

/**
 * Cases in every state, oldest first. Their moments hang on `now`: every step lies on a working
 * day before today, within the terms of the law, whatever holidays lie between.
 */
export function cases(now: Date): DemonstrationCase[] {
  const days = workingDaysBefore(now);
  const deferral = deferralDays(days);
  const fresh = new Date(Math.floor((now.getTime() - 100 * minute) / minute) * minute);
  const made = (
    story: Story,
    status: CaseStatus,
    receivedAt: Date,
    ...steps: CaseContent['steps']
  ): DemonstrationCase => ({
    ...story,
    status,
    receivedAt,
    steps,
  });
  /** Sent on the calendar day before registration, whatever day that is: forms take in at any hour. */
  const dayBefore = (registered: IsoDate, time = '20:41'): Date => momentAt(addDays(registered, -1), time);

  const list: DemonstrationCase[] = [
    made(
      texts.repairSchedule,
      'answered',
      dayBefore(days.back(15), '11:20'),
      step(days.back(15), '10:05', { type: 'register' }),
      step(days.back(14), '09:30', start(units.repairs)),
      step(days.back(6), '15:10', answer(texts.repairScheduleAnswer, 'И-О-412', days.back(6))),
    ),
    made(
      texts.heatingEnglish,
      'answered',
      dayBefore(days.back(12), '19:15'),
      step(days.back(12), '09:40', { type: 'register' }),
      step(days.back(11), '10:20', start(units.charges)),
      step(days.back(5), '11:50', answer(texts.heatingEnglishAnswer, 'И-О-418', days.back(5))),
    ),
    made(
      texts.minutes,
      'refused',
      dayBefore(days.back(17)),
      step(days.back(17), '09:15', { type: 'register' }),
      step(days.back(16), '11:00', start(units.supervision)),
      step(days.back(9), '14:25', refuse(texts.minutesRefusal, 'И-О-405', days.back(9))),
    ),
    made(
      texts.legalOpinion,
      'refused',
      dayBefore(days.back(11), '16:32'),
      step(days.back(11), '10:50', { type: 'register' }),
      step(days.back(10), '09:10', start(units.legal)),
      step(days.back(7), '12:20', refuse(texts.legalOpinionRefusal, 'И-О-409', days.back(7))),
    ),
    made(
      texts.leave,
      'answered',
      momentAt(days.back(8), '09:20'),
      step(days.back(8), '11:05', { type: 'register' }),
      step(days.back(7), '09:00', start(units.personnel)),
      step(days.back(6), '10:30', answer(texts.leaveAnswer, 'ВН-77', days.back(6))),
    ),
    made(
      texts.repairSum,
      'deferred',
      dayBefore(deferral.registered, '18:05'),
      step(deferral.registered, '09:50', { type: 'register' }),
      step(deferral.started, '10:15', start(units.repairs)),
      step(deferral.deferred, '14:40', {
        type: 'defer',
        days: 15,
        reason: texts.repairSumDeferral,
        decidedBy: texts.repairsHead,
      }),
    ),
    made(
      texts.licence,
      'in_progress',
      dayBefore(days.back(6), '12:48'),
      step(days.back(6), '14:00', { type: 'register' }),
      step(days.back(5), '09:20', start(units.licensing)),
    ),
    made(
      texts.gasCheck,
      'in_progress',
      dayBefore(days.back(4), '08:02'),
      step(days.back(4), '10:10', { type: 'register' }),
      step(days.back(3), '11:40', start(units.supervision)),
    ),
    made(
      texts.inspectionPlan,
      'registered',
      dayBefore(days.back(2), '17:27'),
      step(days.back(2), '09:35', { type: 'register' }),
    ),
    made(
      texts.appointment,
      'registered',
      dayBefore(days.back(1), '13:09'),
      step(days.back(1), '10:25', { type: 'register' }),
    ),
    made(texts.heatSubstation, 'received', fresh),
  ];
  return list.sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime());
}
