import type { Tenant, Tx } from '#tenancy/scope.js';
import type { PartnerMovementKind } from './move-partner.js';

/** A movement of a partner's balance, as they are told of it. */
export interface PartnerMoved {
  readonly kind: PartnerMovementKind;
  readonly amountToman: number;
  /** What the person paid, or got back; null: it is about no payment. */
  readonly paidToman: number | null;
  /** From when it can be paid out; null: at once. */
  readonly availableAt: Date | null;
}

const text = `
  select kind, amount_toman::float8 as "amountToman", paid_toman::float8 as "paidToman", available_at as "availableAt"
  from partner_transactions where bot_id = $1 and id = $2`;

/** A movement by its number; undefined: the bot has none. */
export async function readPartnerMovement(
  { botId }: Tenant,
  tx: Tx,
  id: string,
): Promise<PartnerMoved | undefined> {
  const [row] = await tx.sql<PartnerMoved>(text, [botId, id]);
  return row;
}
