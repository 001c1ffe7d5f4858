import { describe } from 'node:test';
import { caseSuite } from './case.suite.ts';
import { plainSuite } from './plain.suite.ts';
import { portalSuite } from './portal.suite.ts';
import { consultationSuite } from './consultation.suite.ts';
import { embeddingSuite } from './embedding.suite.ts';
import { feedSuite } from './feed.suite.ts';
import { filesSuite } from './files.suite.ts';
import { hostedSuite } from './hosted.suite.ts';
import { surveySuite } from './survey.suite.ts';
import { surveyPlainSuite } from './survey-plain.suite.ts';
import { sharedWorld } from './world.ts';

const world = sharedWorld();

describe('portal', () => portalSuite(world));
describe('feed', () => feedSuite(world));
describe('consultation', () => consultationSuite(world));
describe('case', () => caseSuite(world));
describe('files', () => filesSuite(world));
describe('hosted pages', () => hostedSuite(world));
describe('asking without JavaScript', () => plainSuite(world));
describe('surveys', () => surveySuite(world));
describe('surveys without JavaScript', () => surveyPlainSuite(world));
describe('embedding', () => embeddingSuite(world));
