/* What is found out about the address of a back end or a file, for the console's lines and the self-check alike. */

/** Whether it is whole, or a path of the page's own site. */
export const isWebAddress = (text: string): boolean => /^(https?:\/)?\//i.test(text);

/** Word processors, and some editors of sites, make these of straight quotes; they become part of the value. */
export const inCurlyQuotes = (value: string): boolean => /^[“”„«»″]/.test(value);

/** An address that no page on https loads; of the device itself it may. */
export const isMixed = (address: string): boolean =>
  location.protocol === 'https:' && /^http:\/\/(?!([^/]*\.)?localhost(?![^:/])|127\.)/i.test(address);

/** What the page's own policy stops while `act` runs: directives. */
export async function stopped(act: () => Promise<unknown>): Promise<Set<string>> {
  const directives = new Set<string>();
  const note = ({ effectiveDirective }: SecurityPolicyViolationEvent): void =>
    void directives.add(effectiveDirective.replace(/-elem$/, ''));
  document.addEventListener('securitypolicyviolation', note);
  await act();
  // Violations are told in a task of their own.
  await new Promise((done) => setTimeout(done, 50));
  document.removeEventListener('securitypolicyviolation', note);
  return directives;
}

/**
 * What an address answers this page with, or why nothing can be had: `csp`, the page's own policy; `unreachable`,
 * nobody answers; `cors`, somebody does, but not this page.
 */
export async function reached(address: string, method = 'GET'): Promise<Response | 'csp' | 'unreachable' | 'cors'> {
  const ask = (mode: RequestMode): Promise<Response | null> =>
    fetch(address, { method, mode, credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' }).catch(
      () => null,
    );
  let response: Response | null = null;
  const directives = await stopped(async () => (response = await ask('cors')));
  if (directives.has('connect-src')) return 'csp';
  // In turns: on a line that comes and goes one fails as well, but not the same one each time.
  for (let turn = 0; turn < 3 && !response; turn++) {
    if (!(await ask('no-cors'))) return 'unreachable';
    response = await ask('cors');
  }
  return response ?? 'cors';
}
