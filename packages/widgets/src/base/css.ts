/** A style sheet, made when the first root adopts it; on a server only its text is used. */
export class Styles {
  readonly cssText: string;
  private made: CSSStyleSheet | undefined;

  constructor(cssText: string) {
    this.cssText = cssText;
  }

  get sheet(): CSSStyleSheet {
    if (!this.made) (this.made = new CSSStyleSheet()).replaceSync(this.cssText);
    return this.made;
  }
}

/** Style sheets in any grouping; later ones win. */
export type StylesGroup = Styles | readonly StylesGroup[];

/** A style sheet as it is written; no values in it. */
export const css = ([text = '']: TemplateStringsArray): Styles => new Styles(text);
