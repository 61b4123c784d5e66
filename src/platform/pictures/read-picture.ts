import { loadSharp } from './load-sharp.js';
import { hashOf, hashSide } from './picture-hash.js';
import { printHeight, printWidth } from './print-size.js';

/** What is kept of a picture. */
export interface Picture {
  /** Perceptual hash, 16 hexadecimal digits. */
  readonly hash: string;
  /** Greys of the picture made `printWidth` × `printHeight`, row by row, 0 to 255. */
  readonly print: Buffer;
}

/** More is refused before anything of it is unpacked. */
const mostPixels = 25_000_000;
const mostSeconds = 10;
/** A picture whose greys deviate less has nothing to tell it by. */
const leastDeviation = 4;

const isAt = (bytes: Buffer, at: number, ...sign: number[]): boolean =>
  sign.every((byte, place) => bytes[at + place] === byte);

/** JPEG, PNG or WebP: the formats that people's pictures have. */
const isPicture = (bytes: Buffer): boolean =>
  isAt(bytes, 0, 0xff, 0xd8, 0xff) ||
  isAt(bytes, 0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) ||
  (isAt(bytes, 0, 0x52, 0x49, 0x46, 0x46) && isAt(bytes, 8, 0x57, 0x45, 0x42, 0x50));

/**
 * Decodes a picture that a stranger sent. Undefined: it is no JPEG, PNG or WebP, too large, broken, nothing is to be seen in it,
 * or the library cannot be loaded.
 */
export async function readPicture(bytes: Buffer): Promise<Picture | undefined> {
  if (!isPicture(bytes)) return undefined;
  const sharp = await loadSharp();
  if (!sharp) return undefined;
  const greys = (width: number, height: number): Promise<Buffer> =>
    sharp(bytes, { limitInputPixels: mostPixels, sequentialRead: true, failOn: 'error' })
      .autoOrient()
      .timeout({ seconds: mostSeconds })
      .flatten({ background: '#fff' })
      .greyscale()
      .resize(width, height, { fit: 'fill', kernel: 'mitchell', fastShrinkOnLoad: false })
      .raw()
      .toBuffer();
  try {
    const print = await greys(printWidth, printHeight);
    if (deviationOf(print) < leastDeviation) return undefined;
    return { hash: hashOf(await greys(hashSide, hashSide)), print };
  } catch {
    return undefined;
  }
}

function deviationOf(greys: Buffer): number {
  const mean = greys.reduce((sum, grey) => sum + grey, 0) / greys.length;
  return Math.sqrt(greys.reduce((sum, grey) => sum + (grey - mean) ** 2, 0) / greys.length);
}
