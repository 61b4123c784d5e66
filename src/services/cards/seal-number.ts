import { PermanentError } from '#platform/errors.js';
import type { Vault } from '#platform/secrets.js';

/** What a row has of a number that is sealed; by the names of the model. */
interface SealedNumber {
  readonly cardNumber: null;
  readonly cardNumberSealed: string;
  readonly cardNumberLastFour: string;
  readonly cardNumberFingerprint: string;
}

/** A row as its number is read from it. */
export interface KeptNumber {
  readonly id: string;
  readonly botId: string;
  /** In clear, as an older version wrote it. */
  readonly cardNumber: string | null;
  readonly cardNumberSealed: string | null;
}

const ownerOf = (botId: string, cardId: string): string => `card ${botId} ${cardId}`;

/**
 * The 16 digits of a card as its row keeps them: sealed for this bot and row only, the last four in clear, and a
 * fingerprint that is the same for the same number in the same bot.
 */
export const sealNumber = (
  vault: Vault,
  { botId, cardId, number }: { readonly botId: string; readonly cardId: string; readonly number: string },
): SealedNumber => ({
  cardNumber: null,
  cardNumberSealed: vault.encrypt(number, ownerOf(botId, cardId)),
  cardNumberLastFour: number.slice(-4),
  cardNumberFingerprint: fingerprintOf(vault, botId, number),
});

/** By what a bot's same card is known; nobody without APP_SECRET can try numbers against it. */
export const fingerprintOf = (vault: Vault, botId: string, number: string): string =>
  vault.sign('card number', `${botId}\n${number}`);

/** The 16 digits of a card; for its tenant and its payers only. Throws PermanentError('card.unreadable'). */
export function openNumber(vault: Vault, { id, botId, cardNumber, cardNumberSealed }: KeptNumber): string {
  if (cardNumber !== null) return cardNumber;
  try {
    return vault.decrypt(cardNumberSealed ?? '', ownerOf(botId, id));
  } catch (error) {
    throw new PermanentError('card.unreadable', { cause: error, context: { bot: botId, card: id } });
  }
}
