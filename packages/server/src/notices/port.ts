import type { Language } from '@otklik/core/contract/common.js';

export type ChannelKind = 'email' | 'sms' | 'messenger';

/** What somebody is told: a number, dates and a link, nothing of what was asked or answered. */
export interface Notice {
  /** The same each time the same notice is sent: what arrives twice can be told to be one. */
  id: string;
  /** E-mail address or, for SMS and messengers, telephone number as the person wrote it. */
  to: string;
  language: Language;
  /** The body that writes, by name; its own e-mail address for replies, if it has one. */
  agency: { name: string; email: string | null };
  /** `Запрос И-1043/26: зарегистрирован`: with the link, enough where space is short. */
  subject: string;
  /** What there is to tell, in sentences of a line each. */
  news: readonly string[];
  /** Absolute address of the page where more is to be seen, and its name; null: there is none. Never with a code in it. */
  link: { href: string; title: string } | null;
  /** What else is to be known: how to go on, why this came. */
  notes: readonly string[];
  at: Date;
}

/**
 * A way that notices go by. Whoever adds SMS or a messenger hands an object with these two members
 * to `start({ channels })`.
 */
export interface NoticeChannel {
  kind: ChannelKind;
  /**
   * Resolves once the notice is taken over by whoever carries it on. May be called again with the
   * same notice when it isn't known whether it was. Must give up when `signal` says so.
   * @throws DeliveryError, or anything else, which counts as one that may pass.
   */
  send(notice: Notice, signal: AbortSignal): Promise<void>;
}

/** Why a notice could not be sent. `code` is stored and logged: it must hold nothing of the person. */
export class DeliveryError extends Error {
  readonly code: string;
  /** Whether trying again is of no use. */
  readonly final: boolean;
  constructor(code: string, { final = false, cause }: { final?: boolean; cause?: unknown } = {}) {
    super(code, { cause });
    this.name = 'DeliveryError';
    this.code = code;
    this.final = final;
  }
}
