import type { Tenant, Tx } from '#tenancy/scope.js';
import { moveBalance } from '../money/move-balance.js';
import { changeDebt, readReferralAccount } from './accounts.js';
import type { DueReward } from './weigh-rewards.js';

/** A payment from outside that earns rewards. */
export interface RewardedPayment {
  readonly table: 'card_to_card_payments' | 'gateway_payments' | 'zarinpal_payments';
  readonly id: string;
  /** What came of it, in toman. */
  readonly depositToman: number;
}

/** A reward, and whose. */
export interface Earned {
  readonly due: DueReward;
  readonly payment: RewardedPayment;
  readonly inviterId: string;
  readonly invitedId: string;
}

/** A reward's number, and what of it went into the wallet. */
export interface MadeReward {
  readonly rewardId: string;
  readonly creditedToman: number;
}

const insert = `
  insert into referral_rewards
    (bot_id, user_id, inviter_id, invited_id, kind, payment_table, payment_id, deposit_toman, percent, amount_toman)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
  on conflict do nothing returning id::text`;
const noteCredit = `
  update referral_rewards set withheld_toman = $3, transaction_id = $4, updated_at = clock_timestamp()
  where bot_id = $1 and id = $2`;
const readRoom = `
  select (9007199254740991 - balance_toman)::text as room from users where bot_id = $1 and id = $2`;

/**
 * Books a reward of a locked person, in the open transaction: its row, and the money in their wallet, less what they have to give
 * back. Once a payment and person, for ever: again, it is undefined and does nothing.
 */
export async function bookReward(tenant: Tenant, tx: Tx, earned: Earned): Promise<MadeReward | undefined> {
  const { botId } = tenant;
  const { due, payment, inviterId, invitedId } = earned;
  const userId = due.kind === 'welcome' ? invitedId : inviterId;
  const who = [userId, inviterId, invitedId, due.kind];
  const what = [payment.table, payment.id, payment.depositToman, due.percent, due.amountToman];
  const [made] = await tx.sql<{ id: string }>(insert, [botId, ...who, ...what]);
  if (!made) return undefined;
  const { id: rewardId } = made;
  if (due.amountToman === 0) return { rewardId, creditedToman: 0 };
  return { rewardId, creditedToman: await credit(tenant, tx, { userId, rewardId, ...due }) };
}

async function credit(
  tenant: Tenant,
  tx: Tx,
  {
    userId,
    rewardId,
    amountToman,
  }: { readonly userId: string; readonly rewardId: string; readonly amountToman: number },
): Promise<number> {
  const { owedToman } = await readReferralAccount(tenant, tx, userId);
  const [wallet] = await tx.sql<{ room: string }>(readRoom, [tenant.botId, userId]);
  const keptToman = Math.min(owedToman, amountToman);
  // A full wallet must not stand in the way of the payment that is settled.
  const creditedToman = Math.min(amountToman - keptToman, Number(wallet?.room ?? 0));
  await changeDebt(tenant, tx, { userId, byToman: -keptToman });
  const transactionId =
    creditedToman === 0
      ? null
      : await moveBalance(tenant, tx, {
          userId,
          type: 'referral_reward',
          amountToman: creditedToman,
          idempotencyKey: `referral reward ${rewardId}`,
          reference: { kind: 'referral_rewards', id: rewardId },
        });
  await tx.sql(noteCredit, [tenant.botId, rewardId, amountToman - creditedToman, transactionId]);
  return creditedToman;
}
