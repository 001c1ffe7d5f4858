import type { Block, Dossier, Fact, Happening, Item, Shape, Told } from './parts.ts';
import { colours, heightOf, page, Sheet, styles, type Place, type Tag } from './sheet.ts';
import { paragraphsOf, replacement } from './typeset.ts';

/** Where values of facts begin, and what stands to the right of dates. */
const heads = 160;
const dates = 96;
const rail = page.left + dates + 8;
const railed = rail + 16;

/** Running text, each under its label. */
function told(sheet: Sheet, texts: readonly Told[]): void {
  for (const { label, text, lang } of texts) {
    const paragraphs = paragraphsOf(text);
    if (label !== undefined && paragraphs.length > 0) {
      sheet.gap(4);
      sheet.need(heightOf(styles.label) * 2);
      sheet.tag('P', undefined, {}, () => sheet.write(label, styles.label));
    }
    for (const [index, paragraph] of paragraphs.entries()) {
      if (index > 0) sheet.gap(5);
      sheet.tag('P', undefined, lang ? { lang } : {}, () => sheet.write(paragraph, styles.body));
    }
  }
}

/** The same in the timeline: each after its label. */
function toldBriefly(sheet: Sheet, parent: Tag, texts: readonly Told[]): void {
  for (const { label, text, lang } of texts)
    for (const [index, paragraph] of paragraphsOf(text).entries()) {
      const lead = label !== undefined && index === 0 ? `${label}: ` : '';
      sheet.gap(2);
      sheet.tag('P', parent, lang ? { lang } : {}, () => sheet.write(paragraph, styles.body, { x: railed, lead }));
    }
}

/** A table of heads and values; of a `sum` the last row is what comes out. */
function facts(sheet: Sheet, rows: readonly Fact[], sum: boolean): void {
  const table = sheet.tag('Table');
  for (const [index, [name, ...values]] of rows.entries()) {
    const result = sum && index === rows.length - 1;
    sheet.need(heightOf(styles.body) * 2 + 6);
    if (result) {
      sheet.rule();
      sheet.y += 4;
    }
    const start = sheet.place;
    const row = sheet.tag('TR', table);
    const head = sum ? styles.label : styles.soft;
    sheet.tag('TH', row, { scope: 'Row' }, () => sheet.write(name, head, { width: heads - 10 }));
    const below = sheet.y;
    sheet.y = start.y;
    const value = result ? styles.label : styles.body;
    sheet.tag('TD', row, {}, () => values.forEach((text) => sheet.write(text, value, { x: page.left + heads })));
    if (sheet.place.page === start.page) sheet.y = Math.max(sheet.y, below);
    sheet.y += 3;
    row.end();
  }
  table.end();
}

/** A mark of the rail around its middle. */
const marks: Record<Shape, (doc: PDFKit.PDFDocument, x: number, y: number) => void> = {
  applicant: (doc, x, y) => doc.circle(x, y, 3.6).lineWidth(1.6).strokeColor(colours.accent).stroke(),
  body: (doc, x, y) => doc.circle(x, y, 4.2).fillColor(colours.accent).fill(),
  term: (doc, x, y) =>
    doc
      .polygon([x, y - 5.2], [x + 5.2, y], [x, y + 5.2], [x - 5.2, y])
      .fillColor(colours.warning)
      .fill(),
  refusal: (doc, x, y) =>
    doc
      .rect(x - 4, y - 4, 8, 8)
      .fillColor(colours.danger)
      .fill(),
};

/** Marks one under the other, and a line from each to the next, over page breaks too. */
function drawRail(sheet: Sheet, places: readonly (Place & { shape: Shape })[]): void {
  const line = (on: number, from: number, to: number): void => {
    if (to <= from) return;
    sheet.decorate(on, (doc) => {
      doc.moveTo(rail, from).lineTo(rail, to).lineWidth(1).strokeColor(colours.line).stroke();
    });
  };
  for (const [index, { page: on, y, shape }] of places.entries()) {
    sheet.decorate(on, (doc) => {
      marks[shape](doc, rail, y);
    });
    const next = places[index + 1];
    if (!next) continue;
    if (next.page === on) line(on, y + 8, next.y - 8);
    else {
      line(on, y + 8, page.height - page.bottom);
      for (let between = on + 1; between < next.page; between++) line(between, page.top, page.height - page.bottom);
      line(next.page, page.top, next.y - 8);
    }
  }
}

