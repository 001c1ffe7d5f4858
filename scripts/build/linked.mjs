// How the files of one entry name each other, as short as it gets: what is loaded later bears a digit or
// letter in a folder that is named by the hash of all, and what it takes from the entry goes by the
// name that this has there. A hash in each name and a second name for each export cost otklik.js 0.13 kB.
import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { parseAst } from 'vite';
import { edited, visit } from './edits.mjs';

/** @typedef {{ fileName: string, code: string, isEntry: boolean, imports: string[] }} File */

/** Stands for the folder's name until all is known that this is the hash of. */
const unknown = '\uE000';

/** What the entry's exports are called inside. @param {string} code @returns {Map<string, string>} */
function exportsOf(code) {
  const names = new Map();
  visit(parseAst(code), ({ type, source, specifiers }) => {
    if (type !== 'ExportNamedDeclaration' || source) return;
    for (const { local, exported } of specifiers ?? []) names.set(exported?.name, local?.name);
  });
  return names;
}

/**
 * What each file needs at once, and what that needs: a browser that is told of all asks for all together, and
 * not for one after the other as it reads on.
 * @param {readonly File[]} files @returns {Map<string, Set<string>>}
 */
function needs(files) {
  const direct = new Map(files.map(({ fileName, imports }) => [fileName, imports.filter((name) => name !== fileName)]));
  /** @param {string} name @param {Set<string>} found */
  const follow = (name, found) => {
    for (const one of direct.get(name) ?? []) if (!found.has(one)) follow(one, found.add(one));
    return found;
  };
  return new Map(files.map(({ fileName }) => [fileName, follow(fileName, new Set())]));
}

/**
 * @param {readonly File[]} files one entry, and the chunks that it loads later
 * @returns {{ fileName: string, code: string }[]} the same, in the same order
 */
export function linked(files) {
  const entry = files.find(({ isEntry }) => isEntry);
  if (!entry) throw new Error('no entry among the files');
  const own = exportsOf(entry.code);
  const needed = needs(files);
  const later = files.map(({ fileName }) => fileName).filter((name) => name !== entry.fileName);
  const named = new Map(later.sort().map((name, at) => [name, `chunks/${unknown}/${at.toString(36)}.js`]));
  /** @param {string} name */
  const nameOf = (name) => named.get(name) ?? name;

  /** @param {File} file */
  function relinked({ fileName, code, imports }) {
    const place = posix.dirname(nameOf(fileName));
    /** @param {string} target */
    const pathTo = (target) => JSON.stringify(posix.relative(place, nameOf(target)).replace(/^(?!\.)/, './'));
    /** @type {import('./edits.mjs').Edit[]} */
    const edits = [];
    visit(parseAst(code), ({ type, source, specifiers }) => {
      if (type === 'ExportNamedDeclaration' && !source && fileName === entry?.fileName) {
        // In their order they compress better.
        const names = [...own.values()].sort();
        specifiers?.forEach(({ start, end }, at) => edits.push({ start, end, text: names[at] ?? '' }));
      }
      if (typeof source?.value !== 'string' || !source.value.startsWith('.')) return;
      const target = posix.join(posix.dirname(fileName), source.value);
      edits.push({ ...source, text: pathTo(target) });
      if (target !== entry?.fileName) return;
      for (const { start, end, imported, local } of specifiers ?? []) {
        const [name, here] = [own.get(imported?.name ?? ''), local?.name];
        if (!name || !here) throw new Error(`${fileName} takes from ${target} what can't be named again`);
        edits.push({ start, end, text: name === here ? name : `${name} as ${here}` });
      }
    });
    // The entry is there already.
    const further = [...(needed.get(fileName) ?? [])].filter(
      (one) => one !== entry?.fileName && !imports.includes(one),
    );
    const ahead = further.map((one) => `import${pathTo(one)};`).join('');
    return { fileName: nameOf(fileName), code: ahead + edited(code, edits) };
  }

  const all = files.map(relinked);
  const hash = createHash('sha256');
  for (const { code } of all) hash.update(`${code}\n`);
  const folder = hash.digest('base64url').slice(0, 6);
  return all.map(({ fileName, code }) => ({
    fileName: fileName.replace(unknown, folder),
    code: code.replaceAll(unknown, folder),
  }));
}
