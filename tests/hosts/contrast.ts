/** A text that is shown, and how it stands out: the ratio of WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio). */
export interface Measured {
  text: string;
  /** Tags from the widget down. */
  where: string;
  ratio: number;
}

/**
 * Runs in a page, so it uses nothing from outside itself. Measures every text that is shown in our
 * widgets, values of controls too, by what the browser computed along the composed tree: what each
 * ancestor, and each sibling that lies beneath the text, paints behind it; alpha and opacity as they
 * are composed. `everything`: of the page too. Doesn't know backgrounds that are images, unless they are a control's own mark.
 */
export function measureContrast(everything = false): Measured[] {
  type Color = [red: number, green: number, blue: number, alpha: number];

  function colorOf(text: string): Color {
    const numbers = /^rgba?\(([^)]+)\)$/
      .exec(text)?.[1]
      ?.split(/[\s,/]+/)
      .map(Number);
    if (!numbers) throw new Error(`a colour that isn't rgb: ${text}`);
    const [red = 0, green = 0, blue = 0, alpha = 1] = numbers;
    return [red, green, blue, alpha];
  }
  /** One over another that is opaque. */
  const over = ([red, green, blue, alpha]: Color, below: Color): Color => {
    const mix = (a: number, b: number): number => a * alpha + b * (1 - alpha);
    return [mix(red, below[0]), mix(green, below[1]), mix(blue, below[2]), 1];
  };
  const luminance = (color: Color): number => {
    const [red = 0, green = 0, blue = 0] = color.slice(0, 3).map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ratioOf = (one: Color, other: Color): number => {
    const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };

  const parentOf = (element: Element): Element | null => {
    const root = element.getRootNode();
    return element.assignedSlot ?? element.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
  };
  const covers = (box: DOMRect, point: { x: number; y: number }): boolean =>
    box.left <= point.x && box.right >= point.x && box.top <= point.y && box.bottom >= point.y;

  /** What an element paints behind what is in it. */
  function backgroundOf(element: Element): Color {
    const style = getComputedStyle(element);
    if (style.backgroundImage !== 'none' && !element.matches('select, input'))
      throw new Error(`an image behind text: ${element.localName} ${style.backgroundImage}`);
    return colorOf(style.backgroundColor);
  }
  /** Pixels of the text and beside it. */
  function pixels(element: Element, point: { x: number; y: number }): [text: Color, behind: Color] {
    const chain: Element[] = [];
    for (let at: Element | null = element; at; at = parentOf(at)) chain.unshift(at);
    const paint = (at: number, below: Color): [Color, Color] => {
      const one = chain[at];
      if (!one) return [over(colorOf(getComputedStyle(element).color), below), below];
      let beneath = below;
      for (let sibling = one.previousElementSibling; sibling; sibling = sibling.previousElementSibling) {
        if (!sibling.checkVisibility() || !covers(sibling.getBoundingClientRect(), point)) continue;
        beneath = over(backgroundOf(sibling), beneath);
        break;
      }
      const inner = paint(at + 1, over(backgroundOf(one), beneath));
      const opacity = Number(getComputedStyle(one).opacity);
      const faded = ([red, green, blue]: Color): Color => over([red, green, blue, opacity], beneath);
      return [faded(inner[0]), faded(inner[1])];
    };
    return paint(0, [255, 255, 255, 1]);
  }

  /** Texts for readers alone are a pixel large. */
  function isShown(element: Element): boolean {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    for (let at: Element | null = element; at; at = parentOf(at)) {
      const { width, height } = at.getBoundingClientRect();
      const { overflowX, display } = getComputedStyle(at);
      if (width <= 1 && height <= 1 && overflowX === 'hidden') return false;
      if (display === 'none') return false;
    }
    return true;
  }
  const whereOf = (element: Element): string => {
    const names: string[] = [];
    for (let at: Element | null = element; at && names.length < 8; at = parentOf(at)) {
      names.unshift(at.localName);
      if (at.localName.startsWith('otklik-')) break;
    }
    return names.join(' ');
  };

  const found: Measured[] = [];
  const add = (element: Element, text: string, box: DOMRect): void => {
    if (!box.width || !box.height || !isShown(element)) return;
    const [front, behind] = pixels(element, { x: box.left + box.width / 2, y: box.top + box.height / 2 });
    found.push({ text: text.trim().slice(0, 40), where: whereOf(element), ratio: ratioOf(front, behind) });
  };
  const look = (root: ParentNode): void => {
    for (const element of root.querySelectorAll('*')) {
      if (element.localName.startsWith('otklik-') && element.shadowRoot) look(element.shadowRoot);
      if ((!everything && !(root instanceof ShadowRoot)) || element.closest('svg, style, script, option')) continue;
      if (element.matches('select, textarea, input:not([type=radio], [type=checkbox], [type=file], [type=hidden])'))
        add(element, (element as HTMLInputElement).value || element.localName, element.getBoundingClientRect());
      for (const node of element.childNodes) {
        if (!(node instanceof Text) || !node.data.trim()) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        add(element, node.data, range.getBoundingClientRect());
      }
    }
  };
  look(document);
  return found;
}