function timeline(sheet: Sheet, happenings: readonly Happening[]): void {
  const list = sheet.tag('L');
  const places: (Place & { shape: Shape })[] = [];
  for (const { shape, day, time, title, by, told: texts } of happenings) {
    sheet.need(heightOf(styles.body) * 3);
    const start = sheet.place;
    places.push({ page: start.page, y: start.y + heightOf(styles.label) / 2, shape });
    const item = sheet.tag('LI', list);
    sheet.tag('Lbl', item, {}, () => {
      sheet.write(day, styles.soft, { width: dates });
      if (time !== null) sheet.write(time, styles.small, { width: dates });
    });
    const below = sheet.y;
    sheet.y = start.y;
    const content = sheet.tag('LBody', item);
    sheet.tag('P', content, {}, () => sheet.write(title, styles.label, { x: railed }));
    if (by !== null) sheet.tag('P', content, {}, () => sheet.write(by, styles.small, { x: railed }));
    toldBriefly(sheet, content, texts);
    if (sheet.place.page === start.page) sheet.y = Math.max(sheet.y, below);
    sheet.y += 11;
    item.end();
  }
  list.end();
  drawRail(sheet, places);
  const shapes = new Set(happenings.map(({ shape }) => shape));
  const legend = [
    'Кольцо: шаг заявителя. Точка: шаг органа.',
    shapes.has('term') ? 'Ромб: срок изменился.' : '',
    shapes.has('refusal') ? 'Квадрат: отказ.' : '',
  ];
  sheet.tag('P', undefined, {}, () => sheet.write(legend.filter(Boolean).join(' '), styles.small));
}

function items(sheet: Sheet, listed: readonly Item[]): void {
  const list = sheet.tag('L');
  for (const { title, lines } of listed) {
    sheet.need(heightOf(styles.body) * 3);
    const item = sheet.tag('LI', list);
    const content = sheet.tag('LBody', item);
    sheet.tag('P', content, {}, () => sheet.write(title, styles.label));
    for (const line of lines) sheet.tag('P', content, {}, () => sheet.write(line, styles.small));
    sheet.y += 6;
    item.end();
  }
  list.end();
}

/** How much room a heading asks for, so that it doesn't stand alone: a short table stays with it, whole. */
function roomFor(next: Block | undefined): number {
  const rows = next?.kind === 'facts' || next?.kind === 'sum' ? next.rows : [];
  const lines = rows.reduce((sum, [, ...values]) => sum + Math.max(1, values.length), 0);
  return 32 + Math.max(50, lines <= 14 ? lines * (heightOf(styles.body) + 3) : 0);
}

function block(sheet: Sheet, content: Block, next: Block | undefined): void {
  switch (content.kind) {
    case 'heading':
      sheet.gap(18);
      sheet.need(roomFor(next));
      sheet.tag('H2', undefined, {}, () => sheet.write(content.text, styles.heading));
      sheet.bookmark(content.text);
      sheet.y += 5;
      break;
    case 'subheading':
      sheet.gap(10);
      sheet.need(roomFor(next));
      sheet.tag('H3', undefined, {}, () => sheet.write(content.text, styles.subheading));
      sheet.y += 4;
      break;
    case 'facts':
    case 'sum':
      facts(sheet, content.rows, content.kind === 'sum');
      break;
    case 'told':
      told(sheet, content.told);
      break;
    case 'timeline':
      timeline(sheet, content.happenings);
      break;
    case 'items':
      items(sheet, content.items);
      break;
  }
}

function head(sheet: Sheet, { title, agency, address, topic, notes }: Dossier): void {
  sheet.tag('P', undefined, {}, () => sheet.write(agency, { ...styles.body, weight: 'bold', colour: colours.accent }));
  sheet.tag('P', undefined, {}, () => sheet.write(address, styles.small));
  sheet.y += 22;
  sheet.tag('H1', undefined, {}, () => sheet.write(title, styles.title));
  sheet.y += 2;
  sheet.tag('P', undefined, {}, () => sheet.write(topic, styles.topic));
  sheet.y += 4;
  sheet.tag('P', undefined, {}, () => sheet.write(notes.join(' '), styles.small));
  sheet.y += 12;
  sheet.rule();
  sheet.y += 10;
}

/** The dossier as a PDF: A4, tagged, in Russian. */
export async function paperOf(dossier: Dossier): Promise<Buffer> {
  const { title, agency, at, blocks, foot } = dossier;
  const sheet = new Sheet({ title: title.replaceAll('\u00a0', ' '), author: agency, at });
  head(sheet, dossier);
  for (const [index, content] of blocks.entries()) block(sheet, content, blocks[index + 1]);
  sheet.gap(14);
  sheet.need(heightOf(styles.small) * 3);
  const beside =
    'То же для программ, с текстами всех проектов ответа, в файле case.json, контрольные суммы в файле SHA256SUMS.';
  const lacking = `${replacement} стоит вместо знака, которого нет в шрифте: сам знак в файле case.json.`;
  const closing = sheet.lacking ? `${beside} ${lacking}` : beside;
  sheet.tag('P', undefined, {}, () => sheet.write(closing, styles.small));
  return sheet.end(foot);
}
