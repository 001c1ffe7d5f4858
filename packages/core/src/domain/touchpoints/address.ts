/**
 * Whether a channel may lead there: a web address (https, http), a telephone number (tel, RFC 3966),
 * a mailbox (mailto, RFC 6068), or a path of the back end's own. Nothing else: no `javascript:`, no
 * `//elsewhere`, no user name in front of a host.
 */
export function isChannelAddress(value: string): boolean {
  if (/[\s\\]/.test(value)) return false;
  if (value.startsWith('/')) return !value.startsWith('//');
  if (/^https?:\/\//i.test(value)) {
    if (!URL.canParse(value)) return false;
    const { hostname, username, password } = new URL(value);
    return hostname !== '' && username === '' && password === '';
  }
  return /^tel:\+?(?=[-.()]*\d)[\d\-.()*#]+(?:;[\w.=+-]+)*$/i.test(value) || /^mailto:[^@:/]+@[^@:/]+$/i.test(value);
}
