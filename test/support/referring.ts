import type { User } from '#models/user.js';
import { auditMoney } from '#services/audits/audit-money.js';
import { applyState } from '#services/payments/apply-state.js';
import type { Payment } from '#services/payments/payment.js';
import { buildUser } from '../factories/user.js';
import type { Tenant } from '#tenancy/scope.js';
import { openShop, shopOf } from './bot/sales.js';
import { ownerQuery } from './database.js';
import { newPayment } from './payments/new-payment.js';

/** A reward as its row has it. */
export interface RewardRow {
  readonly kind: string;
  readonly to: string;
  readonly amount: number;
  readonly percent: number | null;
  readonly back: number;
}

/** A bot, or the given one, whose people bring each other, and the money that they pay in; 25,000 toman a dollar. */
export async function openReferring(given?: Tenant) {
  const shop = given ? shopOf(given) : await openShop();
  const { tenant, botId } = shop;
  await shop.switchFeature('referral_program', true);
  await shop.configure({
    referral_commission_percent: 25,
    referral_inviter_bonus_toman: 30_000,
    referral_min_topup_toman: 100_000,
    referral_newcomer_bonus_toman: 10_000,
  });
  const tell = (payment: Payment, state: Parameters<typeof applyState>[3]['state']) =>
    tenant.db((tx) => applyState(tenant, tx, payment, { state, checkMinutes: 5 }));
  return {
    ...{ shop, tenant, botId },
    join: (inviter?: User): Promise<User> => buildUser(tenant, inviter ? { referredBy: inviter.id } : {}),
    /** So many dollars of a person are there. */
    pay: async (payer: Pick<User, 'id'>, dollars: number): Promise<Payment> => {
      const payment = await newPayment(botId, { userId: payer.id });
      await tell(payment, { kind: 'paid', amount: String(dollars), currency: 'USD', receipt: null });
      return payment;
    },
    /** The gateway says once more that they are. */
    payAgain: (payment: Payment, dollars: number): Promise<void> =>
      tell(payment, { kind: 'paid', amount: String(dollars), currency: 'USD', receipt: null }),
    /** So many dollars went back in all; left out: all of them. */
    giveBack: (payment: Payment, dollars?: number): Promise<void> =>
      tell(payment, { kind: 'refunded', ...(dollars !== undefined && { amount: String(dollars) }) }),
    balanceOf: async (user: User): Promise<number> => (await shop.look(user.id)).balanceToman,
    rewards: (): Promise<RewardRow[]> =>
      ownerQuery<RewardRow>(
        `select kind, user_id::text as to, amount_toman::int as amount, percent, taken_back_toman::int as back
         from referral_rewards where bot_id = $1 order by referral_rewards.id`,
        [botId],
      ),
    owed: async (user: User): Promise<number> => {
      const [row] = await ownerQuery<{ owed: number }>(
        'select owed_toman::int as owed from referral_accounts where bot_id = $1 and user_id = $2',
        [botId, user.id],
      );
      return row?.owed ?? 0;
    },
    /** What the audit of money finds in rows of any age. */
    differences: async (): Promise<object[]> => {
      await ownerQuery(
        `update transactions set created_at = created_at - interval '1 hour' where bot_id = $1`,
        [botId],
      );
      await auditMoney(tenant);
      return ownerQuery<object>(
        'select kind, expected, found from money_differences where bot_id = $1 and gone_at is null',
        [botId],
      );
    },
  };
}

export type Referring = Awaited<ReturnType<typeof openReferring>>;
