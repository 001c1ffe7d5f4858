import { html, nothing, type TemplateResult } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import { isServer } from 'lit-html/is-server.js';
import type { File } from '@otklik/core/contract/common.js';
import { caseFileRoot } from '@otklik/core/domain/consultations/case-files.js';
import { formatOfName } from '@otklik/core/domain/files/formats.js';
import { languageName } from '@otklik/core/domain/language-name.js';
import { nameToSend } from '@otklik/core/domain/files/name.js';
import { fileSize, filesView } from '../base/files.ts';
import { alertIcon } from '../base/icons.ts';
import { fileIcon } from '../base/icons.more.ts';
import { save } from '../base/save.ts';
import type { OtklikCase } from './case.ts';

/** What gives files their case. */
interface FilesOwner {
  readonly host: OtklikCase;
  readonly code: string;
}

/** Ten megabytes on a slow line, milliseconds. */
const patience = 900_000;

/** A name that every system can save under, with its extension. */
export function savedName(title: string, format: string): string {
  const clean =
    nameToSend(title)
      .replace(/[/\\:*?"<>|]/g, ' ')
      .trim()
      .slice(0, 120) || 'file';
  return formatOfName(clean) ? clean : `${clean}.${format.toLowerCase()}`;
}

/**
 * Files of a case. Their addresses need its code, which stands in no address; so each is a form that
 * posts it, and with a script is fetched and saved.
 */
export class CaseFiles {
  private readonly owner: FilesOwner;
  private readonly going = new Set<string>();
  private readonly saved = new Set<string>();
  private readonly failed = new Map<string, unknown>();

  constructor(owner: FilesOwner) {
    this.owner = owner;
  }

  /** Those that aren't the case's own are plain links. */
  view(files: File[] = []): unknown {
    const { host } = this.owner;
    const to = host.connection();
    const root = caseFileRoot(to?.agency ?? '');
    // A back end that is an object may know no way to them, and their addresses don't open.
    const own = ({ url }: File): boolean => `${url}`.startsWith(root) && (isServer || !!to?.backend.readCaseFile);
    if (!Array.isArray(files) || !files.some(own)) return filesView(files, host);
    return html`<ul class="files">
        ${files.filter(own).map((file) => html`<li>${this.row(file)}</li>`)}
      </ul>
      ${filesView(
        files.filter((file) => !own(file)),
        host,
      )}`;
  }

  private row(file: File): TemplateResult {
    const { host, code } = this.owner;
    const { id, title, format, size, language } = file;
    const foreign = language !== host.language && languageName(language, host.language);
    const details = [format, size && fileSize(size, host.language), foreign].filter(Boolean).join(', ');
    return html`<form method="post" action=${host.page('case/file')} @submit=${(event: Event) => this.fetch(event, file)}>
      <input type="hidden" name="code" value=${code} /><input type="hidden" name="id" value=${id} />
      <button class="fetch" part="button" aria-disabled=${this.going.has(id)}>
        ${fileIcon()}<span><bdi>${`${title[host.language] ?? title.ru}`}</bdi> <small>${details}</small></span>
      </button>
      <div role="status">${this.state(id)}</div>
    </form>`;
  }

  /** How it stands with one; another template each time, so that a page's translation doesn't keep the old words. */
  private state(id: string): unknown {
    const { host } = this.owner;
    const error = this.failed.get(id);
    if (error)
      return keyed(
        error,
        html`<p class="err">${alertIcon()}<span>${host.t('caseFile.failed')} ${host.failure(error)}</span></p>`,
      );
    const word = this.going.has(id) ? 'caseFile.going' : this.saved.has(id) ? 'caseFile.saved' : '';
    return word ? keyed(word, html`<p class="small soft">${host.t(word)}</p>`) : nothing;
  }

  private async fetch(event: Event, { id, title, format }: File): Promise<void> {
    event.preventDefault();
    const { host, code } = this.owner;
    const to = host.connection();
    if (!to?.backend.readCaseFile || this.going.has(id)) return;
    this.failed.delete(id);
    this.saved.delete(id);
    this.going.add(id);
    host.requestUpdate();
    try {
      const bytes = await to.backend.readCaseFile(to.agency, code, id, { signal: AbortSignal.timeout(patience) });
      save(bytes, savedName(title[host.language] ?? title.ru, format));
      this.saved.add(id);
    } catch (error) {
      this.failed.set(id, error);
    }
    this.going.delete(id);
    host.requestUpdate();
  }
}
