import { Gift } from '#models/gift.js';
import { Order } from './models/order.js';
import type { Confirmed, Drafted, GiftRecipient, Wish } from '#services/orders/types.js';
import { ownerQuery } from './database.js';
import type { Shop } from './bot/sales.js';

type GiftWish = Omit<Extract<Wish, { readonly kind: 'gift' }>, 'kind' | 'planId'>;

/** Buys a plan for somebody else from the wallet, and fails the test unless it was sold. */
export async function give(
  shop: Shop,
  { buyerId, planId, ...more }: GiftWish & { readonly buyerId: string; readonly planId: string },
): Promise<Gift> {
  const confirmed = await shop.buy(buyerId, { kind: 'gift', planId, ...more });
  if (confirmed.kind !== 'given') throw new Error(`not sold: ${JSON.stringify(confirmed)}`);
  return giftOf(shop, confirmed.order.id);
}

/** The gift that an order bought. */
export const giftOf = (shop: Shop, orderId: string): Promise<Gift> =>
  shop.tenant.db(() => Gift.findOne({ where: { orderId }, rejectOnEmpty: true }));

/** A gift as it is now. */
export const again = (shop: Shop, { id }: Gift): Promise<Gift> =>
  shop.tenant.db(() => Gift.findOne({ where: { id }, rejectOnEmpty: true }));

/** An order as it is now. */
export const orderNow = (shop: Shop, id: string): Promise<Order> =>
  shop.tenant.db(() => Order.findOne({ where: { id }, rejectOnEmpty: true }));

interface Taking {
  readonly userId: string;
  readonly subscriptionId?: string;
}

const wishOf = (gift: Gift, subscriptionId?: string): Wish => ({
  kind: 'taking',
  giftId: gift.id,
  ...(subscriptionId !== undefined && { subscriptionId }),
});

/** What taking a gift would do. */
export const look = (shop: Shop, gift: Gift, { userId, subscriptionId }: Taking): Promise<Drafted> =>
  shop.draft(userId, wishOf(gift, subscriptionId));

/** Takes a gift as a person does: a look at what it does, and the confirmation. */
export async function take(shop: Shop, gift: Gift, taking: Taking): Promise<Confirmed> {
  const drafted = await look(shop, gift, taking);
  return drafted.kind === 'refused' ? drafted : shop.confirm(taking.userId, drafted.order);
}

/** Lets so many days of a gift pass. */
export async function pass(shop: Shop, { id }: Pick<Gift, 'id'>, days: number): Promise<void> {
  await ownerQuery(
    `update gifts set valid_until = valid_until - make_interval(days => $3), due_at = due_at - make_interval(days => $3),
       refundable_until = refundable_until - make_interval(days => $3) where bot_id = $1 and id = $2`,
    [shop.botId, id, days],
  );
}

/** A recipient by the Telegram id. */
export const forId = (telegramId: string): { readonly recipient: GiftRecipient } => ({
  recipient: { telegramId },
});

/** Gifts of a person in the states of which each notice about gifts tells, and what the notices are about. */
export async function writeGiftsToTell(
  botId: string,
  { user_id, order_id }: { readonly user_id: string; readonly order_id: string },
) {
  const write = (state: 'open' | 'refunded' | 'taken') => writeGift(botId, user_id, state);
  return {
    gift_ends_soon: { user_id, gift_id: await write('open') },
    gift_handed_over: { gift_id: await write('taken'), order_id },
    gift_over: { user_id, gift_id: await write('refunded') },
    gift_taken: { user_id, gift_id: await write('taken'), order_id },
    gift_waits: { gift_id: await write('open') },
  };
}

/** Writes a gift by hand; its number. */
async function writeGift(
  botId: string,
  userId: string,
  state: 'open' | 'refunded' | 'taken',
): Promise<string> {
  const [row] = await ownerQuery<{ id: string }>(
    `with bought as (
       insert into orders (bot_id, user_id, kind, wish, wish_key, quote, price_toman, expires_at)
       select $1, $2, kind, '{}', kind || random(), '{}', 0, now() from unnest(array['gift', 'taking']) as kind
       returning id, kind)
     insert into gifts (bot_id, order_id, buyer_id, code, sold, price_toman, greeting, state, valid_until,
       is_refunded_at_end, due_at, taken_by, taking_order_id, taken_at, ended_at)
     select $1, (select id from bought where kind = 'gift'), $2, replace(gen_random_uuid()::text, '-', '_'),
       '{"name": "Month <b>", "periodDays": 30, "listPriceToman": 100000, "trafficLimitGb": 10, "deviceLimit": 2, "squads": [], "trafficReset": "month"}',
       100000, 'سلام <b> & hi', $3, now() + interval '30 days', true, case when $3 = 'open' then now() end,
       case when $3 = 'taken' then $2::bigint end,
       case when $3 = 'taken' then (select id from bought where kind = 'taking') end,
       case when $3 = 'taken' then now() end, case when $3 = 'refunded' then now() end
     returning id::text`,
    [botId, userId, state],
  );
  return row!.id;
}
