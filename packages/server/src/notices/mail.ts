import { createTransport } from 'nodemailer';
import { escapeHtml } from '../hosted/escape.ts';
import { DeliveryError, type Notice, type NoticeChannel } from './port.ts';
import type { SmtpServer } from './smtp-url.ts';

export interface MailSettings {
  server: SmtpServer;
  /** Address that mail is sent from. */
  from: string;
  /** Where the public reaches the back end: its host stands behind the @ of each Message-ID. */
  publicUrl: string;
  patience?: typeof usualPatience;
}

/** How long the mail server may take, ms: to be connected, to greet, and between any two bytes. */
const usualPatience = { connectionTimeout: 10_000, greetingTimeout: 10_000, dnsTimeout: 10_000, socketTimeout: 30_000 };

/** What could end a header line becomes a space. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();

/** One address and nothing that could make it two, or a header more. What else is wrong with it the mail server tells. */
const isAddress = (value: string): boolean =>
  /^(?:[^@\s<>"\\\p{Cc}\p{Zl}\p{Zp}]+|"[^"\\<>\p{Cc}\p{Zl}\p{Zp}]+")@[^@\s<>"\\,;\p{Cc}\p{Zl}\p{Zp}]+$/u.test(value);

/** The message as plain text. */
const plainText = ({ news, link, notes, agency }: Notice): string =>
  `${[...news, '', ...(link ? [link.href, ''] : []), ...notes, '', oneLine(agency.name)].join('\n')}\n`;

function htmlLink({ href: address, title }: NonNullable<Notice['link']>): string {
  const href = escapeHtml(address);
  return `<p><a href="${href}">${escapeHtml(title)}</a><br>
<small>${href}</small></p>
`;
}

/** The same as HTML: no picture, nothing to be fetched, colours left to the reader's program and its dark mode. */
function htmlText({ subject, news, link, notes, agency, language }: Notice): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(oneLine(subject))}</title>
</head>
<body style="font: 16px/1.5 sans-serif; max-width: 36em; margin: 0 auto; padding: 16px">
<p>${news.map(escapeHtml).join('<br>\n')}</p>
${link ? htmlLink(link) : ''}${notes.map((note) => `<p>${escapeHtml(note)}</p>`).join('\n')}
<p>${escapeHtml(oneLine(agency.name))}</p>
</body>
</html>
`;
}

interface SmtpFault {
  code?: unknown;
  /** The system's own, such as ECONNREFUSED. */
  originalCode?: unknown;
  responseCode?: unknown;
  command?: unknown;
}

/**
 * What went wrong, without the server's words, which repeat the address. Final is only a reply of
 * the 5xx kind (RFC 5321, section 4.2.1) to this recipient or this message: one to the greeting,
 * the password or the sender tells of settings, which somebody will mend.
 */
function deliveryError(fault: unknown): DeliveryError {
  const { code, originalCode = code, responseCode, command } = (fault ?? {}) as SmtpFault;
  const reply = typeof responseCode === 'number' ? ` ${responseCode}` : '';
  const about = command === 'RCPT TO' || command === 'DATA';
  const final = about && typeof responseCode === 'number' && responseCode >= 500 && responseCode !== 503;
  return new DeliveryError(`${typeof originalCode === 'string' ? originalCode : 'unknown'}${reply}`, {
    final,
    cause: fault,
  });
}

/** Notices as e-mail, handed to a mail server by SMTP. */
export function mailChannel({ server, from, publicUrl, patience = usualPatience }: MailSettings): NoticeChannel {
  const { host, port, secure, startTls, auth } = server;
  const { hostname } = new URL(publicUrl);
  const transport = createTransport({
    ...{ host, port, secure, ...patience },
    ...(auth && { auth }),
    name: hostname,
    requireTLS: startTls === 'required',
    ignoreTLS: startTls === 'never',
  });
  return {
    kind: 'email',
    send: async (notice, signal) => {
      const { id, to, language, agency, subject, at } = notice;
      if (!isAddress(to)) throw new DeliveryError('address_invalid', { final: true });
      try {
        await transport.sendMail({
          envelope: { from, to: [to] },
          from: { name: oneLine(agency.name), address: from },
          to: { name: '', address: to },
          ...(agency.email && isAddress(agency.email) && { replyTo: { name: '', address: agency.email } }),
          subject: oneLine(subject),
          text: plainText(notice),
          html: htmlText(notice),
          messageId: `<${id}@${hostname}>`,
          date: at,
          // No reply by a machine (RFC 3834).
          headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language },
          xMailer: false,
          disableFileAccess: true,
          disableUrlAccess: true,
          signal,
        });
      } catch (fault) {
        throw deliveryError(fault);
      }
    },
  };
}
