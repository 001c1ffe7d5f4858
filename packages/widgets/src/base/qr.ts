import { html, nothing, type TemplateResult } from 'lit-html';
import { encode, type QrCodeGenerateResult } from 'uqr';

/** Light around it, in modules: ISO/IEC 18004 wants four. */
const quiet = 4;

/** Dark modules of a row as strokes of the path: one for each run. */
function runs(row: readonly boolean[], y: number): string {
  let path = '';
  for (let x = 0; x < row.length; x++) {
    const from = x;
    while (row[x]) x++;
    if (x > from) path += `M${from} ${y}h${x - from}v1h-${x - from}z`;
  }
  return path;
}

/** Undefined: too long, or no mask was found. */
function coded(text: string, maskPattern = -1): QrCodeGenerateResult | undefined {
  try {
    return encode(text, { ecc: 'M', border: quiet, maskPattern });
  } catch {
    return undefined;
  }
}

/** A text as a QR code with a name, and beneath in words if `told`; undefined: too long for one. */
export function qrView(text: string, name: string, told = true): TemplateResult | undefined {
  // What chooses the best mask relies on lists being the browser's own; up to Prototype 1.6 they aren't.
  const code = coded(text) ?? coded(text, 0);
  if (!code) return undefined;
  const { size, data } = code;
  const drawn = html`<svg class="qr" role="img" aria-label=${name} viewBox="0 0 ${size} ${size}"><path d=${data.map(runs).join('')} /></svg>`;
  return html`<figure class="stack g2">${drawn}${told ? html`<figcaption class="small soft">${text}</figcaption>` : nothing}</figure>`;
}
