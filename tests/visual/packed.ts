import { crc32, deflateSync } from 'node:zlib';
import { PNG } from 'pngjs';

// A picture of text has some 1,500 colours, nearly all of them shades between a letter and its ground.
// With 256 of them it takes less than half the bytes, and no eye or comparison sees which it is.

/** A colour as one number: what the four bytes of a pixel are in memory. */
const pixelsOf = ({ data }: PNG): Uint32Array => new Uint32Array(data.buffer, data.byteOffset, data.length / 4);
const channels = (colour: number): [number, number, number] => [
  colour & 255,
  (colour >>> 8) & 255,
  (colour >>> 16) & 255,
];
const distance = (a: number, b: number): number => {
  const [[r, g, b1], [r2, g2, b2]] = [channels(a), channels(b)];
  return (r - r2) ** 2 + (g - g2) ** 2 + (b1 - b2) ** 2;
};

/** Areas keep their colours exactly. */
const exact = 32;

/**
 * Up to 256 of these colours, and for each of them its place there: after those that most pixels
 * have, again and again the one that is worst served by those chosen before.
 */
function paletteOf(byCount: readonly number[]): { palette: number[]; places: Map<number, number> } {
  const palette: number[] = [];
  const served = byCount.map((colour) => ({ colour, place: 0, off: Infinity }));
  const choose = (colour: number): void => {
    const place = palette.push(colour) - 1;
    for (const one of served) {
      const off = distance(one.colour, colour);
      if (off < one.off) Object.assign(one, { place, off });
    }
  };
  byCount.slice(0, exact).forEach(choose);
  while (palette.length < 256) {
    const worst = served.reduce((a, b) => (b.off > a.off ? b : a));
    if (!worst.off) break;
    choose(worst.colour);
  }
  return { palette, places: new Map(served.map(({ colour, place }) => [colour, place])) };
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

/** A picture without transparency in fewer bytes: a PNG of 8 bits with a palette (ISO/IEC 15948, 11.2). */
export function packed(picture: Buffer): Buffer {
  const png = PNG.sync.read(picture);
  const { width, height } = png;
  const pixels = pixelsOf(png);
  const counts = new Map<number, number>();
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const byCount = [...counts].sort(([, a], [, b]) => b - a).map(([colour]) => colour);
  const { palette, places } = paletteOf(byCount);
  // Each row begins with its filter: none.
  const rows = Buffer.alloc((width + 1) * height);
  pixels.forEach((colour, at) => {
    rows[at + Math.floor(at / width) + 1] = places.get(colour) ?? 0;
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap(channels))),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
