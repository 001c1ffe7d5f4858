/**
 * Settings for all widgets inside it: `backend`, `agency`, `audience`, `lang`, `theme`. Shows its
 * content and nothing of its own; widgets look for it among their ancestors.
 *
 * With `panel` it shows a low-vision panel («версия для слабовидящих») above its content, for the
 * widgets inside it, or with `panel="page"` for all widgets of the page. Of the host's own content it
 * changes nothing: it only notes what was chosen on its own children, as `data-otklik-size` and so on
 * (docs/decisions/0019-low-vision.md).
 *
 * @element otklik-settings
 * @attr panel - empty: for the widgets inside; `page`: for those of the whole page
 */
export class OtklikSettings extends HTMLElement {}
