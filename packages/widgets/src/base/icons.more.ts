import type { TemplateResult } from 'lit-html';
import { icon } from './icons.ts';

// Those that not every first screen has.

export const infoIcon = (): TemplateResult => icon('M12 3a9 9 0 1 1 0 18a9 9 0 1 1 0-18M12 11v5M12 8v.01');
export const warningIcon = (): TemplateResult => icon('M12 3 2 20h20zM12 10v4M12 17v.01');
export const fileIcon = (): TemplateResult => icon('M14 3H6v18h12V7zM14 3v4h4');
export const lockIcon = (): TemplateResult => icon('M6 11h12v9H6zM8 11V8a4 4 0 0 1 8 0v3');
