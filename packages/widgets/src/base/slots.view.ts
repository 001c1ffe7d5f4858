import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { isServer } from 'lit-html/is-server.js';
import type { Slot } from '@otklik/core/contract/slots.js';
import type { SlotKind } from '@otklik/core/domain/consultations/kinds.js';
import { localTime } from '@otklik/core/domain/calendar.js';
import { localeOf } from './dates.ts';
import type { OtklikElement } from './element.ts';
import { failureNote } from './failure.ts';
import { dayInWords } from './moments.ts';

export { slotsStyles } from './slots.styles.ts';

/** How a list of times stands on the page. */
export interface SlotsShown {
  kind: SlotKind;
  /** Of the agency, whose clock it is; unknown as long as the agency itself is. */
  timeZone: string | undefined;
  /** Of the radio buttons; `slot` unless said. */
  name?: string;
  /** Of the days' headings. */
  level: number;
  /** What is wrong with the choice. */
  error?: unknown;
  /** The slot that is chosen from the start. */
  chosen?: string | undefined;
  /** Where nothing is free: what can be done. */
  otherwise?: unknown;
}

/** So many days are there at once; the rest opens. */
const firstDays = 3;

/** Whether a back end's answer is a slot: another version's may not be. */
const isSlot = (slot: Partial<Slot> | null): slot is Slot =>
  typeof slot?.id === 'string' && !Number.isNaN(Date.parse(String(slot.startsAt)));

/**
 * Free times of a kind as radio buttons `slot`, grouped by days, for a form to send; asked for when they
 * are shown for the first time. Where the back end knows no times there is nothing to show.
 */
export class Slots {
  private readonly host: OtklikElement;
  /** Unique in the root. */
  private readonly id: string;
  /** By kind: the times, or why there are none. */
  private lists: Partial<Record<SlotKind, { slots?: Slot[]; problem?: unknown }>> = {};

  constructor(host: OtklikElement, id = 'slot') {
    this.host = host;
    this.id = id;
  }

  /** Whether the back end knows of times at all. */
  get offered(): boolean {
    return isServer || !!this.host.connection()?.backend.listSlots;
  }

  /** Takes times that are there already, as those that a server rendered with. */
  preset(kind: SlotKind, slots: Slot[]): void {
    this.lists[kind] = { slots };
  }

  /** Asks anew, as after a time that somebody else has taken; done when the list is there, or has failed. */
  async load(kind: SlotKind): Promise<void> {
    const { host } = this;
    const to = host.connection();
    const before = this.lists[kind];
    this.lists[kind] = { ...(before?.slots && { slots: before.slots }) };
    host.requestUpdate();
    try {
      const page = await to?.backend.listSlots?.(to.agency, { kind });
      const slots = page?.items.filter((slot) => isSlot(slot) && slot.kind === kind) ?? [];
      this.lists[kind] = { slots: slots.sort((one, other) => (one.startsAt < other.startsAt ? -1 : 1)) };
    } catch (problem) {
      this.lists[kind] = { problem };
    }
    host.requestUpdate();
    await host.updateComplete;
  }

  /** The focus goes to the times, or to what is there instead. */
  focus(): void {
    const box = this.host.renderRoot.querySelector(`#${this.id}`);
    const found = box?.querySelector<HTMLElement>('input:checked') ?? box?.querySelector<HTMLElement>('input, button');
    (found ?? (box as HTMLElement | null))?.focus();
  }

  /** A time of the list, by its id. */
  find(kind: SlotKind, id: string | null): Slot | undefined {
    return this.lists[kind]?.slots?.find((slot) => slot.id === id);
  }

  view({
    kind,
    name = 'slot',
    timeZone,
    level,
    error,
    chosen,
    otherwise,
  }: SlotsShown): TemplateResult | typeof nothing {
    const { host, id } = this;
    if (!this.offered) return nothing;
    // A template may not change what it shows while it is made.
    if (!this.lists[kind] && !isServer) queueMicrotask(() => this.lists[kind] ?? void this.load(kind));
    const { slots, problem } = this.lists[kind] ?? {};
    const known = timeZone && slots;
    return html`<fieldset
      class="field slots"
      part="field"
      id=${id}
      tabindex="-1"
      aria-describedby="${id}-hint ${id}-error"
    >
      <legend class="label" part="label">${host.t(`slots.${kind}`)}</legend>
      <p class="hint" part="hint" id="${id}-hint">${known && slots[0] ? this.hint(slots, timeZone) : ''}</p>
      <p class="err" part="error" id="${id}-error">${error}</p>
      <div role="status">${this.status(kind, !!known, problem, otherwise)}</div>
      ${problem ? failureNote(host, problem, this.again(kind)) : nothing}
      ${known ? this.days(slots, { name, timeZone, level, chosen, wrong: !!error }) : nothing}
    </fieldset>`;
  }

