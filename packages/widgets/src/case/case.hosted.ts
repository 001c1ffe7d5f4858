import { isServer } from 'lit-html/is-server.js';
import * as late from './case.late.ts';
import { OtklikCase, type CaseInitial } from './case.ts';

/** What a receipt's code for telephones leads here with. A fragment is sent to no server. */
const carried = /^#otklik-code=([\w-]{12,20})$/;

/** The code that the address brought; taken out of it, and out of the browser's history, before anything else is done. */
function codeOfAddress(): string | undefined {
  const code = isServer ? undefined : carried.exec(location.hash)?.[1];
  if (code) history.replaceState(history.state, '', location.pathname + location.search);
  return code;
}

const brought = codeOfAddress();

OtklikCase.late = late;
OtklikCase.preset = (element: OtklikCase, initial: CaseInitial) => {
  element.take(late);
  element.typed = initial.typed;
  element.late?.preset(initial);
  // What the server rendered is taken over first.
  if (brought && !initial.found) void element.updateComplete.then(() => element.late?.open(brought));
};
