/** Letters of Arabic keyboards as Persian ones write them, and forms that are read alike. */
const alike: Readonly<Record<string, string>> = {
  ي: 'ی',
  ى: 'ی',
  ك: 'ک',
  ة: 'ه',
  ۀ: 'ه',
  ـ: '',
};

/** Digits of Arabic and Persian, by their place from 0 on. */
const digitStarts = [0x0660, 0x06f0] as const;

function westernDigit(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  const start = digitStarts.find((first) => code >= first && code <= first + 9);
  return start === undefined ? sign : String(code - start);
}

/**
 * A text for comparing by its words: small letters without accents, Persian letters in place of Arabic ones, western digits, nothing of
 * half-spaces, and one blank for everything that is neither letter nor digit.
 */
export const foldText = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(/[يىكةۀـ]/g, (letter) => alike[letter] ?? letter)
    .replace(/[٠-٩۰-۹]/g, westernDigit)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
