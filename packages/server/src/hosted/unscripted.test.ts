import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unscripted } from './unscripted.ts';

const radio = (name: string, value: string, more = ''): string =>
  `<label><!--lit-node 0--><input type="radio" name="${name}" value="${value}" ${more}></label>`;
const group = (content: string): string => `<fieldset class="field q">${content}</fieldset>`;
/** Radios of a group in their order, as name, value and whether they are chosen. */
const radiosOf = (markup: string): string[] =>
  [...markup.matchAll(/<input[^>]* name="([^"]*)" value="([^"]*)"([^>]*)>/g)].map(
    ([, name, value, more]) => `${name}=${value}${/ checked/.test(more ?? '') ? '!' : ''}`,
  );

test('of a question that is passed over no answer is chosen, which has no value', () => {
  const shown = unscripted(group(radio('q.ease', '1') + radio('q.ease', '2')), 'ru');
  assert.deepEqual(radiosOf(shown), ['q.ease=1', 'q.ease=2', 'q.ease=!']);
  assert.match(shown, /<noscript><label[^>]*>.*Без ответа<\/span><\/label><\/noscript><\/fieldset>$/);
});

test('what was answered stays chosen, and can be taken back', () => {
  const shown = unscripted(group(radio('q.ease', '1') + radio('q.ease', '2', 'checked=""')), 'en');
  assert.deepEqual(radiosOf(shown), ['q.ease=1', 'q.ease=2!', 'q.ease=']);
  assert.match(shown, /No answer/);
});

test('each row of a table has its own', () => {
  const row = (name: string, more = ''): string =>
    `<tr><th><span id="${name}"><!--lit-part-->Row<!--/lit-part--></span></th><td>${radio(name, 'good', more)}</td></tr>`;
  const shown = unscripted(
    group(`<table>${row('q.parts.speed')}${row('q.parts.manners', 'checked=""')}</table>`),
    'ru',
  );
  assert.deepEqual(radiosOf(shown), [
    'q.parts.speed=!',
    'q.parts.speed=good',
    'q.parts.manners=',
    'q.parts.manners=good!',
  ]);
});

test('a time that must be chosen isn’t chosen by itself; what starts with a choice, and checkboxes, stay as they are', () => {
  const day = `<div class="day">${radio('slot.visit', 'a')}</div>`;
  assert.deepEqual(radiosOf(unscripted(group(day + day), 'ru')), ['slot.visit=!', 'slot.visit=a', 'slot.visit=a']);
  for (const markup of [
    group(radio('need', 'information', 'checked=""') + radio('need', 'visit')),
    group('<input type="checkbox" name="q.topics" value="roof">'),
  ])
    assert.equal(unscripted(markup, 'ru'), markup);
});

test('buttons that send no form say once in a row that they need a script', () => {
  const button = '<!--lit-node 1--><button class="btn" type="button">x</button>';
  const shown = unscripted(`<p>${button}${button}</p><p>${button}<button>send</button></p>`, 'en');
  assert.deepEqual(shown.match(/needs JavaScript|<button[^>]*>/g), [
    'needs JavaScript',
    '<button class="btn" type="button">',
    '<button class="btn" type="button">',
    'needs JavaScript',
    '<button class="btn" type="button">',
    '<button>',
  ]);
});

test('nothing comes between an element and the comment by which Lit finds it', () => {
  const marked = (element: string): string => `<p>x</p><!--lit-part--><!--lit-node 3-->${element}`;
  const day = marked(`<div class="day">${radio('slot.visit', 'a')}</div>`);
  const shown = unscripted(marked('<button type="button">x</button>') + group(day), 'ru');
  assert.equal(shown.match(/<noscript>/g)?.length, 2);
  assert.doesNotMatch(shown, /<!--lit-node \d+--><noscript>/);
});
