import { start } from '../start.ts';
import { testContent, testManifest } from './content.ts';
import { quickBallots, quickFiling } from './quick-filing.ts';

/** What the tests' own server starts with. */
export const serverContent = testContent({ surveys: [testManifest('access')] });

// Run by itself, this file is a server with one agency: what tests start, kill and start again.
if (import.meta.main)
  await start({
    content: [serverContent],
    filing: quickFiling,
    ballots: quickBallots,
    pages: [{ title: 'Portal', path: '/' }],
  });
