import type { CDPSession, Page } from 'playwright-core';

/** What is needed of a node of the protocol's Accessibility.getFullAXTree. */
interface Node {
  nodeId: string;
  ignored: boolean;
  role?: { value?: string };
  name?: { value?: string };
  description?: { value?: unknown };
  value?: { value?: unknown };
  properties?: { name: string; value: { value?: unknown } }[];
  childIds?: string[];
  parentId?: string;
  backendDOMNodeId?: number;
}

/** Said with their name as a whole; what is inside them is their name. */
const whole = new Set(
  'button link radio checkbox switch combobox listbox textbox searchbox spinbutton slider option image img tab menuitem DisclosureTriangle progressbar meter'.split(
    ' ',
  ),
);
/** Said once, before what is in them, which is indented. */
const groups = new Set(
  'article group radiogroup region search form navigation main complementary banner contentinfo table row figure dialog blockquote'.split(
    ' ',
  ),
);
/** Said of their own accord when they change; empty ones are silent. */
const live = new Set(['status', 'alert', 'log']);
/** Said before what is in them, on one line where that is only text. */
const parcels = new Set('term definition cell gridcell columnheader rowheader'.split(' '));
/** Each begins a new sentence, but nobody says what it is. */
const blocks = new Set(
  'paragraph listitem DescriptionList rowgroup figcaption Figcaption caption Pre sectionheader sectionfooter'.split(
    ' ',
  ),
);
/** Said in the middle of a sentence: where they begin and end can be heard. */
const marks = new Set(['insertion', 'deletion']);
/** Names for people who don't know Chromium. */
const words: Record<string, string> = { DisclosureTriangle: 'disclosure', img: 'image' };
/** What a control's name says already. */
const labels = new Set(['LabelText', 'Legend', 'legend', 'label']);

const tidy = (text: unknown): string =>
  (typeof text === 'string' || typeof text === 'number' ? String(text) : '')
    .replace(/[\s\u00a0\u202f]+/g, ' ')
    .replace(/ (?=[,.:;!?\]])|(?<=\[) /g, '')
    .trim();
const quoted = (text: string): string => `«${text}»`;

class Reader {
  private readonly nodes: Map<string, Node>;

  constructor(nodes: readonly Node[]) {
    this.nodes = new Map(nodes.map((node) => [node.nodeId, node]));
  }

  /** The first node of a role among these and what is in them. @throws when there is none */
  first(nodes: readonly Node[], role: string): Node[] {
    const search = (among: readonly Node[]): Node | undefined => {
      for (const node of among) {
        const found = this.role(node) === role ? node : search(this.children(node));
        if (found) return found;
      }
      return undefined;
    };
    const found = search(nodes);
    if (!found) throw new Error(`no ${role} there`);
    return [found];
  }

  /** Lines of these nodes and what is in them, in order. */
  lines(nodes: readonly Node[]): string[] {
    const lines: string[] = [];
    let text = '';
    const flush = (): void => {
      if (tidy(text)) lines.push(quoted(tidy(text)));
      text = '';
    };
    const visit = (node: Node): void => {
      const role = this.role(node);
      if (role === 'InlineTextBox') return;
      // Space that stands alone between two pieces isn't in the tree; the pieces are read one after the other.
      if (role === 'StaticText') return void (text += ` ${node.name?.value ?? ''}`);
      if (role === 'LineBreak') return void (text += ' ');
      if (marks.has(role)) {
        text += ' [';
        this.children(node).forEach(visit);
        return void (text += ']');
      }
      const said = this.said(node, role);
      if (said) {
        flush();
        lines.push(...said);
      } else if (blocks.has(role) || role === 'group' || role === 'form') {
        flush();
        this.children(node).forEach(visit);
        flush();
      } else {
        this.children(node).forEach(visit);
      }
    };
    nodes.forEach(visit);
    flush();
    return lines;
  }

  private role = (node: Node): string => (node.ignored ? 'none' : (node.role?.value ?? ''));

  private children(node: Node): Node[] {
    return (node.childIds ?? []).flatMap((id) => this.nodes.get(id) ?? []);
  }

  private property = (node: Node, name: string): unknown =>
    node.properties?.find((property) => property.name === name)?.value.value;

  /** What is said of a node that is said at all; undefined: only what is in it. */
  private said(node: Node, role: string): string[] | undefined {
    const name = tidy(node.name?.value);
    const word = words[role] ?? role;
    if (role === 'heading') {
      const level = String(this.property(node, 'level'));
      const inside = this.controls(node).flatMap((one) => this.said(one, this.role(one)) ?? []);
      return [`heading ${level} ${quoted(name)}${this.states(node)}`, ...inside.map((line) => `  ${line}`)];
    }
    // A picture without a name says nothing.
    if ((role === 'image' || role === 'img') && !name) return [];
    if (whole.has(role)) return [`${word} ${quoted(name)}${this.states(node)}`];
    if (labels.has(role)) return this.controls(node).flatMap((one) => this.said(one, this.role(one)) ?? []);
    if (live.has(role)) return this.parcel(role, this.lines(this.children(node)), this.states(node));
    if (parcels.has(role)) return this.parcel(word, this.lines(this.children(node)));
    if (role === 'list') {
      const items = this.items(node);
      const head = `list, ${items.length} ${items.length === 1 ? 'item' : 'items'}`;
      return [head, ...items.flatMap((item) => this.item(item))];
    }
    // A group or a form without a name says nothing.
    if (!groups.has(role) || (/^(group|form)$/.test(role) && !name)) return undefined;
    const inside = this.lines(this.children(node)).map((line) => `  ${line}`);
    return [`${word}${name ? ` ${quoted(name)}` : ''}${this.states(node)}`, ...inside];
  }

