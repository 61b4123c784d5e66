import { buildUser } from '../factories/user.js';
import type { DrivenBot } from './bot/drive-bot.js';
import { ownerQuery } from './database.js';

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
