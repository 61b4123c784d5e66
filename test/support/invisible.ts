/** Texts in which nobody sees anything, by what they are made of; Telegram would call most of them empty. */
export const invisible: Readonly<Record<string, string>> = {
  blanks: '   \t\u3000\u2003',
  'blanks of zero width': '\u200b\u200b\u2060\ufeff',
  joiners: '\u200c\u200d\u200c',
  'signs of direction': '\u200e\u200f\u2068\u2069',
  'soft hyphens': '\u00ad\u00ad',
  'fillers of Hangul': '\u3164\u115f\uffa0',
  'blanks of Braille': '\u2800\u2800',
  'selectors and tags': '\ufe0f\u{e0041}\u{e007f}',
  'marks without a letter': '\u0301\u034f\u0301',
  'stand-ins for objects': '\ufffc\ufffc',
};
