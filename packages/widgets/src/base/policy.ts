/** The page's one door for text that becomes markup: what comes through it has been, or is being, sanitised. */
interface Policy {
  createHTML(text: string): string;
}

let policy: Policy | undefined;

/** Trusted Types policy `otklik` where the browser has them; elsewhere text as it is. */
export function otklikPolicy(): Policy {
  const types = (globalThis as { trustedTypes?: { createPolicy(name: string, rules: Policy): Policy } }).trustedTypes;
  const rules: Policy = { createHTML: (text) => text };
  return (policy ??= types?.createPolicy('otklik', rules) ?? rules);
}
