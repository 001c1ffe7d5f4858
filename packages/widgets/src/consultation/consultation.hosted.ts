import * as late from './consultation.late.ts';
import { OtklikConsultation, type ConsultationInitial } from './consultation.ts';

OtklikConsultation.late = late;
OtklikConsultation.preset = (element: OtklikConsultation, initial: ConsultationInitial) => {
  const { agency, topics, values, idempotencyKey } = initial;
  element.take(late);
  element.about.preset({ agency, topics });
  element.values = { ...values, idempotencyKey };
  element.late?.preset(initial);
};
