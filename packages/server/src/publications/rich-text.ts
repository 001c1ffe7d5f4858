import sanitize from 'sanitize-html';
import { richText } from '@otklik/core/domain/publications/rich-text.js';

/** Their content is no text of the author's, or is read in another way than HTML is. */
const droppedWhole = [
  ...['script', 'style', 'noscript', 'template', 'svg', 'math', 'iframe', 'object', 'embed', 'applet', 'title'],
  ...['textarea', 'option', 'select', 'button', 'xmp', 'noembed', 'noframes', 'plaintext', 'audio', 'video'],
];

const options: sanitize.IOptions = {
  allowedTags: [...richText.tags],
  allowedAttributes: {
    '*': richText.attributes.filter((name) => name !== 'href' && name !== 'src'),
    a: ['href'],
    img: ['src'],
  },
  allowedSchemes: [...richText.schemes],
  // A picture from elsewhere would tell that place who reads.
  allowedSchemesByTag: { img: [] },
  allowProtocolRelative: false,
  allowedClasses: {},
  allowedStyles: {},
  parseStyleAttributes: false,
  nonTextTags: droppedWhole,
  nestingLimit: 60,
  // The page has headings of its own above.
  transformTags: {
    ...{ h1: 'h4', h2: 'h4', h3: 'h4' },
    img: (tagName, attribs) => ({ tagName, attribs: { alt: '', ...attribs } }),
  },
  exclusiveFilter: ({ tag, attribs }) => tag === 'img' && !attribs.src,
};

/** What no text holds, written as entities too: XML can't carry them. */
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g;

/** More than any text of a person's needs; what isn't clean by then was made to stay unclean. */
const passes = 20;

/**
 * HTML as an author's editor makes it, without whatever runs, sends, loads from elsewhere or is laid
 * over the page. Cleaning what was cleaned changes nothing: taking one thing out can bring others
 * together anew, so it is repeated until nothing changes.
 */
export function cleanRichText(html: string): string {
  let clean = html;
  for (let pass = 0; pass < passes; pass++) {
    const cleaner = sanitize(clean, options).replace(controls, '');
    if (cleaner === clean) return clean;
    clean = cleaner;
  }
  return sanitize(clean, { ...options, allowedTags: [], transformTags: {} });
}
