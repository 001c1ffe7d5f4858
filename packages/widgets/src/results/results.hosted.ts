import * as late from './results.late.ts';
import { OtklikResults, type ResultsInitial } from './results.ts';

OtklikResults.late = late;
OtklikResults.preset = (element: OtklikResults, initial: ResultsInitial) => {
  element.take(late);
  element.loaded.preset(initial);
  element.late?.preset(initial);
};
