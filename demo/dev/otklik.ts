import { startMock } from './msw.ts';

/* Stands in for /v1/otklik.js: the back end first, so that no widget asks before there is one. */
await startMock();
await import('@otklik/widgets/otklik.js');
