import type { Tenant, Tx } from '#tenancy/scope.js';

/** By what its tenant knows a card. */
export interface CardFace {
  readonly lastFour: string;
  readonly holder: string;
}

const faceText = `
  select card_number_last_four as "lastFour", card_holder_name as holder from tenant_payment_cards
  where bot_id = $1 and id = $2 and deleted_at is null and card_number_last_four is not null`;

/** A card of the bot as its tenant knows it; undefined: it was deleted. */
export async function readCardFace({ botId }: Tenant, tx: Tx, cardId: string): Promise<CardFace | undefined> {
  const [row] = await tx.sql<CardFace>(faceText, [botId, cardId]);
  return row;
}
