// The widgets as files that a page of any site can take: /v1/otklik.js (all of them), /v1/feed.js …
// (one each) and what these load later, with compressed siblings and integrity hashes.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build, parseAst } from 'vite';
import { visit } from './edits.mjs';
import { entryConfig, isExpected } from './entry.mjs';
import { filesIn } from './files.mjs';
import { linked } from './linked.mjs';
import { litQuiet } from './lit-quiet.mjs';
import { shortNames } from './short-names.mjs';

export const widgetNames = ['feed', 'channels', 'consultation', 'case', 'survey', 'results'];

/** @param {string} source folder of the widgets @returns {Record<string, string>} */
function entriesOf(source) {
  const all = [
    ['otklik', join(source, 'otklik.ts')],
    ['hosted', join(source, 'hosted.ts')],
    ['check', join(source, 'check/check.ts')],
    ...widgetNames.map((name) => [name, join(source, name, `${name}.define.ts`)]),
    ...widgetNames.map((name) => [`hosted-${name}`, join(source, name, `${name}.take-over.ts`)]),
  ];
  return Object.fromEntries(all.filter(([, file]) => existsSync(file ?? '')));
}

/** What no embedded widget may bring along before it is needed: schemas, sealing, hydration, sanitiser, QR codes. */
const late = /\/node_modules\/(valibot|@valibot|@hpke|@lit-labs\/ssr-client|dompurify|uqr)\//;

/**
 * One entry on its own, so that what it needs at once is one file: entries built together would
 * share chunks, and every shared chunk is a further round trip before anything shows.
 * @param {string} name @param {string} entry @param {string} outDir @param {string} root
 * @param {import('vite').Plugin} short shortens names
 */
async function buildEntry(name, entry, outDir, root, short) {
  const config = entryConfig(name, entry, root);
  const hosted = name.startsWith('hosted-');
  const built = await build({
    ...config,
    // What a server renders has long names, so the scripts of its pages have; and of names the self-check reads a list.
    plugins: [config.plugins, litQuiet(), !hosted && name !== 'check' && short],
    build: {
      ...config.build,
      write: false,
      sourcemap: false,
      rolldownOptions: {
        ...config.build?.rolldownOptions,
        // What is loaded later takes Lit and the rest from the entry itself: one copy, no third file.
        preserveEntrySignatures: 'allow-extension',
        onLog: (level, log, handle) => {
          // A hosted page brings at once what an embedded widget brings late.
          if (hosted && log.code === 'INEFFECTIVE_DYNAMIC_IMPORT') return;
          if (!isExpected(log)) handle(level, log);
        },
        output: {
          ...config.build?.rolldownOptions?.output,
          comments: false,
          codeSplitting: {
            groups: [
              { name, tags: ['$initial'] },
              // A page in English needs those of all its widgets: one file, one round trip.
              { name: 'english', test: /\.messages\.en\.ts$/ },
            ],
          },
        },
      },
    },
  });
  const chunks = [built].flat().flatMap((result) => ('output' in result ? result.output : []));
  /** @type {Set<string>} */
  const modules = new Set();
  for (const chunk of chunks) {
    if (chunk.type !== 'chunk') continue;
    const early = chunk.isEntry && !hosted && Object.keys(chunk.modules).find((module) => late.test(module));
    if (early)
      throw new Error(`${relative(root, early)} is on the first screen of ${name}.js; import it when it is needed`);
    // A hosted page reads before any script runs, so there a further file costs no waiting.
    if (chunk.isEntry && !hosted && chunk.imports.length)
      throw new Error(`${name}.js is more than one file: ${chunk.imports.join(' ')}`);
    visit(parseAst(chunk.code), (node) => {
      // No browser runs these; a bundler that doesn't lower them passes them on without a word.
      if (node.decorators?.length) throw new Error(`${chunk.fileName} holds a raw decorator`);
    });
    for (const module of Object.keys(chunk.modules)) {
      // Twice the same module would be two Lits on a page, and two policies of one name.
      if (modules.has(module)) throw new Error(`${relative(root, module)} stands twice in what ${name}.js loads`);
      modules.add(module);
    }
  }
  const files = linked(chunks.filter((chunk) => chunk.type === 'chunk'));
  for (const { fileName, code } of files) {
    await mkdir(join(outDir, dirname(fileName)), { recursive: true });
    await writeFile(join(outDir, fileName), code);
  }
  const later = files.map(({ fileName }) => fileName).filter((file) => file !== `${name}.js`);
  return { modules, later: later.sort() };
}

/** Licences of what the files contain, as those licences ask. @param {Set<string>} modules */
function licences(modules) {
  const folders = new Set(
    [...modules].map((module) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(module)?.[0] ?? ''),
  );
  folders.delete('');
  return [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
    return `${name} ${version}: ${license}\n\n${file ? readFileSync(join(folder, file), 'utf8').trim() : ''}\n`;
  });
}

/**
 * Brotli and gzip siblings, as small as they get: they are made once and sent for years.
 * @param {string} file @param {boolean} first whether a first screen waits for it
 */
async function compress(file, first) {
  const bytes = await readFile(file);
  // Which number of distances gets codes of its own (RFC 7932, section 4) does best, only trying tells.
  const codes = first ? [...Array(16).keys()] : [0];
  const brotli = codes.map((direct) => {
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      [constants.BROTLI_PARAM_NDIRECT]: direct,
    };
    return promisify(brotliCompress)(bytes, { params });
  });
  const [smallest] = (await Promise.all(brotli)).sort((a, b) => a.length - b.length);
  await writeFile(`${file}.br`, smallest ?? '');
  await writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }));
}

/** @param {Buffer} bytes Subresource Integrity metadata, https://www.w3.org/TR/sri-2/ */
const integrity = (bytes) => `sha384-${createHash('sha384').update(bytes).digest('base64')}`;

/**
 * @param {{ root: string, source: string, target: string, versioned: string }} folders the checkout; where the widgets'
 *   sources are; the folder that is served as /v1,
 *   and the one that is served under the version
 */
export async function buildWidgets({ root, source, target, versioned }) {
  const draft = `${target}.${process.pid}`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  try {
    /** @type {Set<string>} */
    const modules = new Set();
    /** @type {Record<string, string[]>} what each file may load later */
    const later = {};
    const short = shortNames(source);
    for (const [name, entry] of Object.entries(entriesOf(source))) {
      const built = await buildEntry(name, entry, draft, root, short);
      for (const module of built.modules) modules.add(module);
      if (widgetNames.includes(name) || name === 'otklik') later[`${name}.js`] = built.later;
    }
    writeFileSync(join(draft, 'later.json'), `${JSON.stringify(later, null, 2)}\n`);
    writeFileSync(join(draft, 'licences.txt'), licences(modules).join(`\n${'-'.repeat(72)}\n\n`));
    const files = filesIn(draft);
    const hashes = Object.fromEntries(files.map((file) => [file, integrity(readFileSync(join(draft, file)))]));
    writeFileSync(join(draft, 'integrity.json'), `${JSON.stringify(hashes, null, 2)}\n`);
    const scripts = files.filter((file) => file.endsWith('.js'));
    await Promise.all(scripts.map((file) => compress(join(draft, file), /^[a-z]+\.js$/.test(file))));
    for (const place of [target, versioned]) await rm(place, { recursive: true, force: true });
    await cp(draft, versioned, { recursive: true });
    await rename(draft, target);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
