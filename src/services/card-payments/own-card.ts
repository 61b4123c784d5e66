import { PermanentError } from '#platform/errors.js';
import { log } from '#platform/log.js';
import type { Vault } from '#platform/secrets.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { openNumber } from '../cards/seal-number.js';
import { notify } from '../notices/notify.js';
import type { Payment } from '../payments/payment.js';

const holder = `
  select card_holder_name as name from tenant_payment_cards where bot_id = $1 and id = $2`;

/** Whose the card of a payment is, however the card stands by now; undefined: the payment names none. */
export async function readCardHolder(
  { botId }: Tenant,
  tx: Tx,
  { onCard }: Payment,
): Promise<string | undefined> {
  if (onCard?.cardId == null) return undefined;
  const [row] = await tx.sql<{ name: string }>(holder, [botId, onCard.cardId]);
  return row?.name;
}

const ownNumber = `
  select card.id::text, card.card_number, card.card_number_sealed
  from card_to_card_payments as payment
  join users as payer on payer.bot_id = $1 and payer.id = payment.user_id and payer.telegram_id = $3
  join tenant_payment_cards as card on card.bot_id = $1 and card.id = payment.card_id
  where payment.bot_id = $1 and payment.id = $2`;

/** The 16 digits of a card; `unreadable`: they are sealed under another APP_SECRET than the fleet has. */
export type OwnNumber = { readonly kind: 'open'; readonly number: string } | { readonly kind: 'unreadable' };

/**
 * The number of the card that a payment is made on, for the chat of its payer; undefined: that chat is not theirs. One that cannot be
 * read is told to those who run the bot, once a week a card.
 */
export async function openOwnNumber(
  tenant: Tenant,
  tx: Tx,
  {
    vault,
    paymentId,
    chatId,
  }: { readonly vault: Vault; readonly paymentId: string; readonly chatId: string },
): Promise<OwnNumber | undefined> {
  const { botId } = tenant;
  const [row] = await tx.sql<{ id: string; card_number: string | null; card_number_sealed: string | null }>(
    ownNumber,
    [botId, paymentId, chatId],
  );
  if (!row) return undefined;
  const kept = { id: row.id, botId, cardNumber: row.card_number, cardNumberSealed: row.card_number_sealed };
  try {
    return { kind: 'open', number: openNumber(vault, kept) };
  } catch (error) {
    if (!(error instanceof PermanentError)) throw error;
    log.error(
      { err: error, code: error.code, card: row.id, payment: paymentId },
      'the number of a card cannot be read, so its payer is told to choose another way; its tenant must delete the card and add it again',
    );
    await notify(tenant, tx, { kind: 'card_unreadable', about: { card_id: row.id } });
    return { kind: 'unreadable' };
  }
}
