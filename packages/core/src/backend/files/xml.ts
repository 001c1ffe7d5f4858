/** What is needed of a parsed XML element; the DOM's Element is one. */
export interface XmlElement {
  readonly localName: string;
  readonly namespaceURI: string | null;
  readonly children: ArrayLike<XmlElement>;
  readonly textContent: string | null;
  readonly innerHTML: string;
  getAttribute(name: string): string | null;
}
export interface XmlDocument {
  readonly documentElement: XmlElement | null;
}

/**
 * Text that an XML parser takes more readily: nothing before the declaration, no characters that
 * XML forbids, and entities that are HTML's, not XML's, as text. These stand in HTML anyway, where
 * they mean the same one level down.
 */
export const mended = (text: string): string =>
  text
    .trim()
    // eslint-disable-next-line no-control-regex -- these are what XML 1.0 doesn't allow
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/<!\[CDATA\[[\s\S]*?\]\]>|&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/gi, (found) =>
      found === '&' ? '&amp;' : found,
    );

export const elements = (parent: XmlElement, name: string): XmlElement[] =>
  Array.from(parent.children).filter(({ localName }) => localName === name);

/** Text of the parent's own element of that name: `media:title` isn't a title of an item. */
export const own = (parent: XmlElement, name: string): string =>
  elements(parent, name)
    .find(({ namespaceURI }) => namespaceURI === parent.namespaceURI)
    ?.textContent?.trim() ?? '';

/** Text of an extension's element (`content:encoded`, `dc:date`, `yandex:full-text`), whatever its prefix. */
export const extension = (parent: XmlElement, name: string): string =>
  elements(parent, name)
    .find(({ namespaceURI }) => namespaceURI !== parent.namespaceURI)
    ?.textContent?.trim() ?? '';
