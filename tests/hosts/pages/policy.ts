// A strict policy with Trusted Types: of the host's own needs nothing but its style sheet, of ours what the README states.
import { readFileSync } from 'node:fs';
import { script, type HostPage } from '../page.ts';
import { calmSheet, wholePage } from './content.ts';

const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');

/** The directives as they stand in the README. */
function stated(backend: string): string {
  const [, sources] = /```\n(script-src [^`]+)```/.exec(readme) ?? [];
  const [types] = /trusted-types lit-html[^`]*/.exec(readme) ?? [];
  if (!sources || !types) throw new Error('the README states no policy');
  return `${sources.trim().replace(/\s*\n\s*/g, ' ')} ${types}`.replaceAll('https://otklik.example.gov', backend);
}

export const policy: HostPage = {
  name: 'policy',
  // An icon that the policy allows: Firefox asks for one in any case.
  html: (backend) =>
    wholePage(
      `<link rel="icon" href="${backend}/favicon.ico"><link rel="stylesheet" href="/host.css">${script(backend)}`,
      backend,
    ),
  headers: (backend) => ({
    'Content-Security-Policy': `default-src 'none'; style-src 'self'; require-trusted-types-for 'script'; ${stated(backend)}`,
  }),
  files: (path) => (path === '/host.css' ? { body: calmSheet } : null),
};