  /** One line where there is only text. */
  private parcel(word: string, lines: string[], states = ''): string[] {
    if (!lines.length) return [];
    if (lines.length === 1 && lines[0]?.startsWith('«')) return [`${word} ${lines[0]}${states}`];
    return [word + states, ...lines.map((line) => `  ${line}`)];
  }

  /** What a list has of items: what isn't shown is none. */
  private items(node: Node): Node[] {
    return this.children(node).flatMap((child) => (this.role(child) === 'none' ? this.items(child) : [child]));
  }

  private item(node: Node): string[] {
    return this.lines([node]).map((line, at) => `  ${at ? '  ' : '• '}${line}`);
  }

  /** What can be used inside a heading or a label. */
  private controls(node: Node): Node[] {
    return this.children(node).flatMap((child) => (whole.has(this.role(child)) ? [child] : this.controls(child)));
  }

  private states(node: Node): string {
    const is = (name: string): unknown => this.property(node, name);
    const states: string[] = [];
    const value = tidy(node.value?.value);
    if (value) states.push(` = ${quoted(value)}`);
    const checked = is('checked');
    if (checked !== undefined) states.push(checked === 'true' ? ', checked' : ', not checked');
    const expanded = is('expanded');
    if (expanded !== undefined && this.role(node) !== 'combobox') states.push(expanded ? ', expanded' : ', collapsed');
    if (is('pressed') !== undefined) states.push(is('pressed') === 'true' ? ', pressed' : ', not pressed');
    if (is('disabled')) states.push(', unavailable');
    if (is('required')) states.push(', required');
    if (is('invalid') === 'true') states.push(', invalid');
    const description = tidy(node.description?.value);
    if (description) states.push(`, ${quoted(description)}`);
    if (is('focused') && this.role(node) !== 'RootWebArea') states.push(', focused');
    return states.join('');
  }
}

/** Nodes of the document inside an element, shadow roots included. */
async function within(session: CDPSession, selector: string): Promise<Set<number>> {
  const { root } = await session.send('DOM.getDocument', { depth: 0 });
  const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector });
  if (!nodeId) throw new Error(`no ${selector} on the page`);
  const { node } = await session.send('DOM.describeNode', { nodeId, depth: -1, pierce: true });
  const found = new Set<number>();
  const add = ({ backendNodeId, children = [], shadowRoots = [] }: typeof node): void => {
    found.add(backendNodeId);
    [...children, ...shadowRoots].forEach(add);
  };
  add(node);
  return found;
}

/**
 * What Chromium's accessibility tree says of a page, or of the first element that fits a selector, in
 * order: a line for each thing, as a person with a screen reader meets it. With `role`, of the first
 * thing of that role in there.
 *
 *     heading 2 «Каналы связи»
 *     radio «Написать», not checked
 *     list, 2 items
 *       • link «Правила»
 */
export async function readOut(page: Page, selector?: string, role?: string): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  try {
    await session.send('Accessibility.enable');
    const { nodes } = (await session.send('Accessibility.getFullAXTree')) as { nodes: Node[] };
    const wanted = selector ? await within(session, selector) : undefined;
    const inside = ({ backendDOMNodeId = 0 }: Node): boolean => !wanted || wanted.has(backendDOMNodeId);
    const byId = new Map(nodes.map((node) => [node.nodeId, node]));
    const tops = nodes.filter((node) => {
      const parent = byId.get(node.parentId ?? '');
      return inside(node) && (!parent || !inside(parent));
    });
    const reader = new Reader(nodes);
    return reader.lines(role ? reader.first(tops, role) : tops);
  } finally {
    await session.detach();
  }
}

/** The line of what has the focus. */
export const focused = (lines: readonly string[]): string =>
  lines.find((line) => line.endsWith(', focused'))?.replace(/^[\s•]+/, '') ?? 'nothing has the focus';

/** What is said of its own accord: the lines of live regions, and of what is in them. */
export function announced(lines: readonly string[]): string[] {
  const said: string[] = [];
  let depth = Infinity;
  for (const line of lines) {
    const indent = line.search(/[^\s•]/);
    if (indent > depth) {
      said.push(line.slice(depth));
      continue;
    }
    depth = /^(status|alert|log)\b/.test(line.slice(indent)) ? indent : Infinity;
    if (depth === indent) said.push(line.slice(indent));
  }
  return said;
}
