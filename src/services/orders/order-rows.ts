import { sha256 } from '#platform/secrets.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import type { PricedOrder, OrderState, Quote, Wish } from './types.js';

/** An order with what only its services need. */
export interface StoredOrder extends PricedOrder {
  readonly userId: string;
  readonly pricedAt: Date;
}

interface Row {
  readonly id: string;
  readonly user_id: string;
  readonly revision: number;
  readonly state: OrderState;
  readonly wish: Wish;
  readonly quote: Quote;
  readonly subscription_id: string | null;
  readonly quoted_at: Date;
  readonly expires_at: Date;
}

const toOrder = (row: Row): StoredOrder => ({
  id: row.id,
  userId: row.user_id,
  revision: row.revision,
  state: row.state,
  wish: row.wish,
  quote: row.quote,
  subscriptionId: row.subscription_id,
  pricedAt: row.quoted_at,
  expiresAt: row.expires_at,
});

/** The wish as one word: a person has it open once. */
function wishKey(wish: Wish): string {
  switch (wish.kind) {
    case 'plan':
      return [
        `plan ${wish.planId} ${wish.subscriptionId ?? 'any'}`,
        ...(wish.without ?? []),
        ...(wish.link === undefined ? [] : [`by ${wish.link}`]),
      ].join(' ');
    case 'traffic':
      return `traffic ${wish.subscriptionId} ${wish.gb}`;
    case 'devices':
      return `devices ${wish.subscriptionId} ${wish.count}`;
    case 'reset':
      return `reset ${wish.subscriptionId}`;
    case 'gift':
      return giftKey(wish);
    case 'taking':
      return `taking ${wish.giftId} ${wish.subscriptionId ?? 'any'}`;
    default:
      return wish.kind;
  }
}

function giftKey({ planId, recipient, greeting }: Extract<Wish, { readonly kind: 'gift' }>): string {
  const whom = recipient ? Object.values(recipient).join('') : 'anybody';
  return [`gift ${planId} ${whom}`, ...(greeting === undefined ? [] : [sha256(greeting)])].join(' ');
}

const lockOne = `
  select id::text, user_id::text, revision, state, wish, quote, subscription_id::text, quoted_at, expires_at
  from orders where bot_id = $1 and user_id = $2 and id = $3 for no key update`;
const lockOpen = `
  select id::text, user_id::text, revision, state, wish, quote, subscription_id::text, quoted_at, expires_at
  from orders where bot_id = $1 and user_id = $2 and wish_key = $3 and state in ('draft', 'waiting')
  for no key update`;
const lockCart = `
  select id::text, user_id::text, revision, state, wish, quote, subscription_id::text, quoted_at, expires_at
  from orders where bot_id = $1 and user_id = $2 and state = 'waiting' for no key update`;
const readCart = `
  select id::text, user_id::text, revision, state, wish, quote, subscription_id::text, quoted_at, expires_at
  from orders where bot_id = $1 and user_id = $2 and state = 'waiting'`;

interface Place {
  readonly userId: string;
}

/** An order of a person, locked. */
export async function lockOrder(
  { botId }: Tenant,
  tx: Tx,
  { userId, orderId }: Place & { readonly orderId: string },
): Promise<StoredOrder | undefined> {
  const [row] = await tx.sql<Row>(lockOne, [botId, userId, orderId]);
  return row && toOrder(row);
}

/** The open order of a person for the same wish, locked. */
export async function lockOpenOrder(
  { botId }: Tenant,
  tx: Tx,
  { userId, wish }: Place & { readonly wish: Wish },
): Promise<StoredOrder | undefined> {
  const [row] = await tx.sql<Row>(lockOpen, [botId, userId, wishKey(wish)]);
  return row && toOrder(row);
}

/** The cart of a person; `isLocked`: nobody changes it until the transaction's end. */
export async function findCart(
  { botId }: Tenant,
  tx: Tx,
  { userId, isLocked }: Place & { readonly isLocked: boolean },
): Promise<StoredOrder | undefined> {
  const [row] = await tx.sql<Row>(isLocked ? lockCart : readCart, [botId, userId]);
  return row && toOrder(row);
}

const insertOne = `
  insert into orders (bot_id, user_id, kind, wish, wish_key, quote, price_toman, quoted_at, expires_at, plan_id,
    subscription_id)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
  returning id::text, user_id::text, revision, state, wish, quote, subscription_id::text, quoted_at, expires_at`;
// What is kept open for a payment that is under way stays open as long, whoever looks at it meanwhile.
const updateQuote = `
  update orders set state = $3, revision = $4, quote = $5, price_toman = $6, quoted_at = $7,
    expires_at = case when state = 'waiting' and $3 = 'waiting' then greatest(expires_at, $8) else $8 end,
    subscription_id = $9, updated_at = clock_timestamp()
  where bot_id = $1 and id = $2
  returning id::text, user_id::text, revision, state, wish, quote, subscription_id::text, quoted_at, expires_at`;

/** What an open order says after it was priced. */
export interface NewQuote {
  readonly quote: Quote;
  readonly subscriptionId: string | null;
  readonly pricedAt: Date;
  readonly expiresAt: Date;
}

/** Writes a draft. */
export async function insertDraft(
  { botId }: Tenant,
  tx: Tx,
  { userId, wish, fresh }: Place & { readonly wish: Wish; readonly fresh: NewQuote },
): Promise<StoredOrder> {
  const planId = wish.kind === 'plan' || wish.kind === 'gift' ? wish.planId : null;
  const { quote, subscriptionId, pricedAt, expiresAt } = fresh;
  const head = [botId, userId, wish.kind, wish, wishKey(wish)];
  const price = [quote, quote.totalToman, pricedAt, expiresAt];
  const [row] = await tx.sql<Row>(insertOne, [...head, ...price, planId, subscriptionId]);
  return toOrder(row as Row);
}

/** Writes a new quote and state into a locked open order. */
export async function writeQuote(
  { botId }: Tenant,
  tx: Tx,
  order: StoredOrder,
  fresh: NewQuote & { readonly state: 'draft' | 'waiting'; readonly revision: number },
): Promise<StoredOrder> {
  const { state, revision, quote, pricedAt, expiresAt, subscriptionId } = fresh;
  const price = [quote, quote.totalToman, pricedAt, expiresAt, subscriptionId];
  const [row] = await tx.sql<Row>(updateQuote, [botId, order.id, state, revision, ...price]);
  return toOrder(row as Row);
}

const endOne = `
  update orders set state = $3, updated_at = clock_timestamp()
  where bot_id = $1 and id = $2 and state in ('draft', 'waiting')`;
const cancelCart = `
  update orders set state = 'cancelled', updated_at = clock_timestamp()
  where bot_id = $1 and user_id = $2 and state = 'waiting' and id <> $3`;

/** Ends an open order of which nothing came. */
export async function endOrder(
  { botId }: Tenant,
  tx: Tx,
  { orderId, state }: { readonly orderId: string; readonly state: 'expired' | 'cancelled' },
): Promise<void> {
  await tx.sql(endOne, [botId, orderId, state]);
}

/** A person has one cart: the one before makes room. */
export async function cancelOtherCart(
  { botId }: Tenant,
  tx: Tx,
  { userId, orderId }: Place & { readonly orderId: string },
): Promise<void> {
  await tx.sql(cancelCart, [botId, userId, orderId]);
}
