import { readFileSync } from 'node:fs';
import {
  fullerSnippet,
  policyText,
  snippet,
  type Snippet,
  type SnippetFiles,
  type SnippetOptions,
} from '@otklik/widgets/snippet.js';
import { words, type Words } from './messages.ts';
import { examples, shared, snippetOptions, widgets, type Choice, type Option } from './options.ts';
import { platformNames, platforms, type PlatformName } from './platforms.ts';

export const extents = ['short', 'full'] as const;
export type Extent = (typeof extents)[number];
export const widths = [360, 768, 1280];

/** A choice, and which code of it is shown. */
export interface Shown extends Choice {
  platform: PlatformName;
  extent: Extent;
}

/** What changes with the choice; the page's script takes it as JSON. */
export interface Result {
  steps: string;
  /** In the order in which they are pasted. */
  parts: string[];
  policy: string;
  check: string;
  /** Of the frames. */
  preview: string;
}

const escape = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
const trustedTypes = "require-trusted-types-for 'script'; trusted-types lit-html otklik 'allow-duplicates'";

/** Everything that the address of the page says, `lang-of-page` included. */
const queryOf = ({ widget, values, language, platform, extent }: Shown): string =>
  new URLSearchParams({ 'lang-of-page': language, widget, ...values, platform, extent }).toString();

const filesOf = ({ backend, folder }: SnippetOptions): string =>
  folder?.replace(/\/+$/, '') ?? `${backend.replace(/\/+$/, '')}/v1`;

/** @param pinned of the files that the fuller code names, where they are known */
export async function resultOf(shown: Shown, pinned?: SnippetFiles): Promise<Result> {
  const { widget, language, platform, extent, values } = shown;
  const spoken = words[values['lang'] === 'en' ? 'en' : values['lang'] === 'ru' ? 'ru' : language];
  const options = snippetOptions(shown, spoken.links[widget]);
  const made: Snippet =
    extent === 'full' ? await fullerSnippet({ ...options, ...(pinned && { pinned }) }) : snippet(options);
  return {
    steps: words[language].platforms[platform].steps,
    parts: platforms[platform](made),
    policy: policyText(made.policy),
    check: `<script type="module" src="${escape(filesOf(options))}/check.js"></script>`,
    preview: `/demo/configurator/preview.html?${queryOf(shown)}`,
  };
}

function field({ name, kind, words: choices }: Option, id: string, value: string, said: Words): string {
  const { label, hint } = said.options[name] ?? { label: name };
  const known = said.choices[name];
  const described = hint ? ` aria-describedby="${id}-hint"` : '';
  const options = choices.map((word) => {
    const selected = word === value ? ' selected' : '';
    return `<option value="${word}"${selected}>${escape(known?.[word] ?? word)}</option>`;
  });
  const numeric = kind === 'number' ? ' inputmode="numeric"' : '';
  const control =
    kind === 'choice'
      ? `<select id="${id}" name="${name}"><option value="">${said.asUsual}</option>${options.join('')}</select>`
      : `<input id="${id}" name="${name}" value="${escape(value)}" autocomplete="off" spellcheck="false"${described}${numeric}>`;
  const note = hint ? `<span class="hint" id="${id}-hint">${escape(hint)}</span>` : '';
  return `<p class="field"><label for="${id}">${escape(label)}</label>${note}${control}</p>`;
}

/** Own options of each widget, those of the chosen one shown; then what all take. */
function fields({ widget, values }: Choice, said: Words): string {
  const own = [...widgets].map(([name, options]) => {
    const other = name === widget ? '' : ' hidden disabled';
    const given = (option: string): string => (other ? examples[option] : values[option]) ?? '';
    const inside = options
      .filter((option) => !shared.has(option.name))
      .map((option) => field(option, `${name}-${option.name}`, given(option.name), said));
    return inside.length
      ? `<fieldset class="fields" data-of="${name}"${other} aria-label="${escape(said.widgets[name])}">\n${inside.join('\n')}\n</fieldset>`
      : '';
  });
  const all = (widgets.get(widget) ?? [])
    .filter(({ name }) => shared.has(name))
    .map((option) => field(option, option.name, values[option.name] ?? '', said));
  return `${own.join('')}<div class="fields">\n${all.join('\n')}\n</div>`;
}

