import { confirmOrder } from '#services/orders/confirm-order.js';
import { draftOrder } from '#services/orders/draft-order.js';
import { moveBalance } from '#services/money/move-balance.js';
import type { Tenant, Tx } from '#tenancy/scope.js';

/** The secret of the gift's link, `?start=gift_demo-gift-of-the-sandbox`. */
const code = 'demo-gift-of-the-sandbox';
/** A friend of Sara's, who never writes. */
const leila = { telegramId: '500100290', firstName: 'لیلا', language: 'fa' } as const;

const findGift = 'select 1 from gifts where bot_id = $1 and code = $2';
const cheapest = `
  select id::text, price_toman::text as price from bot_plans where bot_id = $1 and is_active and audience = 'all'
  order by price_toman limit 1`;
const addBuyer = `
  insert into users (bot_id, telegram_id, language, first_name, referral_code, registered_at)
  values ($1, $2, $3, $4, 'leila', now()) returning id::text`;
const setCode = 'update gifts set code = $3 where bot_id = $1 and order_id = $2';

/** Has somebody buy the cheapest plan of a bot for anybody who opens the link, in the open transaction. False: they have already. */
export async function addDemoGift(tenant: Tenant, tx: Tx): Promise<boolean> {
  const { botId } = tenant;
  const [plan] = await tx.sql<{ id: string; price: string }>(cheapest, [botId]);
  if (!plan || (await tx.sql(findGift, [botId, code])).length > 0) return false;
  const [buyer] = await tx.sql<{ id: string }>(addBuyer, [
    ...[botId, leila.telegramId, leila.language, leila.firstName],
  ]);
  const userId = buyer?.id ?? '';
  const money = { userId, amountToman: Number(plan.price), idempotencyKey: 'demo gift' };
  await moveBalance(tenant, tx, { ...money, type: 'adjustment' });
  const wish = { kind: 'gift', planId: plan.id, greeting: 'تولدت مبارک! 🎂' } as const;
  const drafted = await draftOrder(tenant, tx, { userId, wish });
  if (drafted.kind !== 'quoted') throw new Error(`the gift of the sandbox was refused: ${drafted.reason}`);
  const { id: orderId, revision } = drafted.order;
  const { kind } = await confirmOrder(tenant, tx, { userId, orderId, revision });
  if (kind !== 'given') throw new Error(`the gift of the sandbox was not bought: ${kind}`);
  await tx.sql(setCode, [botId, orderId, code]);
  return true;
}
