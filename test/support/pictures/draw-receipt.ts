import sharp from 'sharp';

/** How the receipts of a bank's app look. */
export interface Look {
  readonly paper: string;
  readonly ink: string;
  readonly head: string;
  /** Where its lines begin, and how far apart they are, in pixels. */
  readonly top: number;
  readonly gap: number;
}

/** Three apps. */
export const looks: readonly Look[] = [
  { paper: '#ffffff', ink: '#222222', head: '#0a58ca', top: 640, gap: 170 },
  { paper: '#f4f4f4', ink: '#333333', head: '#cc0000', top: 500, gap: 210 },
  { paper: '#101418', ink: '#eeeeee', head: '#117744', top: 760, gap: 150 },
];

/** What stands on a receipt. */
export interface Said {
  readonly amount: string;
  readonly card: string;
  readonly date: string;
  readonly reference: string;
}

/** Bits of three by five cells, row by row; other signs are made of their code, so that no font is needed. */
const glyphs: Readonly<Record<string, number>> = {
  '0': 0b111101101101111,
  '1': 0b010110010010111,
  '2': 0b111001111100111,
  '3': 0b111001111001111,
  '4': 0b101101111001001,
  '5': 0b111100111001111,
  '6': 0b111100111101111,
  '7': 0b111001001001001,
  '8': 0b111101111101111,
  '9': 0b111101111001111,
  ' ': 0,
};
const glyphOf = (sign: string): number => glyphs[sign] ?? (sign.charCodeAt(0) * 7919) % 2 ** 15;

/** A line of signs as rectangles: `size` is the height in pixels. */
function write(text: string, x: number, y: number, size: number, ink: string): string {
  const cell = size / 5;
  return [...text]
    .flatMap((sign, place) =>
      Array.from({ length: 15 }, (_, at) =>
        (glyphOf(sign) >> (14 - at)) & 1
          ? `<rect x="${x + place * cell * 4 + (at % 3) * cell}" y="${y + Math.floor(at / 3) * cell}" width="${cell}" height="${cell}" fill="${ink}"/>`
          : '',
      ),
    )
    .join('');
}

export const screen = { width: 1_080, height: 2_200 };

/** A screenshot of a bank's app, as JPEG. */
export async function drawReceipt(look: Look, said: Said): Promise<Buffer> {
  const lines = [
    ['amount', said.amount],
    ['to card', said.card],
    ['from', '6219 8610 4455 1203'],
    ['date', said.date],
    ['reference', said.reference],
    ['state', 'done'],
  ] as const;
  const { paper, ink, head, top, gap } = look;
  const rows = lines.map(([name, value], place) => {
    const y = top + place * gap;
    const line = `<rect x="60" y="${y + 70}" width="960" height="2" fill="#999"/>`;
    return write(name, 60, y, 38, ink) + write(value, 420, y, 38, ink) + line;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${screen.width}" height="${screen.height}">
    <rect width="100%" height="100%" fill="${paper}"/><rect width="100%" height="320" fill="${head}"/>
    ${write('transfer done', 330, 160, 64, '#ffffff')}<circle cx="540" cy="410" r="60" fill="#22aa22"/>
    ${rows.join('')}<rect x="100" y="1950" width="880" height="140" rx="30" fill="${head}"/></svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 90 }).toBuffer();
}

/** Digits that follow from a number alone. */
export function digitsOf(seed: number, length: number): string {
  let state = seed * 2_654_435_761 + 12_345;
  return Array.from({ length }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * 10);
  }).join('');
}

/** What another receipt says. */
export const saidOf = (seed: number): Said => ({
  amount: `${digitsOf(seed, 1)} ${digitsOf(seed + 1, 3)} 000`,
  card: `6037 ${digitsOf(seed + 2, 4)} ${digitsOf(seed + 3, 4)} ${digitsOf(seed + 4, 4)}`,
  date: `1405 09 ${digitsOf(seed + 5, 2)} ${digitsOf(seed + 6, 2)} ${digitsOf(seed + 7, 2)}`,
  reference: digitsOf(seed + 8, 12),
});

/** What people and apps do to a picture on its way. */
export const changes: Readonly<Record<string, (bytes: Buffer) => Promise<Buffer>>> = {
  'compressed anew': (bytes) => sharp(bytes).jpeg({ quality: 40 }).toBuffer(),
  halved: (bytes) => sharp(bytes).resize(540).jpeg({ quality: 70 }).toBuffer(),
  'saved as PNG': (bytes) => sharp(bytes).png().toBuffer(),
  'saved as WebP': (bytes) => sharp(bytes).webp({ quality: 60 }).toBuffer(),
  brighter: (bytes) => sharp(bytes).modulate({ brightness: 1.05 }).jpeg().toBuffer(),
};

/** What is cut off of each side, in pixels. */
export const cut = (
  bytes: Buffer,
  { top = 0, bottom = 0, side = 0 }: { top?: number; bottom?: number; side?: number },
): Promise<Buffer> =>
  sharp(bytes)
    .extract({
      left: side,
      top,
      width: screen.width - 2 * side,
      height: screen.height - top - bottom,
    })
    .jpeg({ quality: 75 })
    .toBuffer();