const radios = (name: string, all: [value: string, label: string][], chosen: string): string =>
  all
    .map(
      ([value, label]) =>
        `<label class="pick"><input type="radio" name="${name}" value="${value}"${value === chosen ? ' checked' : ''}>${escape(label)}</label>`,
    )
    .join('\n');

const code = (id: string, text: string, label: string, said: Words): string =>
  `<div class="code"><pre id="${id}" tabindex="0" role="region" aria-label="${escape(label)}"><code>${escape(text)}</code></pre><button type="button" data-copy="${id}" hidden>${said.copy}</button></div>`;

/** The whole page, which works without its script too: the form asks for it anew. */
export function renderConfigurator(shown: Shown, result: Result): string {
  const { widget, language, platform, extent } = shown;
  const said = words[language];
  const other = new URLSearchParams(queryOf(shown));
  other.set('lang-of-page', language === 'en' ? 'ru' : 'en');
  const parts: Record<string, string> = {
    LANG: language,
    OTHER: escape(`?${other.toString()}`),
    OTHERLANG: language === 'en' ? 'ru' : 'en',
    WIDGETS: radios(
      'widget',
      [...widgets.keys()].map((name) => [name, said.widgets[name]]),
      widget,
    ),
    FIELDS: fields(shown, said),
    PLATFORMS: radios(
      'platform',
      platformNames.map((name) => [name, said.platforms[name].name]),
      platform,
    ),
    EXTENTS: radios(
      'extent',
      extents.map((name) => [name, said.extents[name]]),
      extent,
    ),
    STEPS: escape(result.steps),
    PARTS: result.parts.map((part, at) => code(`part-${at + 1}`, part, `${said.code} ${at + 1}`, said)).join('\n'),
    POLICY: code('policy', result.policy, said.policy, said),
    CHECK: code('check', result.check, said.check, said),
    FRAMES: widths
      .map(
        (width) =>
          `<h3>${escape(said.width(width))}</h3>\n<div class="frame" tabindex="0" role="region" aria-label="${escape(said.width(width))}"><iframe title="${escape(`${said.widgets[widget]}. ${said.width(width)}`)}" width="${width}" height="560" loading="lazy" src="${escape(result.preview)}"></iframe></div>`,
      )
      .join('\n'),
    ...Object.fromEntries(
      Object.entries(said).flatMap(([key, text]) => (typeof text === 'string' ? [[`said.${key}`, escape(text)]] : [])),
    ),
  };
  return filled('configurator', parts);
}

/** What was chosen for another back end, shown with what the demonstration has: names of theirs aren't known here. */
function ofDemonstration(values: Choice['values'], here: string): Choice['values'] {
  const { topic: _topic, item: _item, channel: _channel, ...others } = values;
  return { ...others, ...Object.fromEntries(Object.entries(examples).filter(([name]) => values[name])), backend: here };
}

/** What stands in each frame: a page with the tag and nothing else, always of the demonstration's own back end. */
export function renderPreview(shown: Shown, here: string): { html: string; policy: string } {
  const { widget, values, language } = shown;
  const { src: _, folder: __, href: ___, ...others } = values;
  const own = values['backend'] === here ? others : ofDemonstration(others, here);
  const { head, body } = snippet(snippetOptions({ ...shown, values: own }, words[language].links[widget]));
  const html = filled('preview', {
    LANG: language,
    THEME: values['theme'] ?? 'light',
    TITLE: escape(words[language].widgets[widget]),
    HEAD: head,
    BODY: body,
  });
  return {
    html,
    policy: `default-src 'none'; script-src ${here}; connect-src ${here}; img-src ${here}; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'; ${trustedTypes}`,
  };
}

/** A file of this folder with its placeholders filled; read anew each time, as the portal's are. */
function filled(name: string, parts: Record<string, string>): string {
  const template = readFileSync(new URL(`./${name}.html`, import.meta.url), 'utf8');
  return template.replace(/\{([\w.]+)\}/g, (all, key: string) => parts[key] ?? all);
}
