import { buildUser } from '../factories/user.js';
import type { DrivenBot } from './bot/drive-bot.js';
import { ownerQuery } from './database.js';

/** A discount that a person has; its number. */
export async function newDiscount(bot: DrivenBot, userId: string): Promise<string> {
  const [row] = await ownerQuery<{ id: string }>(
    `insert into discount_offers (bot_id, user_id, kind, percent, valid_until)
     values ($1, $2, 'winback_first', 10, now() + interval '1 day') returning id::text`,
    [bot.botId, userId],
  );
  return row!.id;
}

/** Somebody whom a person brought, and a reward for it. */
export async function newReward(
  bot: DrivenBot,
  userId: string,
): Promise<{ reward_id: string; invited_id: string }> {
  const { id: invited_id } = await buildUser(bot.tenant, { referredBy: userId });
  const [row] = await ownerQuery<{ id: string }>(
    `insert into referral_rewards (bot_id, user_id, inviter_id, invited_id, kind, payment_table, payment_id,
       deposit_toman, amount_toman, withheld_toman)
     values ($1, $2, $2, $3, 'first', 'zarinpal_payments', 1, 200000, 50000, 5000) returning id::text`,
    [bot.botId, userId, invited_id],
  );
  return { reward_id: row!.id, invited_id };
}
