import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isChannelAddress, isRouteAddress } from './address.ts';

const good = [
  'https://www.gosuslugi.ru',
  'HTTP://example.org:8080/a?b=c#d',
  'https://госуслуги.рф/раздел',
  'tel:+70000000000',
  'tel:8-000-000-00-00;ext=104',
  'tel:112',
  'mailto:info@example.org',
  'mailto:info@example.org?subject=a',
  '/housing/consultation',
  '/',
];
const bad = [
  '',
  'javascript:alert(1)',
  'JavaScript:alert(1)',
  'java\nscript:alert(1)',
  ' https://example.org',
  'data:text/html,x',
  'vbscript:x',
  'file:///etc/passwd',
  'ftp://example.org',
  '//example.org/x',
  '/\\example.org',
  '\\\\example.org',
  'https:/example.org',
  'https://',
  'https://name@example.org',
  'https://name:word@example.org',
  'https://exa mple.org',
  'tel:',
  'tel:()',
  'tel:звоните',
  'mailto:example.org',
  'mailto:a@b@c',
  'example.org',
  'housing/consultation',
  '#top',
  '?q=1',
];

for (const value of good) test(`a channel may lead to ${value}`, () => assert.equal(isChannelAddress(value), true));
for (const value of bad)
  test(`a channel may not lead to ${JSON.stringify(value)}`, () => assert.equal(isChannelAddress(value), false));

const ways = [
  'https://example.org/map?ll=48.03',
  '/housing/way',
  'geo:46.35,48.04',
  'geo:-46.3,180,12;u=35',
  'geo:46.35,48.04?z=17&q=46.35,48.04(A)',
];
const noWays = [
  'javascript:alert(1)',
  'tel:112',
  'mailto:a@example.org',
  '//example.org',
  'geo:',
  'geo:91,0',
  'geo:0,181',
  'geo:x,y',
  'geo:1,2<script>',
  'geo:1,2 3',
  'data:text/html,x',
  '',
];
for (const value of ways) test(`the way may be told by ${value}`, () => assert.equal(isRouteAddress(value), true));
for (const value of noWays)
  test(`the way may not be told by ${JSON.stringify(value)}`, () => assert.equal(isRouteAddress(value), false));
