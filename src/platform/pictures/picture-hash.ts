/** Width and height of the greys that a hash is made of. */
export const hashSide = 32;
const waves = 8;

const cosines = Array.from({ length: waves }, (_, wave) =>
  Array.from({ length: hashSide }, (_, place) =>
    Math.cos(((2 * place + 1) * wave * Math.PI) / (2 * hashSide)),
  ),
);

/** The coarsest waves (a discrete cosine transform) of a line of greys, or of a column of such waves. */
const wavesOf = (line: readonly number[]): number[] =>
  cosines.map((cosine) => line.reduce((sum, grey, place) => sum + grey * (cosine[place] as number), 0));

/**
 * A perceptual hash, 16 hexadecimal digits: which of the 64 coarsest waves of a picture are above their median. `greys`: rows of
 * `hashSide` × `hashSide`, 0 to 255. What compression, scale and brightness do to a picture changes few bits of it.
 */
export function hashOf(greys: Uint8Array): string {
  const rows = Array.from({ length: hashSide }, (_, y) =>
    wavesOf([...greys.subarray(y * hashSide, (y + 1) * hashSide)]),
  );
  const all = Array.from({ length: waves }, (_, x) => wavesOf(rows.map((row) => row[x] as number))).flat();
  const median = [...all].sort((a, b) => a - b)[all.length / 2] as number;
  const bits = all.map((wave) => (wave >= median ? '1' : '0')).join('');
  return BigInt(`0b${bits}`).toString(16).padStart(16, '0');
}

/** Hashes that differ in so many of 64 bits at most are near. */
export const mostDistance = 7;

const bands = 4;
const bandBits = 16;

/**
 * What the four bands of 16 bits of a near hash may be, the first band first: of hashes that differ in 7 bits, one band
 * differs in one bit at most, so 17 values a band find them all.
 */
export const bandsNear = (hash: string): number[][] =>
  Array.from({ length: bands }, (_, band) => {
    const bits = Number.parseInt(hash.slice(band * 4, band * 4 + 4), 16);
    return [bits, ...Array.from({ length: bandBits }, (_, bit) => bits ^ (1 << bit))];
  });
