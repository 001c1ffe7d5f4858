import PDFDocument from 'pdfkit';
import type { Language } from '@otklik/core/contract/common.js';
import { fontFiles, linesOf, widthOfRun, type Run, type Weight } from './typeset.ts';

/** A4 in points, with a wider margin where papers are filed. */
export const page = { width: 595.28, height: 841.89, left: 64, right: 48, top: 54, bottom: 62 };
export const column = page.width - page.left - page.right;
const lowest = page.height - page.bottom;

/** Those of the light scheme (packages/widgets/src/base/tokens.styles.ts). */
export const colours = {
  text: '#15212b',
  soft: '#4f5e6b',
  line: '#d3dce2',
  accent: '#0b5a7d',
  warning: '#7d4e00',
  danger: '#b3261e',
};

export interface Style {
  size: number;
  weight: Weight;
  colour: string;
  /** Between lines, in parts of the size. */
  leading: number;
}
const body: Style = { size: 10.5, weight: 'regular', colour: colours.text, leading: 1.42 };
export const styles = {
  body,
  label: { ...body, weight: 'bold' },
  soft: { ...body, colour: colours.soft },
  small: { ...body, size: 9, colour: colours.soft },
  title: { size: 22, weight: 'bold', colour: colours.text, leading: 1.2 },
  topic: { size: 13, weight: 'regular', colour: colours.text, leading: 1.3 },
  heading: { size: 14.5, weight: 'bold', colour: colours.text, leading: 1.25 },
  subheading: { size: 11.5, weight: 'bold', colour: colours.text, leading: 1.3 },
} satisfies Record<string, Style>;

export const heightOf = ({ size, leading }: Style): number => size * leading;

/** A node of the document's structure, as readers aloud walk through it. */
export type Tag = PDFKit.PDFStructureElement;

interface Where {
  x?: number;
  width?: number;
  lead?: string;
}

export interface Place {
  page: number;
  y: number;
}

/** What is known of the paper as a whole. */
export interface About {
  title: string;
  author: string;
  at: Date;
}

/** XMP takes them as they are: nothing that would be markup there, or a name of PDF's to who looks for such. */
const harmless = (text: string): string =>
  text
    .replace(/[&<>\p{Cc}\p{Cs}]/gu, ' ')
    .replace(/\/(?=[A-Za-z#])/g, ' ')
    .trim();

/**
 * Pages that are filled from above: lines, their structure, and what is drawn beside it. The same
 * calls give the same bytes.
 */
export class Sheet {
  y = page.top;
  /** Whether something had to be replaced that the fonts lack. */
  lacking = false;
  private readonly doc: PDFKit.PDFDocument;
  private readonly root: Tag;
  private pages = 1;

  constructor({ title, author, at }: About) {
    const named = { Title: harmless(title), Author: harmless(author), CreationDate: at };
    this.doc = new PDFDocument({
      ...{ size: 'A4', margin: 0, bufferPages: true, pdfVersion: '1.7', font: '' },
      ...{ tagged: true, lang: 'ru-RU', displayTitle: true },
      info: { ...named, Creator: 'Otklik', Producer: 'Otklik, PDFKit' },
    });
    for (const weight of ['regular', 'bold'] as const) this.doc.registerFont(weight, fontFiles[weight]);
    this.root = this.doc.struct('Document');
    this.doc.addStructure(this.root);
  }

  get place(): Place {
    return { page: this.pages - 1, y: this.y };
  }

  gap(height: number): void {
    if (this.y > page.top) this.y += height;
  }

  /** Goes to the next page unless so much fits on this one. */
  need(height: number): void {
    if (this.y + height > lowest) this.turn();
  }

  private turn(): void {
    this.doc.continueOnNewPage();
    this.pages++;
    this.y = page.top;
  }

  /** A node of the structure; what `draw` draws is in it. */
  tag(type: string, parent: Tag = this.root, options: { lang?: Language; scope?: 'Row' } = {}, draw?: () => void): Tag {
    const made = this.doc.struct(type, options);
    parent.add(made);
    if (draw) {
      made.add(draw);
      made.end();
    }
    return made;
  }

  /** A bookmark that leads to this page. */
  bookmark(title: string): void {
    this.doc.outline.addItem(title);
  }

  /** Lines of text from `x`, over as many pages as they take; inside a tag. `lead`: in bold before it. */
  write(text: string, style: Style, { x = page.left, width = page.left + column - x, lead = '' }: Where = {}): void {
    const height = heightOf(style);
    for (const line of linesOf(text, width, style.size, style.weight, lead)) {
      this.need(height);
      this.line(line, style, x, this.y);
      this.y += height;
    }
  }

  /** Words that are apart stay so where the line ends. */
  private line(runs: readonly Run[], style: Style, x: number, y: number): void {
    for (const [index, { text, weight, lacking }] of runs.entries()) {
      const shown = index === runs.length - 1 ? `${text} ` : text;
      if (lacking === null) this.run(shown, { ...style, weight }, x, y);
      else {
        this.lacking = true;
        // Copied or read aloud, it is what was written.
        this.doc.markContent('Span', { actual: lacking.replace(/[\p{Cc}\p{Cs}]/gu, '\ufffd') });
        this.run(shown, { ...style, weight, colour: colours.warning }, x, y);
        this.doc.endMarkedContent();
      }
      // As just drawn, with its kerning.
      x += this.doc.widthOfString(text);
    }
  }

  private run(text: string, { size, weight, colour, leading }: Style, x: number, y: number): void {
    // PT Sans stands 1.294 of its size high.
    const top = y + (size * (leading - 1.294)) / 2;
    this.doc.font(weight).fontSize(size).fillColor(colour).text(text, x, top, { lineBreak: false });
  }

  /** Draws what says nothing by itself; outside of tags. `on`: which page. */
  decorate(on: number, draw: (doc: PDFKit.PDFDocument) => void): void {
    this.doc.switchToPage(on);
    this.doc.markContent('Artifact', { type: 'Layout' });
    draw(this.doc);
    this.doc.endMarkedContent();
    this.doc.switchToPage(this.pages - 1);
  }

  /** A hairline over the whole column. */
  rule(): void {
    const { page: on, y } = this.place;
    this.decorate(on, (doc) => {
      doc
        .moveTo(page.left, y)
        .lineTo(page.left + column, y)
        .lineWidth(0.75)
        .strokeColor(colours.line)
        .stroke();
    });
  }

  /** The foot of every page: the same words, and which page of how many it is. */
  private number(foot: string): void {
    const style = styles.small;
    const y = page.height - page.bottom + 22;
    for (let index = 0; index < this.pages; index++) {
      const count = `Страница ${index + 1} из ${this.pages}`;
      this.doc.switchToPage(index);
      this.doc.markContent('Artifact', { type: 'Pagination', attached: ['Bottom'] });
      const [left = []] = linesOf(foot, column - 100, style.size, style.weight);
      for (const { text } of left) this.run(text, style, page.left, y);
      this.run(count, style, page.left + column - widthOfRun(count, style.size, style.weight), y);
      this.doc.endMarkedContent();
    }
  }

  /** Ends the paper. @returns the PDF */
  async end(foot: string): Promise<Buffer> {
    this.root.end();
    this.number(foot);
    const chunks: Buffer[] = [];
    this.doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    const ended = new Promise<void>((resolve, reject) => {
      this.doc.once('end', resolve);
      this.doc.once('error', reject);
    });
    this.doc.end();
    await ended;
    return Buffer.concat(chunks);
  }
}
