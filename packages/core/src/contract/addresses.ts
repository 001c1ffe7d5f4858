import * as v from 'valibot';
import { line } from './common.ts';

/** Local part between quotation marks (RFC 5321, 4.1.2): anything may stand in it, an @ too. */
const quoted = String.raw`"(?:[^"\\]|\\.){0,62}"`;
const label = String.raw`[\p{L}\p{M}\p{N}-]`;
const byte = String.raw`(?:25[0-5]|2[0-4]\d|1?\d?\d)`;
/** A host named by its address (RFC 5321, 4.1.3). */
const literal = String.raw`\[(?:${byte}(?:\.${byte}){3}|[Ii][Pp][Vv]6:[\dA-Fa-f:.]{2,45})\]`;

/**
 * An e-mail address as RFC 5321 lets it travel: local part up to 64, Cyrillic and other letters
 * allowed (RFC 6531), a domain of at least two labels or the address of a host. No address that works is
 * refused.
 */
export const email = v.pipe(
  line(254),
  v.check((value) => value.includes('@'), 'email_at'),
  v.check((value) => !/\s/.test(value.replace(new RegExp(`^${quoted}(?=@)`, 'u'), '')), 'email_space'),
  v.regex(
    new RegExp(String.raw`^(?:[^@"]{1,64}|${quoted})@(?:(?:${label}{1,63}\.)+${label}{2,63}|${literal})$`, 'u'),
    'email_format',
  ),
);

/** What people write before a number. */
const word = String.raw`(?:телефон|тел|т|мобильный|моб|рабочий|раб|домашний|дом|telephone|tel|phone|mobile|mob)`;
/** What they write before an extension, `;ext=` of RFC 3966 and a Cyrillic х among it. */
const extension = String.raw`(?:;\s?)?(?:добавочный|доб|внутренний|внутр|вн|extension|ext|x|х)`;

/** A telephone number as people write it: 5 to 15 digits (ITU-T E.164), then extensions. */
export const phone = v.pipe(
  line(40),
  v.regex(
    new RegExp(String.raw`^(?:${word}[.:]?)?[.:]?[+\d\s().,/\-‐-―−#]*(?:${extension}[.:=]?[\d\s.,;/#*]+\)?)?$`, 'iu'),
    'phone_format',
  ),
  v.check((value) => {
    const digits = value.split(/доб|вн|ext|x|х|[#,/;]/iu)[0]?.replace(/\D/g, '').length ?? 0;
    return digits >= 5 && digits <= 15;
  }, 'phone_digits'),
);
