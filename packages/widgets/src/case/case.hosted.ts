import * as late from './case.late.ts';
import { OtklikCase, type CaseInitial } from './case.ts';

OtklikCase.late = late;
OtklikCase.preset = (element: OtklikCase, initial: CaseInitial) => {
  element.take(late);
  element.typed = initial.typed;
  element.late?.preset(initial);
};
