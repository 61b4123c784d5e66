/** Most characters of the address of a button at Telegram. */
const longestAddress = 2_000;

const addressOf = (link: string, text: string): string =>
  `https://t.me/share/url?url=${encodeURIComponent(link)}&text=${encodeURIComponent(text)}`;

/** The address that lets a person send a link with some words to whom they like; words that are too long for it are cut. */
export function shareAddress(link: string, words: string): string {
  const signs = [...words.replace(/\p{Cs}/gu, '').trim()];
  let text = signs.join('');
  while (addressOf(link, text).length > longestAddress) {
    signs.splice(-Math.max(1, Math.ceil(signs.length / 20)));
    text = `${signs.join('').trimEnd()}…`;
  }
  return addressOf(link, text);
}
