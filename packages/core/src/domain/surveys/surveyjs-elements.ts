import { isFalse, isObject, isEmpty, own, type Json } from './surveyjs-json.ts';
import { tellProperties } from './surveyjs-properties.ts';
import type { Report } from './surveyjs-report.ts';

/** An expression that must hold, and where it stands. */
export interface Waiting {
  path: string;
  expression: unknown;
}

/** An element that asks something, or may. */
export interface Found {
  element: Json;
  path: string;
  name: string;
  /** Number of its page. */
  page: number;
  /** Its own condition, and those of the page and the panels that it stands in. */
  waiting: Waiting[];
}

/** More elements than a survey has questions, by far. */
const most = 2000;
const deepest = 20;
const lists = ['elements', 'questions'];

function nameOf(element: Json): string {
  const name = own(element, 'name');
  return typeof name === 'string' || typeof name === 'number' ? String(name).slice(0, 1000).trim() : '';
}

/** Pages, or the definition itself as the only one. */
function pagesOf(json: Json, report: Report): { page: Json; path: string }[] {
  const pages = own(json, 'pages');
  if (!Array.isArray(pages)) return [{ page: json, path: '' }];
  return pages.slice(0, most).flatMap((page, at) => {
    const path = `pages.${String(at)}`;
    if (isObject(page)) return [{ page, path }];
    report.add(path, 'shape');
    return [];
  });
}

/**
 * All elements in the order in which they are asked, panels opened, without what is never shown. Pages by
 * number, as in the definition.
 */
export function flattened(json: Json, report: Report): { found: Found[]; pages: Json[] } {
  const found: Found[] = [];
  const pages: Json[] = [];
  let looked = 0;

  /** Its conditions with those around it; null where it is never shown, which is told of. */
  function shown(json: Json, path: string, around: Waiting[]): Waiting[] | null {
    const expression = own(json, 'visibleIf');
    if (!isEmpty(expression)) return [...around, { path: path ? `${path}.visibleIf` : 'visibleIf', expression }];
    if (!isFalse(own(json, 'visible'))) return around;
    report.add(path, 'hidden');
    return null;
  }

  function open(holder: Json, path: string, page: number, around: Waiting[], depth: number): void {
    for (const list of lists) {
      const elements = own(holder, list);
      const at = path ? `${path}.${list}` : list;
      if (isEmpty(elements)) continue;
      if (!Array.isArray(elements)) {
        report.add(at, 'shape');
        continue;
      }
      for (const [index, element] of elements.entries()) {
        const here = `${at}.${String(index)}`;
        if (++looked > most) return report.add(here, 'too_many', { max: most });
        if (!isObject(element)) report.add(here, 'shape');
        else read(element, here, page, around, depth);
      }
    }
  }

  function read(element: Json, path: string, page: number, around: Waiting[], depth: number): void {
    const waiting = shown(element, path, around);
    if (!waiting) return;
    if (own(element, 'type') !== 'panel') {
      found.push({ element, path, name: nameOf(element), page, waiting });
    } else if (depth === deepest) report.add(path, 'too_deep', { max: deepest });
    else {
      tellProperties(element, path, [...lists, 'visible', 'visibleIf'], report);
      open(element, path, page, waiting, depth + 1);
    }
  }

  for (const { page, path } of pagesOf(json, report)) {
    const number = path ? Number(path.slice('pages.'.length)) : 0;
    if (path) pages[number] = page;
    const waiting = path ? shown(page, path, []) : [];
    if (path) tellProperties(page, path, [...lists, 'title', 'visible', 'visibleIf'], report);
    if (waiting) open(page, path, number, waiting, 0);
  }
  return { found, pages };
}
