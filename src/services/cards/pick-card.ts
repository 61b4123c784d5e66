import type { Tenant, Tx } from '#tenancy/scope.js';
import { isOpen } from './limits.js';
import { readRotation, type Strategy } from './read-rotation.js';
import type { KeptNumber } from './seal-number.js';
import { tellCardsFull } from './tell-cards-full.js';

/** The card that a payer is shown; `openNumber` has its digits. */
export interface PickedCard extends KeptNumber {
  readonly holderName: string;
}

/** The turns of a time: each active card, by its number, has its own minutes, then the next; `$5` is the minute that it is. */
const turns = `
  join (
    select id, sum(rotation_interval_minutes) over (order by id) as until_minute,
      sum(rotation_interval_minutes) over () as round_minutes
    from tenant_payment_cards where bot_id = $1 and is_active
  ) as turn on turn.id = card.id`;

/**
 * A card that nobody has judged counts like one of whose ten payments eight were approved: bad luck at the start takes
 * nobody out, and a card that is refused again and again keeps a small share, by which it can recover.
 */
const share = `card.weight * (card.success_count + 8.0) / (card.success_count + card.failure_count + 10.0)`;

interface Order {
  readonly by: string;
  /** What else the order looks at. */
  readonly join?: string;
}
/** Of the cards that are open, the first in this order is picked. */
const orders: Readonly<Record<Strategy, Order>> = {
  round_robin: { by: 'card.last_used_at nulls first, card.id' },
  random: { by: 'random()' },
  time_based: { by: 'turn.until_minute <= $5::bigint % turn.round_minutes, card.id', join: turns },
  // The first of several exponential clocks is each one's by its share of all rates.
  weighted: { by: `-ln(1 - random()) / (${share})` },
};

/**
 * Whoever changes a card meanwhile is waited for, and a card that is no longer open then is passed over. `last_used_at` tells
 * the turns apart, so it never goes back, not even when the server's clock does.
 */
const pickText = ({ by, join = '' }: Order): string => `
  with picked as (
    select card.id from tenant_payment_cards as card ${join}
    where ${isOpen}
    order by ${by} limit 1 for no key update of card
  )
  update tenant_payment_cards as card
  set current_usage_count = least(2147483647, card.current_usage_count::bigint + 1),
    last_used_at = greatest(clock_timestamp(), (
      select max(other.last_used_at) + interval '1 microsecond' from tenant_payment_cards as other
      where other.bot_id = $1 and other.is_active))
  from picked where card.bot_id = $1 and card.id = picked.id
  returning card.id::text, card.card_number, card.card_number_sealed, card.card_holder_name`;

const pickTexts: Readonly<Record<Strategy, string>> = {
  round_robin: pickText(orders.round_robin),
  random: pickText(orders.random),
  time_based: pickText(orders.time_based),
  weighted: pickText(orders.weighted),
};

interface Row {
  readonly id: string;
  readonly card_number: string | null;
  readonly card_number_sealed: string | null;
  readonly card_holder_name: string;
}

/**
 * Picks the card on which a payment of the sum begins, by the bot's strategy, and counts its use, in the open transaction:
 * one that is rolled back has picked and counted nothing. Cards that are off, deleted or over a limit are passed over;
 * undefined when none is left, of which the admins hear once a day if this transaction is committed.
 *
 * It stands where the card stands in the order of locks (payer, card, payment, …), and holds the row of that card until the
 * transaction ends; with `round_robin` and where a day's limit is counted the bot's other picks wait as well, since the next
 * one depends on whether this one comes to be. Other bots wait for nothing: pick late, and commit soon.
 */
export async function pickCard(
  tenant: Tenant,
  tx: Tx,
  { amountToman }: { readonly amountToman: number },
): Promise<PickedCard | undefined> {
  const { botId } = tenant;
  const { strategy, cardCount, dayStart, hour, minute } = await readRotation(tenant, tx, { isPick: true });
  if (cardCount === 0) return undefined;
  const values = [botId, amountToman, dayStart, hour, ...(strategy === 'time_based' ? [minute] : [])];
  const [row] = await tx.sql<Row>(pickTexts[strategy], values);
  if (!row) {
    await tellCardsFull(tenant, tx, amountToman);
    return undefined;
  }
  return {
    id: row.id,
    botId,
    cardNumber: row.card_number,
    cardNumberSealed: row.card_number_sealed,
    holderName: row.card_holder_name,
  };
}
