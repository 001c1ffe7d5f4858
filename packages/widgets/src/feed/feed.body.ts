import createPurifier from 'dompurify';
import { richText } from '@otklik/core/domain/publications/rich-text.js';
import { otklikPolicy } from '../base/policy.ts';
import { quiet } from './feed.html.ts';

function resolved(url: string | null, base: string): URL | null {
  try {
    return url === null ? null : new URL(url, base);
  } catch {
    return null;
  }
}

/**
 * HTML as nodes that can't run, send or load anything but from where they come: links of safe
 * schemes only, pictures only of this page's origin or of where the text itself came from (a picture
 * from elsewhere would tell that place who reads). It happens before the nodes are this document's.
 * @param origin where the text came from; with a foreign feed not that of its links, which it chooses itself
 */
export function sanitised(html: string, relativeTo: string, origin = ''): DocumentFragment {
  const purifier = createPurifier(window);
  const door = otklikPolicy();
  const base = new URL(relativeTo, document.baseURI);
  const ours = [location.origin, origin || base.origin];
  purifier.addHook('afterSanitizeAttributes', (node) => {
    const link = resolved(node.getAttribute('href'), base.href);
    if (link && richText.schemes.includes(link.protocol.slice(0, -1))) node.setAttribute('href', link.href);
    else node.removeAttribute('href');
    const picture = resolved(node.getAttribute('src'), base.href);
    if (picture && ours.includes(picture.origin)) node.setAttribute('src', picture.href);
    else node.removeAttribute('src');
    if (node.localName === 'img' && !node.hasAttribute('alt')) node.setAttribute('alt', '');
  });
  // Without a body of its own a text that begins with <frameset> has none, and nothing comes of it.
  return purifier.sanitize(`<body>${quiet(html)}`, {
    ALLOWED_TAGS: [...richText.tags],
    ALLOWED_ATTR: [...richText.attributes],
    ALLOW_ARIA_ATTR: false,
    ALLOW_DATA_ATTR: false,
    RETURN_DOM_FRAGMENT: true,
    // The library asks for both; only the first is ever used for what it returns.
    TRUSTED_TYPES_POLICY: {
      createHTML: (text: string) => door.createHTML(text),
      createScriptURL: (url: string) => url,
    } as never,
  });
}
