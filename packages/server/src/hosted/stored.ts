import { readFileSync } from 'node:fs';
import type { Language, LocalizedText } from '@otklik/core/contract/common.js';
import { apiRoot } from '@otklik/core/contract/endpoints.js';
import type { Manifest } from '@otklik/core/contract/surveys.js';
import { sealedBytes } from '@otklik/core/domain/surveys/ballot.js';
import { manifestHash } from '@otklik/core/domain/surveys/canonical.js';
import type { Db } from '../database/open.ts';
import { storedTables } from '../surveys/stored/columns.ts';
import { readStoredSchema, type StoredColumn } from '../surveys/stored/schema.ts';
import { escapeHtml } from './escape.ts';
import { inlineStyle } from './inline-style.ts';
import { addressLinks } from './addresses.ts';
import { pagePolicy, renderPage } from './page.ts';
import type { PageContext, Rendered } from './shown.ts';
import { storedWords } from './stored.words.ts';

const style = inlineStyle(readFileSync(new URL('stored.css', import.meta.url), 'utf8'));

type Words = ReturnType<typeof storedWords>;

const inLanguage = (text: LocalizedText, language: Language): string => escapeHtml(text[language] ?? text.ru);
const filled = (text: string, values: Record<string, string | number>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));

const list = (items: readonly string[]): string => `<ul>${items.map((item) => `<li>${item}</li>`).join('\n')}</ul>`;
const part = (title: string, content: string): string => `<h3>${title}</h3>\n${content}\n`;

function tableOf(name: string, columns: readonly StoredColumn[], language: Language, say: Words): string {
  const table = storedTables[name];
  const rows = columns.map(
    (column) =>
      `<tr><th scope="row"><code>${escapeHtml(column.name)}</code></th><td>${table?.columns[column.name]?.[language] ?? say.unknown}</td><td class="type"><code>${escapeHtml(column.type)}</code></td></tr>`,
  );
  const id = `table-${name}`;
  return `<h4 id="${id}">${table?.title[language] ?? name} <code>${name}</code></h4>
<p>${table?.about[language] ?? ''}</p>
<table class="schema" aria-labelledby="${id}"><thead><tr><th scope="col">${say.column}</th><th scope="col">${say.holds}</th><th scope="col" class="type">${say.type}</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table>`;
}

function schemaOf(schema: readonly StoredColumn[], language: Language, say: Words): string {
  const names = [...new Set(schema.map(({ table }) => table))];
  return names
    .map((name) =>
      tableOf(
        name,
        schema.filter(({ table }) => table === name),
        language,
        say,
      ),
    )
    .join('\n');
}

function crossTabs({ crossTabs: tabs, questions }: Manifest, language: Language, say: Words): string {
  const title = (id: string): string => {
    const question = questions.find((one) => one.id === id);
    return question ? inLanguage(question.title, language) : escapeHtml(id);
  };
  return tabs.map(({ rows, columns }) => `${title(rows)} × ${title(columns)}`).join('; ') || say.none;
}

function manifestFacts(manifest: Manifest, hash: string, language: Language, say: Words): string {
  const { thresholds, release, closesOn } = manifest;
  const facts: [string, string | number][] = [
    [say.version, manifest.version],
    [say.hash, `<code>${hash}</code>`],
    [say.questions, manifest.questions.length],
    [say.bytes, sealedBytes(manifest)],
    [say.release, filled(say.releaseOf, release)],
    [say.closes, closesOn === null ? say.open : `<time>${escapeHtml(closesOn)}</time>`],
    [say.crossTabs, crossTabs(manifest, language, say)],
    [say.answers, thresholds.answers],
    [say.subgroup, thresholds.subgroup],
    [say.cell, thresholds.cell - 1],
    [say.width, thresholds.width],
    [say.majority, `${thresholds.majority}%`],
  ];
  const rows = facts.map(([name, value]) => `<tr><th scope="row">${name}</th><td>${value}</td></tr>`);
  return `<table class="facts"><tbody>${rows.join('\n')}</tbody></table>`;
}

function checks({ agency, language }: PageContext, { survey }: Manifest, say: Words): string {
  const files = `${apiRoot}/agencies/${agency}/surveys/${survey}`;
  const query = language === 'en' ? '?lang=en' : '';
  return list([
    ...say.checkList,
    `<a href="${files}/manifest">${say.manifestFile}</a>`,
    `<a href="${files}/releases">${say.releasesFile}</a>`,
    `<a href="/${agency}/survey/${survey}${query}">${say.survey}</a>`,
  ]);
}

/**
 * What is stored of a survey, what isn't, and against whom that holds (anonymity.md): for everybody, made
 * of what the database has for columns now, and of the manifest. Text alone: it needs no script.
 */
export async function storedPage(context: PageContext, db: Db, id: string): Promise<Rendered> {
  const { backend, agency, language } = context;
  const [about, manifest, schema] = await Promise.all([
    backend.readAgency(agency),
    backend.readManifest(agency, id),
    readStoredSchema(db),
  ]);
  const say = storedWords(language);
  const title = inLanguage(manifest.title, language);
  const hash = await manifestHash(manifest);
  const main = `<article class="stored">
<h2>${say.title}</h2>
<p>${filled(say.of, { title })}</p>
<p>${say.intro}</p>
${part(say.promise, `<p class="promise">${say.promiseText}</p>`)}${part(say.how, list(say.howList))}${part(say.not, list(say.notList))}${part(say.visible, list(say.visibleList))}${part(say.against, list(say.againstList))}${part(say.notAgainst, list(say.notAgainstList))}${part(say.manifest, `<p>${say.manifestIs}</p>\n${manifestFacts(manifest, hash, language, say)}`)}${part(say.check, checks(context, manifest, say))}${part(say.stored, `<p>${say.storedAll}</p>\n${schemaOf(schema, language, say)}`)}</article>`;
  const head = addressLinks(context);
  const html = renderPage({ title: say.title, language, agency: about, style: style.element, head, main });
  return { status: 200, html, policy: pagePolicy(style.hash) };
}
