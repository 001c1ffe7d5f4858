// Changing a module by what its syntax tree says.

/**
 * @typedef {{ type: string, start: number, end: number, name?: string, computed?: boolean, shorthand?: boolean,
 *   value?: unknown, source?: Node, tag: { name?: string }, decorators?: unknown[], property?: Node, key?: Node,
 *   id?: Node, declaration?: Node, declarations?: Node[],
 *   specifiers?: Node[], imported?: Node, exported?: Node, local?: Node,
 *   quasi: Node, quasis: { start: number, end: number, value: { raw: string, cooked: string } }[] }} Node
 * @typedef {{ start: number, end: number, text: string }} Edit
 */

/** @param {unknown} node @param {(node: Node) => void} see called for the outer before the inner */
export function visit(node, see) {
  if (Array.isArray(node)) for (const one of node) visit(one, see);
  else if (node && typeof node === 'object') {
    if ('type' in node) see(/** @type {Node} */ (node));
    for (const value of Object.values(node)) if (value && typeof value === 'object') visit(value, see);
  }
}

/** @param {string} code @param {Edit[]} edits none over another */
export function edited(code, edits) {
  let result = '';
  let at = 0;
  for (const { start, end, text } of edits.sort((a, b) => a.start - b.start)) {
    result += code.slice(at, start) + text;
    at = end;
  }
  return result + code.slice(at);
}
