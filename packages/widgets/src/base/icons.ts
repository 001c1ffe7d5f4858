import { html, type TemplateResult } from 'lit-html';

/** A line icon, hidden from readers: words stand beside each. */
export const icon = (path: string): TemplateResult =>
  html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${path} /></svg>`;

export const alertIcon = (): TemplateResult => icon('M12 3a9 9 0 1 1 0 18a9 9 0 1 1 0-18M12 7v6M12 16v.01');
export const infoIcon = (): TemplateResult => icon('M12 3a9 9 0 1 1 0 18a9 9 0 1 1 0-18M12 11v5M12 8v.01');
export const warningIcon = (): TemplateResult => icon('M12 3 2 20h20zM12 10v4M12 17v.01');
export const fileIcon = (): TemplateResult => icon('M14 3H6v18h12V7zM14 3v4h4');
export const lockIcon = (): TemplateResult => icon('M6 11h12v9H6zM8 11V8a4 4 0 0 1 8 0v3');
