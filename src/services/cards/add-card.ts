import type { Vault } from '#platform/secrets.js';
import { demandRoom } from '#services/bots/demand-room.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { sealNumber } from './seal-number.js';
import { sealOpenCardsOf } from './seal-open-cards.js';

const drawId = `select nextval('tenant_payment_cards_id_seq')::text as id`;
const insert = `
  insert into tenant_payment_cards
    (id, bot_id, card_number_sealed, card_number_last_four, card_number_fingerprint, card_holder_name)
  overriding system value values ($1, $2, $3, $4, $5, $6)`;

/**
 * Adds a card by its 16 digits and resolves to its id; all else of it is as by default. Throws
 * PermanentError('card.too_many'), and a unique violation when the bot has the card.
 */
export async function addCard(
  tenant: Tenant,
  tx: Tx,
  {
    vault,
    number,
    holderName,
  }: { readonly vault: Vault; readonly number: string; readonly holderName: string },
): Promise<string> {
  await demandRoom(tenant, tx, 'card');
  await sealOpenCardsOf(tenant, tx, vault);
  const [drawn] = await tx.sql<{ id: string }>(drawId);
  const id = drawn?.id ?? '';
  const { botId } = tenant;
  const sealed = sealNumber(vault, { botId, cardId: id, number });
  await tx.sql(insert, [
    ...[id, botId, sealed.cardNumberSealed, sealed.cardNumberLastFour, sealed.cardNumberFingerprint],
    holderName,
  ]);
  return id;
}
