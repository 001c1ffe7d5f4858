import * as late from './consultation.late.ts';
import { OtklikConsultation, type ConsultationInitial } from './consultation.ts';

OtklikConsultation.late = late;
OtklikConsultation.preset = (element: OtklikConsultation, initial: ConsultationInitial) => {
  const { agency, topics, values, idempotencyKey } = initial;
  element.take(late);
  element.topics.preset(topics);
  element.about.preset(agency);
  element.values = { ...values, idempotencyKey };
  element.late?.preset(initial);
};
