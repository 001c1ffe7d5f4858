import { BlockList } from 'node:net';
import { addNetwork } from './http/audience.ts';
import { isSenderAddress, readSmtpUrl, type SmtpServer } from './notices/smtp-url.ts';
import { StartError } from './start-error.ts';

/** What the environment sets. */
export interface Environment {
  port: number;
  /** Folder of the embedded database; unused with `databaseUrl`. */
  data: string;
  keys: string;
  /** Folder where the widgets' files of each version that ran are kept. */
  versions: string;
  /** Where the public reaches this back end, without a slash at its end. */
  publicUrl: string | null;
  trustedProxies: string[];
  internalNetworks: string[];
  internalOrigins: string[];
  databaseUrl: string | null;
  /** How notices are mailed; null: not at all. */
  mail: { server: SmtpServer; from: string } | null;
  /** A notice that could not be sent within so many days is given up. */
  noticeDays: number;
}

type Variables = Readonly<Record<string, string | undefined>>;

const list = (value: string | undefined): string[] => (value ?? '').split(/[\s,;]+/).filter(Boolean);

function networks(name: string, value: string | undefined): string[] {
  const found = list(value);
  for (const network of found) {
    try {
      addNetwork(new BlockList(), network);
    } catch {
      throw new StartError(
        `${name} holds «${network}», which is no address or network. Write them as 10.0.0.0/8, 192.0.2.7 or 2001:db8::/32, with commas between.`,
      );
    }
  }
  return found;
}

function origin(name: string, value: string): string {
  const url = URL.canParse(value) ? new URL(value) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search || url.hash || url.username) {
    throw new StartError(
      `${name} holds «${value}», which is no web address without a path. Write it as https://otklik.example.gov.`,
    );
  }
  return url.origin;
}

function port(value: string | undefined): number {
  const number = Number(value);
  if (value === undefined || value === '') return 8080;
  if (!/^\d{1,5}$/.test(value) || number > 65_535)
    throw new StartError(`PORT is «${value}», but must be a number from 0 to 65535.`);
  return number;
}

function mail(
  { OTKLIK_SMTP_URL: url, OTKLIK_MAIL_FROM: from }: Variables,
  publicUrl: string | null,
): Environment['mail'] {
  if (!url) return null;
  const server = readSmtpUrl(url);
  // Not quoted: it holds a password.
  if (!server) {
    throw new StartError(
      'OTKLIK_SMTP_URL is not the URL of a mail server. Write it as smtp://user:password@mail.example.gov:587 or smtps://mail.example.gov, with ?tls=required or ?tls=never if need be.',
    );
  }
  if (!from || !isSenderAddress(from)) {
    throw new StartError(
      from
        ? `OTKLIK_MAIL_FROM is «${from}», but must be an e-mail address alone, such as noreply@example.gov.`
        : 'OTKLIK_SMTP_URL needs OTKLIK_MAIL_FROM as well: the address that notices come from, such as noreply@example.gov.',
    );
  }
  if (!publicUrl) {
    throw new StartError(
      'OTKLIK_SMTP_URL needs OTKLIK_PUBLIC_URL as well: notices link to it. Write it as https://otklik.example.gov.',
    );
  }
  return { server, from };
}

function days(name: string, value: string | undefined, standard: number): number {
  if (!value) return standard;
  if (!/^[1-9]\d{0,2}$/.test(value)) throw new StartError(`${name} is «${value}», but must be a number from 1 to 999.`);
  return Number(value);
}

/** @throws StartError that names the variable and how to write it. */
export function readEnvironment(variables: Variables): Environment {
  const { OTKLIK_PUBLIC_URL: publicUrl, DATABASE_URL: databaseUrl } = variables;
  if (databaseUrl && !/^postgres(?:ql)?:\/\//.test(databaseUrl)) {
    throw new StartError('DATABASE_URL is not a connection URL (postgresql://user:password@host:5432/name).');
  }
  const reached = publicUrl ? origin('OTKLIK_PUBLIC_URL', publicUrl) : null;
  return {
    port: port(variables.PORT),
    data: variables.OTKLIK_DATA || './data',
    keys: variables.OTKLIK_KEYS || './keys',
    versions: variables.OTKLIK_VERSIONS || './versions',
    publicUrl: reached,
    trustedProxies: networks('OTKLIK_TRUSTED_PROXIES', variables.OTKLIK_TRUSTED_PROXIES),
    internalNetworks: networks('OTKLIK_INTERNAL_NETWORKS', variables.OTKLIK_INTERNAL_NETWORKS),
    internalOrigins: list(variables.OTKLIK_INTERNAL_ORIGINS).map((one) => origin('OTKLIK_INTERNAL_ORIGINS', one)),
    databaseUrl: databaseUrl || null,
    mail: mail(variables, reached),
    noticeDays: days('OTKLIK_NOTICE_DAYS', variables.OTKLIK_NOTICE_DAYS, 5),
  };
}
