/**
 * Settings for all widgets inside it: `backend`, `agency`, `audience`, `lang`, `theme`. Shows its
 * content and nothing of its own; widgets look for it among their ancestors.
 *
 * @element otklik-settings
 */
export class OtklikSettings extends HTMLElement {}
