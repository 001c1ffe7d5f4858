import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

/** Share of a picture's pixels that may differ. */
export const tolerance = 0.001;

export interface Difference {
  /** Why the pictures aren't the same; null: they are, within the tolerance. */
  problem: string | null;
  /** Share of pixels that differ, 0 to 1; of pictures of different sizes 1. */
  share: number;
  /** The differences in red, as a PNG; none where the sizes differ. */
  picture?: Buffer;
}

/**
 * Whether a picture is what it was. Edges of letters count as much as anything: with one font and
 * one browser they don't move by themselves.
 * @param kept @param now both as PNGs
 */
export function compare(kept: Buffer, now: Buffer): Difference {
  const [before, after] = [PNG.sync.read(kept), PNG.sync.read(now)];
  const { width, height } = before;
  if (width !== after.width || height !== after.height) {
    return { problem: `${after.width}×${after.height} px, it was ${width}×${height}`, share: 1 };
  }
  const drawn = new PNG({ width, height });
  const differing = pixelmatch(before.data, after.data, drawn.data, width, height, {
    threshold: 0.05,
    includeAA: true,
  });
  const share = differing / (width * height);
  if (share <= tolerance) return { problem: null, share };
  const percent = (share * 100).toFixed(share < 0.01 ? 2 : 1);
  return { problem: `${percent}% of the pixels differ`, share, picture: PNG.sync.write(drawn) };
}
