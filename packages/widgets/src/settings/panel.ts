import { html, type TemplateResult } from 'lit-html';
import { baseStyles } from '../base/base.styles.ts';
import { controlStyles } from '../base/control.styles.ts';
import { define } from '../base/define.ts';
import { OtklikElement, type Connection } from '../base/element.ts';
import type { Catalogue } from '../base/messages.ts';
import { moreStyles } from '../base/more.styles.ts';
import { choiceNames, visionChoices, choose, chosen, isKept, type Choice } from '../base/vision.ts';
import { ru } from './panel.messages.ts';
import { panelStyles } from './panel.styles.ts';

/** What is shown of an option; the rest of its name is for readers. */
const letters: Partial<Record<Choice, string>> = { size: 'А', colors: 'Ц' };

const panels = new Set<OtklikPanel>();

/**
 * The low-vision panel of `<otklik-settings panel>`, in its shadow root. What is chosen holds until the
 * page is left, and longer only where the person asks for it.
 */
export class OtklikPanel extends OtklikElement {
  static override styles = [...baseStyles, controlStyles, moreStyles, panelStyles];
  static override catalogue: Catalogue = { ru, load: () => import('./panel.messages.en.ts') };

  private keep = isKept();
  /** What is said of what was done last: a key of a sentence. */
  private said = '';

  override connectedCallback(): void {
    super.connectedCallback();
    panels.add(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    panels.delete(this);
  }

  /** It asks nobody. */
  override connection(): Connection {
    return { backend: {} as never, agency: '', audience: 'external', origin: '' };
  }

  protected override updated(): void {
    super.updated();
    const root = this.getRootNode();
    // Taken away meanwhile, it is of no settings.
    if (root instanceof ShadowRoot) mark(root.host, chosen);
  }

  private change = ({ target }: Event): void => {
    const { name, value, checked } = target as HTMLInputElement;
    if (name === 'keep') return this.decide(chosen, checked);
    const { [name as Choice]: _, ...others } = chosen;
    this.decide(value ? { ...others, [name]: value } : others, this.keep);
  };

  private reset = (): void => {
    this.decide({}, false);
    this.said = 'usual_now';
  };

  private decide(vision: typeof chosen, keep: boolean): void {
    const kept = choose(vision, keep);
    for (const panel of panels) {
      panel.keep = keep && kept;
      panel.said = kept ? '' : 'keep_not';
      panel.requestUpdate();
    }
  }

  private group(name: Choice): TemplateResult {
    const option = (value: string): TemplateResult => {
      const words = this.t(`${name}_${value}`);
      const letter = letters[name];
      return html`<label class="pick" data-of=${value}><input type="radio" name=${name} value=${value} .checked=${(chosen[name] ?? '') === value}><span>${letter ? html`${letter}<span class="vh">, ${words}</span>` : words}</span></label>`;
    };
    return html`<fieldset><legend class="small">${this.t(name)}</legend><div class="picks">${['', ...visionChoices[name]].map(option)}</div></fieldset>`;
  }

  protected override view(): unknown {
    const groups = (...names: Choice[]): TemplateResult =>
      html`<div class="rows">${names.map((name) => this.group(name))}</div>`;
    return html`<section class="panel stack g3" aria-label=${this.t('title')} @change=${this.change}>
      ${groups('size', 'images', 'colors')}
      <details class="more"><summary>${this.t('more')}</summary>${groups('letters', 'lines', 'family')}</details>
      <div class="rows">
        <button type="button" class="btn line" @click=${this.reset}>${this.t('usual')}</button>
        <label class="choice"><input type="checkbox" name="keep" .checked=${this.keep}><span>${this.t('keep')}</span></label>
      </div>
      <p class="small soft">${this.t('reach')}</p>
      <p role="status" class="small">${this.said && this.t(this.said)}</p>
    </section>`;
  }
}

/** Notes what was chosen on the children of the settings, for a style sheet of the host's own. */
function mark(settings: Element, vision: typeof chosen): void {
  for (const child of settings.children) {
    for (const name of choiceNames) {
      const value = vision[name];
      if (value) child.setAttribute(`data-otklik-${name}`, value);
      else child.removeAttribute(`data-otklik-${name}`);
    }
  }
}

/** Every widget beneath, in shadow roots too. */
function* widgetsIn(root: ParentNode): Generator<OtklikElement> {
  for (const element of root.querySelectorAll('*')) {
    if (element instanceof OtklikElement) yield element;
    else if (element.shadowRoot) yield* widgetsIn(element.shadowRoot);
  }
}

/** Shows a panel above what settings hold, or takes it away, as their attribute says. @returns whether that was to be done */
function changePanel(settings: Element): boolean {
  const wanted = settings.hasAttribute('panel');
  const shown = settings.shadowRoot?.querySelector('otklik-panel');
  if (wanted === !!shown) return false;
  if (shown) {
    shown.remove();
    mark(settings, {});
    return true;
  }
  const root = settings.shadowRoot ?? settings.attachShadow({ mode: 'open' });
  if (!root.firstChild) root.append(document.createElement('slot'));
  root.prepend(document.createElement('otklik-panel'));
  return true;
}

/** Of all settings in the document. */
export function showPanels(): void {
  define('otklik-panel', OtklikPanel);
  const changed = [...document.querySelectorAll('otklik-settings')].filter(changePanel);
  // Those that were here before have looked around them already.
  if (changed.length) for (const widget of widgetsIn(document)) widget.look();
}
