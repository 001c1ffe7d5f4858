const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };
const unescaped = (text: string): string => text.replace(/&(?:amp|lt|gt|quot|#39);/g, (one) => entities[one] ?? one);
const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/"/g, '&quot;');

/**
 * HTML whose links and pictures have absolute addresses: a feed is read elsewhere.
 * @param html as our sanitiser writes it: attributes in quotes.
 * @param page where it stands on the site.
 */
export const withAbsoluteLinks = (html: string, page: string): string =>
  html.replace(/<[a-z][^>]*>/gi, (tag) =>
    tag.replace(/(\s(?:href|src)=)"([^"]*)"/gi, (whole, start: string, address: string) => {
      const url = unescaped(address);
      return URL.canParse(url, page) ? `${start}"${escaped(new URL(url, page).href)}"` : whole;
    }),
  );
