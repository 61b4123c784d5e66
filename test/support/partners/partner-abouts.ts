import { ownerQuery } from '../database.js';

/** What the notices about partners are about, of such a person. */
export const partnerAbouts = async (botId: string, userId: string) => ({
  payout_requested: { payout_id: await newPayout(botId, userId, 'cancelled') },
  partner_asks: { user_id: userId },
  partner_decided: { user_id: userId, state: 'accepted' as const },
  partner_moved: { user_id: userId, movement_id: await newMovement(botId, userId) },
  payout_decided: {
    user_id: userId,
    payout_id: await newPayout(botId, userId),
    state: 'rejected' as const,
  },
  payout_seen_decided: {
    user_id: userId,
    payout_id: await newPayout(botId, userId),
    state: 'rejected' as const,
  },
});

/** A payout in some state, of a person who is no partner otherwise; by its row alone. */
async function newPayout(botId: string, userId: string, state = 'rejected'): Promise<string> {
  await ownerQuery(
    `insert into partners (bot_id, user_id, state) values ($1, $2, 'asked') on conflict do nothing`,
    [botId, userId],
  );
  const [row] = await ownerQuery<{ id: string }>(
    `insert into partner_payouts (bot_id, user_id, amount_toman, requisites_tail, state, reject_reason)
     values ($1, $2, 50000, '1234', $3, 'rules') returning id::text`,
    [botId, userId, state],
  );
  return row!.id;
}

async function newMovement(botId: string, userId: string): Promise<string> {
  const [row] = await ownerQuery<{ id: string }>(
    `insert into partner_transactions (bot_id, user_id, kind, amount_toman, balance_after_toman, reserved_after_toman, event,
       available_at)
     values ($1, $2, 'earned', 5000, 5000, 0, 'told', now() + interval '3 days') returning id::text`,
    [botId, userId],
  );
  return row!.id;
}
