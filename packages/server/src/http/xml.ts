/** A piece of XML that is ready to stand in a document. */
export interface Xml {
  readonly xml: string;
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\r': '&#13;',
};

/** Whatever no XML may hold, however it is written: XML 1.0, 2.2. */
const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Text that can stand in XML, in an attribute too. */
export const escapeXml = (text: string): string =>
  text.replace(forbidden, '').replace(/[&<>"'\r]/g, (char) => entities[char] ?? char);

/**
 * An element. Strings among its content are text, never markup, and are escaped; null is left out,
 * as is an attribute that is undefined.
 */
export function element(
  name: string,
  attributes: Record<string, string | number | undefined>,
  ...content: (Xml | string | null)[]
): Xml {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
    .join('');
  const inner = content.map((one) => (one === null ? '' : typeof one === 'string' ? escapeXml(one) : one.xml)).join('');
  return { xml: inner ? `<${name}${written}>${inner}</${name}>` : `<${name}${written}/>` };
}

export const xmlDocument = (root: Xml): string => `<?xml version="1.0" encoding="UTF-8"?>\n${root.xml}\n`;
