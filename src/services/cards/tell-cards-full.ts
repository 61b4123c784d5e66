import type { Tenant, Tx } from '#tenancy/scope.js';
import { notify } from '../notices/notify.js';
import { hasRoomToday, isOnDuty, takesSum } from './limits.js';
import { readRotation } from './read-rotation.js';

interface Standing {
  readonly card_count: number;
  readonly full_count: number;
  readonly is_any_open: boolean;
}

const readText = `
  select count(*)::int as card_count, count(*) filter (where not ${hasRoomToday})::int as full_count,
    coalesce(bool_or(${isOnDuty} and ${hasRoomToday}), false) as is_any_open
  from tenant_payment_cards as card where card.bot_id = $1 and card.is_active and ${takesSum}`;

/**
 * Tells the admins, once in the bot's day, that people cannot pay a sum (toman) by card since cards that are for such sums
 * have reached their limit for today. Looks itself whether that is so: hours and amounts are what the tenant wants every
 * day, and are no news. Call it when somebody wanted a card and there was none; it stands when the transaction is committed.
 */
export async function tellCardsFull(tenant: Tenant, tx: Tx, amountToman: number): Promise<void> {
  const { day, dayStart, hour } = await readRotation(tenant, tx, { isPick: false });
  const [standing] = await tx.sql<Standing>(readText, [tenant.botId, amountToman, dayStart, hour]);
  if (!standing || standing.is_any_open || standing.full_count === 0) return;
  const { card_count, full_count } = standing;
  await notify(tenant, tx, {
    kind: 'cards_full',
    about: { day, amount_toman: amountToman, card_count, full_count },
  });
}
