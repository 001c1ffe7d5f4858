import { BlockList, isIP } from 'node:net';
import { domainToASCII } from 'node:url';

/** Where and how mail is handed over. */
export interface SmtpServer {
  host: string;
  port: number;
  /** TLS from the first byte on (RFC 8314) instead of STARTTLS (RFC 3207). */
  secure: boolean;
  /** STARTTLS: used when the server offers it, insisted on, or never. */
  startTls: 'offered' | 'required' | 'never';
  auth: { user: string; pass: string } | null;
}

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

function isOwn(host: string): boolean {
  const family = isIP(host);
  return host === 'localhost' || (family !== 0 && loopback.check(host, family === 6 ? 'ipv6' : 'ipv4'));
}

/**
 * `smtp://user:password@host:587` or `smtps://host`; `?tls=required` or `?tls=never` for STARTTLS.
 * A password crosses a network in the clear only where `tls=never` says so.
 * @returns null when it is none.
 */
export function readSmtpUrl(value: string): SmtpServer | null {
  const url = URL.canParse(value) ? new URL(value) : null;
  if (!url || !/^smtps?:$/.test(url.protocol) || !/^\/?$/.test(url.pathname) || url.hash) return null;
  const { tls, ...other } = Object.fromEntries(url.searchParams);
  if (Object.keys(other).length > 0 || (tls !== undefined && tls !== 'required' && tls !== 'never')) return null;
  const secure = url.protocol === 'smtps:';
  if (secure && tls === 'never') return null;
  try {
    const bracketed = /^\[(.*)\]$/.exec(url.hostname)?.[1];
    // A name in other letters stands there in percent signs.
    const host = bracketed ?? domainToASCII(decodeURIComponent(url.hostname));
    if (!host) return null;
    const auth = url.username
      ? { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) }
      : null;
    return {
      ...{ host, secure, auth },
      port: url.port ? Number(url.port) : secure ? 465 : 587,
      startTls: tls ?? (auth && !isOwn(host) ? 'required' : 'offered'),
    };
  } catch {
    return null;
  }
}

/** An address alone, without a name: dot-atom and a domain in ASCII (RFC 5321, section 4.1.2). */
export const isSenderAddress = (value: string): boolean =>
  value.length <= 254 &&
  /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*@(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z\d-]{2,63}$/i.test(
    value,
  );
