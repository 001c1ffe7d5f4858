import { after, afterEach, before, describe } from 'node:test';
import { portalSuite } from './portal.suite.ts';
import { consultationSuite } from './consultation.suite.ts';
import { embeddingSuite } from './embedding.suite.ts';
import { feedSuite } from './feed.suite.ts';
import { hostedSuite } from './hosted.suite.ts';
import { surveySuite } from './survey.suite.ts';
import { openWorld, type World } from './world.ts';

// One server and one browser for all: starting them is most of the time.
let opened: World | undefined;
const world = (): World => {
  if (!opened) throw new Error('not started');
  return opened;
};

before(async () => {
  opened = await openWorld();
});
afterEach(() => opened?.closePages());
after(() => opened?.close());

describe('portal', () => portalSuite(world));
describe('feed', () => feedSuite(world));
describe('consultation', () => consultationSuite(world));
describe('hosted pages', () => hostedSuite(world));
describe('surveys', () => surveySuite(world));
describe('embedding', () => embeddingSuite(world));
