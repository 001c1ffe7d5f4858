/**
 * The HTML that a publication's text may have, everything else is taken out: on the way in by the
 * server, and again by the widget that shows it, whatever server sent it.
 */
export const richText: { tags: readonly string[]; attributes: readonly string[]; schemes: readonly string[] } = {
  tags: 'a abbr b blockquote br caption cite code dd del div dl dt em figcaption figure h4 h5 h6 hr i img ins li ol p pre q s small span strong sub sup table tbody td tfoot th thead time tr u ul'.split(
    ' ',
  ),
  attributes: 'alt colspan datetime dir height href lang rowspan scope src start title width'.split(' '),
  /** Of links; of pictures none but their own place's. */
  schemes: ['http', 'https', 'mailto', 'tel'],
};
