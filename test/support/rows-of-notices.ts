import { tenantOf } from '#tenancy/scope.js';
import { buildUser } from '../factories/user.js';
import { ownerQuery } from './database.js';

/** Rows that notices of a bot are about, each with what its words need. */
export function rowsOfNotices(botId: string) {
  /** A payment of the person, whose money is there. */
  async function newPaidPayment(userId: string): Promise<string> {
    const [row] = await ownerQuery<{ id: string }>(
      `insert into zarinpal_payments (bot_id, user_id, amount_toman, status, credited_toman, paid_at)
       values ($1, $2, 50000, 'paid', 50000, now()) returning id::text`,
      [botId, userId],
    );
    return row!.id;
  }
  async function newCardPayment(userId: string, status: string, mark = ''): Promise<string> {
    const [row] = await ownerQuery<{ id: string }>(
      `insert into card_to_card_payments (bot_id, user_id, amount_toman, tracking_number, status, reject_reason, expires_at,
         submitted_at, refunded_at)
       values ($1, $2, 50000, 'C2C-' || $3 || $4, $3, case when $3 = 'rejected' then 'unreadable' end, now() + interval '1 hour',
         case when $4 = 'waiting' then now() end, case when $4 = 'undone' then now() end)
       returning id::text`,
      [botId, userId, status, mark],
    );
    return row!.id;
  }
  async function newDiscount(userId: string): Promise<string> {
    const [row] = await ownerQuery<{ id: string }>(
      `insert into discount_offers (bot_id, user_id, kind, percent, valid_until)
       values ($1, $2, 'winback_first', 10, now() + interval '1 day') returning id::text`,
      [botId, userId],
    );
    return row!.id;
  }
  async function newGroup(): Promise<string> {
    const [row] = await ownerQuery<{ id: string }>(
      `insert into promo_groups (bot_id, name, period_percents) values ($1, 'Gold <1>', '{"30": 10}') returning id::text`,
      [botId],
    );
    return row!.id;
  }
  async function newUnclearMessage(userId: string) {
    const ids = [await newCardPayment(userId, 'expired'), await newCardPayment(userId, 'cancelled')];
    const [row] = await ownerQuery<{ id: string }>(
      `insert into card_bank_messages (bot_id, digest, sender, text, amount_rial, card_last_four, sent_at, state)
       values ($1, 'd', 'Bank <1>', 'واریز 500,000 & <b>', 500000, '1234', now(), 'ambiguous') returning id::text`,
      [botId],
    );
    return { message_id: row!.id, payment_ids: ids };
  }
  /** Somebody whom a person brought, and a reward for it. */
  async function newReward(userId: string): Promise<{ reward_id: string; invited_id: string }> {
    const { id: invited_id } = await buildUser(tenantOf(botId), { referredBy: userId });
    const [row] = await ownerQuery<{ id: string }>(
      `insert into referral_rewards (bot_id, user_id, inviter_id, invited_id, kind, payment_table, payment_id,
         deposit_toman, amount_toman, withheld_toman)
       values ($1, $2, $2, $3, 'first', 'zarinpal_payments', 1, 200000, 50000, 5000) returning id::text`,
      [botId, userId, invited_id],
    );
    return { reward_id: row!.id, invited_id };
  }
  return { newReward, newPaidPayment, newCardPayment, newDiscount, newGroup, newUnclearMessage };
}
