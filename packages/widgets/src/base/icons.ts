import { svg, type TemplateResult } from 'lit-html';

/** Line icons, hidden from readers: words stand beside each. */
const icon = (paths: TemplateResult<2>): TemplateResult<2> =>
  svg`<svg viewBox="0 0 24 24" aria-hidden="true">${paths}</svg>`;

export const alertIcon = (): TemplateResult<2> =>
  icon(svg`<circle cx="12" cy="12" r="9"/><path d="M12 7v6M12 16v.01"/>`);
export const infoIcon = (): TemplateResult<2> =>
  icon(svg`<circle cx="12" cy="12" r="9"/><path d="M12 11v5M12 8v.01"/>`);
export const warningIcon = (): TemplateResult<2> => icon(svg`<path d="M12 3 2 20h20zM12 10v4M12 17v.01"/>`);
export const fileIcon = (): TemplateResult<2> => icon(svg`<path d="M14 3H6v18h12V7zM14 3v4h4"/>`);
export const lockIcon = (): TemplateResult<2> => icon(svg`<path d="M6 11h12v9H6zM8 11V8a4 4 0 0 1 8 0v3"/>`);
