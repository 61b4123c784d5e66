import { TenantPaymentCard } from '#models/tenant-payment-card.js';
import { pickCard } from '#services/cards/pick-card.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { buildBot } from '../factories/bot.js';
import { uniqueNumber } from '../factories/unique.js';
import { buildUser } from '../factories/user.js';
import { cardNumber } from './cards.js';
import { ownerQuery } from './database.js';

type CardFields = Partial<Parameters<typeof TenantPaymentCard.create>[0]>;

/** A bot with cards, a payer, and ways to begin payments on them. */
export interface CardTable {
  readonly tenant: Tenant;
  /** In the order of their making. */
  readonly cards: readonly string[];
  add(fields?: CardFields): Promise<string>;
  configure(values: Readonly<Record<string, unknown>>): Promise<void>;
  /** Picks a card and begins a payment on it in one transaction, as the core does; resolves to the card. */
  begin(amountToman?: number): Promise<string | undefined>;
  /** The same in an open transaction. */
  beginIn(tx: Tx, amountToman?: number): Promise<string | undefined>;
  /** Puts a payment on a card, without a pick. */
  put(cardId: string, fields?: Readonly<Record<string, unknown>>): Promise<void>;
  /** How many payments each card has, in the order of their making. */
  counts(): Promise<number[]>;
  read(cardId: string): Promise<Readonly<Record<string, unknown>>>;
}

/** Opens one with as many cards; `fields` are those of each. */
export async function openCardTable(count: number, fields: CardFields = {}): Promise<CardTable> {
  const { tenant } = await buildBot();
  const { botId } = tenant;
  const payer = await buildUser(tenant);
  const cards: string[] = [];
  const add = async (own: CardFields = {}): Promise<string> => {
    const made = await tenant.db(() =>
      TenantPaymentCard.create({
        cardNumber: cardNumber(uniqueNumber() % 1e8),
        cardHolderName: 'Sara',
        ...fields,
        ...own,
      }),
    );
    cards.push(made.id);
    return made.id;
  };
  for (let n = 0; n < count; n += 1) await add();
  const insert = `insert into card_to_card_payments (bot_id, user_id, card_id, amount_toman, tracking_number)
    values ($1, $2, $3, $4, $5)`;
  const beginIn = async (tx: Tx, amountToman = 100_000): Promise<string | undefined> => {
    const card = await pickCard(tenant, tx, { amountToman });
    if (!card) return undefined;
    await tx.sql(insert, [botId, payer.id, card.id, amountToman, `t${uniqueNumber()}`]);
    return card.id;
  };
  return {
    tenant,
    cards,
    add,
    configure: async (values) => {
      await ownerQuery(
        `insert into bot_configurations (bot_id, config_key, config_value) select $1, key, value from jsonb_each($2::jsonb)
         on conflict (bot_id, config_key) do update set config_value = excluded.config_value`,
        [botId, JSON.stringify(values)],
      );
    },
    beginIn,
    begin: (amountToman) => tenant.db((tx) => beginIn(tx, amountToman)),
    put: async (cardId, own = {}) => {
      const { status = 'pending', amount_toman = 100_000, created_at = new Date().toISOString() } = own;
      await ownerQuery(
        `insert into card_to_card_payments (bot_id, user_id, card_id, amount_toman, tracking_number, status, created_at)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        [botId, payer.id, cardId, amount_toman, `t${uniqueNumber()}`, status, created_at],
      );
    },
    counts: async () => {
      const rows = await ownerQuery<{ card_id: string; n: number }>(
        'select card_id::text, count(*)::int as n from card_to_card_payments where bot_id = $1 group by 1',
        [botId],
      );
      return cards.map((id) => rows.find(({ card_id }) => card_id === id)?.n ?? 0);
    },
    read: async (cardId) =>
      (
        await ownerQuery<Record<string, unknown>>(
          'select * from tenant_payment_cards where bot_id = $1 and id = $2',
          [botId, cardId],
        )
      )[0]!,
  };
}
