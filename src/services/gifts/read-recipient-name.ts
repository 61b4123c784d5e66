import type { GiftRecipient } from '../orders/types.js';

const digits: Readonly<Record<string, string>> = Object.fromEntries(
  [...'۰۱۲۳۴۵۶۷۸۹', ...'٠١٢٣٤٥٦٧٨٩'].map((sign, place) => [sign, String(place % 10)]),
);

/**
 * Whom a person means by what they typed: a Telegram id in digits of any kind, a user name with or without its @, or the address
 * of somebody at Telegram. Undefined: nobody.
 */
export function readRecipientName(typed: string): GiftRecipient | undefined {
  const plain = typed
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .trim();
  const number = [...plain].map((sign) => digits[sign] ?? sign).join('');
  if (/^[1-9]\d{4,15}$/.test(number)) return { telegramId: number };
  const name = plain.replace(/^(?:https?:\/\/)?(?:t\.me|telegram\.me)\//i, '').replace(/^@/, '');
  return /^[a-z]\w{3,31}$/i.test(name) ? { username: name.toLowerCase() } : undefined;
}
