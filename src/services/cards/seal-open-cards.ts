import { log } from '#platform/log.js';
import type { Vault } from '#platform/secrets.js';
import { asFleet, type Tenant, type Tx } from '#tenancy/scope.js';
import { sealNumber } from './seal-number.js';

interface OpenCard {
  readonly bot_id: string;
  readonly id: string;
  readonly card_number: string;
}

const findOpen = `
  select bot_id::text, id::text, card_number from tenant_payment_cards as card
  where card_number is not null order by card.bot_id, card.id limit $1 for update`;
const findOpenOfBot = `
  select bot_id::text, id::text, card_number from tenant_payment_cards as card
  where bot_id = $1 and card_number is not null order by card.id for update`;
/** A card that the bot has under its fingerprint already is one more row of the same: it is put away like a deleted one. */
const seal = `
  with twin as (
    select exists (select from tenant_payment_cards
      where bot_id = $1 and card_number_fingerprint = $5 and deleted_at is null and id <> $2) as is_there
  )
  update tenant_payment_cards as card
  set card_number = null, card_number_sealed = $3, card_number_last_four = $4, card_number_fingerprint = $5,
    deleted_at = case when twin.is_there then coalesce(card.deleted_at, now()) else card.deleted_at end,
    is_active = card.is_active and not twin.is_there
  from twin where card.bot_id = $1 and card.id = $2
  returning twin.is_there`;

/** Rows of one transaction. */
const page = 500;

/**
 * Seals every number that lies in clear, in all bots, a page at a time: what versions before this one wrote. A crash
 * leaves whole pages done; the next call goes on. Resolves to how many it sealed; with none left it costs one look into
 * an empty index.
 */
export async function sealOpenCards(vault: Vault): Promise<number> {
  let all = 0;
  for (let isMore = true; isMore;) {
    const count = await asFleet('seal cards that lie open', (tx) => sealOpenPage(tx, vault));
    all += count;
    isMore = count === page;
  }
  if (all) log.info({ cards: all }, 'numbers of bank cards that lay open in the database are sealed now');
  return all;
}

/** A page of it in the transaction of a caller who sees all bots; resolves to how many it sealed, 0 when none is left. */
export const sealOpenPage = async (tx: Tx, vault: Vault): Promise<number> =>
  sealCards(tx, await tx.sql<OpenCard>(findOpen, [page]), vault);

/** The same in one bot: done before a card is compared with those that the bot has. */
export async function sealOpenCardsOf(tenant: Tenant, tx: Tx, vault: Vault): Promise<void> {
  await sealCards(tx, await tx.sql<OpenCard>(findOpenOfBot, [tenant.botId]), vault);
}

async function sealCards(tx: Tx, cards: readonly OpenCard[], vault: Vault): Promise<number> {
  for (const { bot_id: botId, id: cardId, card_number: number } of cards) {
    const sealed = sealNumber(vault, { botId, cardId, number });
    const [done] = await tx.sql<{ is_there: boolean }>(seal, [
      ...[botId, cardId, sealed.cardNumberSealed, sealed.cardNumberLastFour, sealed.cardNumberFingerprint],
    ]);
    if (done?.is_there)
      log.warn({ bot: botId, card: cardId }, 'a bank card was there twice; the later row was put away');
  }
  return cards.length;
}
