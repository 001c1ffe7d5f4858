/**
 * Whether a channel may lead there: a web address (https, http), a telephone number (tel, RFC 3966),
 * a mailbox (mailto, RFC 6068), or a path of the back end's own. Nothing else: no `javascript:`, no
 * `//elsewhere`, no user name in front of a host.
 */
export function isChannelAddress(value: string): boolean {
  if (/[\s\\]/.test(value)) return false;
  if (value.startsWith('/')) return !value.startsWith('//');
  if (/^https?:\/\//i.test(value)) {
    // Chrome before 120 has no URL.canParse.
    try {
      const { hostname, username, password } = new URL(value);
      return hostname !== '' && username === '' && password === '';
    } catch {
      return false;
    }
  }
  return /^tel:\+?(?=[-.()]*\d)[\d\-.()*#]+(?:;[\w.=+-]+)*$/i.test(value) || /^mailto:[^@:/]+@[^@:/]+$/i.test(value);
}

/**
 * Whether it may tell the way to a place: a web address, a path of the back end's own, or a point
 * on the map (geo, RFC 5870; what is asked for there, as `?q=` or `?z=`, may follow).
 */
export function isRouteAddress(value: string): boolean {
  const point = /^geo:(-?\d{1,2}(?:\.\d+)?),(-?\d{1,3}(?:\.\d+)?)(?:,-?\d+(?:\.\d+)?)?[;?\w=&%.,+()-]*$/i.exec(value);
  if (point) return Math.abs(Number(point[1])) <= 90 && Math.abs(Number(point[2])) <= 180;
  return /^(?:https?:|\/)/i.test(value) && isChannelAddress(value);
}
