import { html, type TemplateResult } from 'lit-html';

/** A line icon, hidden from readers: words stand beside each. */
export const icon = (path: string): TemplateResult =>
  html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${path} /></svg>`;

export const alertIcon = (): TemplateResult => icon('M12 3a9 9 0 1 1 0 18a9 9 0 1 1 0-18M12 7v6M12 16v.01');
