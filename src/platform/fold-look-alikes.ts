/**
 * Letters of other scripts, each after the Latin one that a reader takes it for; small ones, since names are folded in
 * small letters (a large Cyrillic Н is an H, and so is its small one here). What NFKC knows (wide, mathematical, circled,
 * raised letters) and marks above and below need no line.
 */
const lookAlikes: Readonly<Record<string, string>> = {
  a: 'аαɑᴀ',
  b: 'вьβʙ',
  c: 'сϲᴄ',
  d: 'ԁɗᴅ',
  e: 'еєεҽᴇ',
  f: 'ƒꜰ',
  g: 'ɡցɢ',
  h: 'һнʜ',
  i: 'іιıɪ',
  j: 'јϳᴊ',
  k: 'кκᴋ',
  l: 'ӏʟł',
  m: 'мᴍʍ',
  n: 'пηոɴ',
  o: 'оοσօᴏø',
  p: 'рρᴘ',
  q: 'ԛ',
  r: 'гʀ',
  s: 'ѕꜱ',
  t: 'тτᴛŧ',
  u: 'υսᴜμ',
  v: 'ѵνᴠ',
  w: 'ԝωѡᴡ',
  x: 'хχ',
  y: 'уγүʏ',
  z: 'ᴢ',
  // Arabic letters that Persian writes otherwise.
  ی: 'يى',
  ک: 'ك',
};

/** White letters on black squares and discs, which NFKC leaves alone; each row runs from A to Z. */
const onBlack = [0x1f150, 0x1f170];

const foldedOf: ReadonlyMap<string, string> = new Map([
  ...Object.entries(lookAlikes).flatMap(([letter, others]) =>
    [...others].map((other) => [other, letter] as const),
  ),
  ...onBlack
    .flatMap((first) =>
      Array.from({ length: 26 }, (_, at) => [
        String.fromCodePoint(first + at),
        String.fromCharCode(0x61 + at),
      ]),
    )
    .map(([sign = '', letter = '']) => [sign, letter] as const),
]);

/**
 * A text as a reader sees it, for comparing: in small Latin letters wherever it looks like those, whatever script they are
 * of, without marks on letters and without signs that cannot be seen. Two texts that look alike are folded to the same.
 */
export const foldLookAlikes = (text: string): string =>
  [
    ...text
      .normalize('NFKC')
      .toLowerCase()
      .normalize('NFD')
      .replace(/[\p{M}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}]/gu, ''),
  ]
    .map((sign) => foldedOf.get(sign) ?? sign)
    .join('')
    .normalize('NFC');
