// Libraries of long ago that live in a page with us, and scripts of others that take their time.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { script, type HostPage } from '../page.ts';
import { rendered } from '../using.ts';
import { calmSheet, wholePage } from './content.ts';

const require = createRequire(import.meta.url);
/** Of Debian's libjs-prototype: no npm package has it for browsers. */
const prototypeFile = '/usr/share/javascript/prototype/prototype.js';

const text = (body: string): { body: string } => ({ body });
const withScripts = (before: string, after: string) => (backend: string) =>
  wholePage(`<style>${calmSheet}</style>${before}${script(backend)}`, backend, { after });

/** Moves the page about as plugins of then did, and has handlers everywhere. */
const jqueryActs = `
jQuery.noConflict();
jQuery(function ($) {
  $('.section').wrapInner('<div class="inner"></div>');
  $('a').attr('title', 'ссылка');
  $(document).on('click submit change keydown', 'a, form, input', function () { window.clicks = (window.clicks || 0) + 1; });
  $('body').delegate('*', 'mouseover', function () { $(this).addClass('over').removeClass('over'); });
  $('form').each(function () { $(this).serializeArray(); });
  $('select').change(); $('input').triggerHandler('focus');
});`;

export const jquery: HostPage = {
  name: 'jquery',
  html: withScripts('<script src="/jquery.js"></script>', '<script src="/acts.js"></script>'),
  files: (path) =>
    path === '/jquery.js'
      ? text(readFileSync(require.resolve('jquery/dist/jquery.js'), 'utf8'))
      : path === '/acts.js'
        ? text(jqueryActs)
        : null,
};

/**
 * What libraries before ES5 put into globals, beside the real Prototype: up to 1.6 it gave arrays and
 * texts a toJSON of its own, by which every list leaves as a text, a `reduce` that takes no function, up
 * to 1.7.2 `entries` without places; others made `bind`, and lists that are walked with for…in.
 */
const patches = `
Array.prototype.toJSON = function () { return '[' + this.map(function (one) { return JSON.stringify(one); }).join(', ') + ']'; };
Array.prototype.reduce = function () { return this.length > 1 ? this : this[0]; };
Array.prototype.entries = function () { return this.slice(); };
String.prototype.toJSON = function () { return '"' + this + '"'; };
Object.extend = function (to, from) { for (var name in from) to[name] = from[name]; return to; };
Array.prototype.remove = function (one) { var at = this.indexOf(one); if (at >= 0) this.splice(at, 1); return this; };
Array.prototype.contains = Array.prototype.include || function (one) { return this.indexOf(one) >= 0; };
Function.prototype.bind = function (to) { var act = this, given = [].slice.call(arguments, 1); return function () { return act.apply(to, given.concat([].slice.call(arguments))); }; };
Element.prototype.remove = function () { this.parentNode.removeChild(this); return this; };
window.Node.prototype.contains = function (one) { for (; one; one = one.parentNode) if (one === this) return true; return false; };
document.getElementsByClassName = function (name) { return Array.prototype.slice.call(document.querySelectorAll('.' + name)); };
$$('.section').invoke('addClassName', 'seen');
$('main').observe('click', function (event) { window.clicks = (window.clicks || 0) + 1; });`;

export const prototype: HostPage = {
  name: 'prototype',
  html: withScripts('<script src="/prototype.js"></script>', '<script src="/patches.js"></script>'),
  files: (path) => {
    if (path === '/patches.js') return text(patches);
    if (path !== '/prototype.js') return null;
    if (!existsSync(prototypeFile)) throw new Error('install libjs-prototype');
    return text(readFileSync(prototypeFile, 'utf8'));
  },
};

/** Let go by the test once it has looked. */
let release = (): void => undefined;

/** Another's script in the page's head and at its end, which don't come: ours, asked for as `async`, waits for neither. */
export const slow: HostPage = {
  name: 'slow',
  html: (backend) =>
    wholePage(`<style>${calmSheet}</style>${script(backend).replace('type', 'async type')}`, backend, {
      after: '<script src="/slow.js"></script>',
    }).replace(script(backend), ''),
  files: async (path) => {
    if (path !== '/slow.js') return null;
    await new Promise<void>((done) => (release = done));
    return text('window.slow = true;');
  },
  opened: 'early',
  before: async ({ checks, engine, frame }) => {
    await rendered(frame);
    const state = await frame.evaluate(() => document.readyState);
    checks.equal(`${engine}: widgets are there while another’s script is not`, state, 'loading');
    release();
    while (!(await frame.evaluate(() => 'slow' in window))) await new Promise((done) => setTimeout(done, 50));
  },
  compared: false,
};
