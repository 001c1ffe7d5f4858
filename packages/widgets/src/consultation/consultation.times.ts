import { html, type TemplateResult } from 'lit-html';
import type { Slot } from '@otklik/core/contract/slots.js';
import { slotName } from '@otklik/core/domain/consultations/form.js';
import { isTimed, slotKinds, type SlotKind } from '@otklik/core/domain/consultations/kinds.js';
import { momentInWords } from '../base/moments.ts';
import { Slots } from '../base/slots.view.ts';
import type { Row } from './consultation.check.ts';
import type { Values } from './consultation.late.ts';
import type { OtklikConsultation } from './consultation.ts';

/** The time of a visit or a call. Never two people in one: the server has the last word, and then the list is a new one. */
export class Times {
  private readonly host: OtklikConsultation;
  private readonly slots: Record<SlotKind, Slots>;

  constructor(host: OtklikConsultation) {
    this.host = host;
    this.slots = { visit: new Slots(host, 'slot-visit'), callback: new Slots(host, 'slot-callback') };
  }

  preset(lists: Partial<Record<SlotKind, Slot[]>>): void {
    for (const kind of slotKinds) this.slots[kind].preset(kind, lists[kind] ?? []);
  }

  /** Asked for anew: the time is somebody else's, or is over. */
  renew(kind: SlotKind): Promise<void> {
    return this.slots[kind].load(kind);
  }

  /** A page of the agency's has both lists, of which styles show one: so it works without JavaScript, too. */
  view(need: string, value: Values, error: (name: string) => unknown): unknown {
    const { host } = this;
    const kinds = host.initial ? slotKinds : slotKinds.filter((kind) => kind === need);
    return kinds.map((kind) => this.list(kind, value(slotName(kind)), error(slotName(kind))));
  }

  private list(kind: SlotKind, chosen: string | null, error: unknown): TemplateResult {
    const { host, slots } = this;
    const otherwise = html`<p><a href=${host.page('channels')}>${host.t('otherWays')}</a></p>`;
    const timeZone = host.about.value?.timeZone;
    const shown = { kind, name: slotName(kind), timeZone, level: 3, error, chosen: chosen ?? undefined, otherwise };
    return html`<div data-for=${kind}>
      ${slots[kind].offered ? slots[kind].view(shown) : html`<p>${host.t(`slots.none.${kind}`)}</p>${otherwise}`}
    </div>`;
  }

  /** What is chosen, to be checked. */
  rows(need: string, value: Values): Row[] {
    if (!isTimed(need)) return [];
    return [[slotName(need), this.host.t(`slots.${need}`), this.words(need, value)]];
  }

  private words(kind: SlotKind, value: Values): string {
    const { host } = this;
    const slot = this.slots[kind].find(kind, value(slotName(kind)));
    if (!slot) return '';
    const when = momentInWords(host, slot.startsAt, host.about.value?.timeZone);
    return [when, host.text(slot.place)].filter(Boolean).join('. ');
  }
}