  /** Of templates that differ, since a page's translation replaces text nodes. */
  private status(kind: SlotKind, known: boolean, problem: unknown, otherwise: unknown): unknown {
    const { host } = this;
    if (problem) return nothing;
    if (!known) return html`<p class="soft">${host.t('slots.loading')}</p>`;
    if (this.lists[kind]?.slots?.length) return nothing;
    return html`<div><p>${host.t(`slots.none.${kind}`)}</p></div>
      ${otherwise}`;
  }

  private again(kind: SlotKind): TemplateResult {
    const retry = async (): Promise<void> => {
      await this.load(kind);
      this.focus();
    };
    return html`<p><button type="button" class="btn line" @click=${retry}>${this.host.t('retry')}</button></p>`;
  }

  /** Whose clock it is, and where, as long as it is one place. */
  private hint(slots: readonly Slot[], timeZone: string): string {
    const { host } = this;
    const place = onePlace(slots) ? host.text(slots[0]?.place) : '';
    return [
      place && host.t('slots.place', { place }),
      host.t('slots.zone', { zone: zoneInWords(timeZone, localeOf(host.language)) }),
    ]
      .filter(Boolean)
      .join(' ');
  }

  private days(
    slots: readonly Slot[],
    how: { name: string; timeZone: string; level: number; chosen: string | undefined; wrong: boolean },
  ): unknown {
    const { host, id } = this;
    const days = [...byDay(slots, how.timeZone)];
    const places = !onePlace(slots);
    // By its id: a button that is pressed stays with its time when the list is a new one.
    const day = ([date, times]: [string, Slot[]]): TemplateResult =>
      html`<div class="day" role="group" aria-labelledby="${id}-${date}">
        <p class="h" role="heading" aria-level=${how.level} id="${id}-${date}">${dayInWords(host, date)}</p>
        <div class="times">
          ${repeat(
            times,
            (slot) => slot.id,
            (slot) =>
              html`<label class="choice"
                ><input
                  type="radio"
                  name=${how.name}
                  value=${slot.id}
                  ?checked=${slot.id === how.chosen}
                  aria-invalid=${how.wrong}
                /><span
                  >${timeInWords(slot.startsAt, how.timeZone, localeOf(host.language))}${
                    places && slot.place ? `, ${host.text(slot.place)}` : ''
                  }</span
                ></label
              >`,
          )}
        </div>
      </div>`;
    const shown = (some: typeof days): unknown => repeat(some, ([date]) => date, day);
    return html`${shown(days.slice(0, firstDays))}${
      days[firstDays]
        ? html`<details class="more">
            <summary>${host.t('slots.more')}</summary>
            ${shown(days.slice(firstDays))}
          </details>`
        : nothing
    }`;
  }
}

const onePlace = (slots: readonly Slot[]): boolean => slots.every(({ place }) => place?.ru === slots[0]?.place?.ru);

function byDay(slots: readonly Slot[], timeZone: string): Map<string, Slot[]> {
  const days = new Map<string, Slot[]>();
  for (const slot of slots) {
    const { date } = localTime(new Date(slot.startsAt), timeZone);
    days.set(date, [...(days.get(date) ?? []), slot]);
  }
  return days;
}

const timeInWords = (moment: string, timeZone: string, locale: string): string =>
  new Date(moment).toLocaleTimeString(locale, { timeZone, hour: '2-digit', minute: '2-digit' });

/** Самарское стандартное время, UTC+4. */
function zoneInWords(timeZone: string, locale: string): string {
  const name = (timeZoneName: 'long' | 'shortOffset'): string =>
    new Intl.DateTimeFormat(locale, { timeZone, timeZoneName })
      .formatToParts()
      .find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const offset = name('shortOffset').replace('GMT', 'UTC');
  return [...new Set([name('long').replace(/^GMT/, 'UTC'), offset])].join(', ');
}
