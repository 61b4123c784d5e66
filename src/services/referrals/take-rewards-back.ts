import { now } from '#platform/clock.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { moveBalance } from '../money/move-balance.js';
import { notify } from '../notices/notify.js';
import { takeBackFromPartner } from '../partners/credit-partner.js';
import { settleOwed } from '../partners/settle-owed.js';
import { changeDebt } from './accounts.js';
import { backOf } from './weigh-rewards.js';

/** What of a payment is back with its payer by now, in all. */
export interface PaidBack {
  readonly paymentId: string;
  /** What came of it, in toman. */
  readonly depositToman: number;
  readonly refundedToman: number;
}

interface Reward {
  readonly id: string;
  readonly user_id: string;
  readonly amount: string;
  readonly taken_back: string;
  readonly is_whole: boolean;
}

const listRewards = `
  select id::text, user_id::text, amount_toman::text as amount, taken_back_toman::text as taken_back,
    taken_back_at is not null as is_whole
  from referral_rewards where bot_id = $1 and payment_id = $2 order by referral_rewards.id for no key update`;
const readWallet = `
  select status, balance_toman::text as balance from users where bot_id = $1 and id = $2 for no key update`;
const noteBack = `
  update referral_rewards set taken_back_toman = $3, taken_back_at = $4, updated_at = clock_timestamp()
  where bot_id = $1 and id = $2`;

/**
 * A payment went back, or a part of it, in the open transaction, in which the payer and who invited them are locked: takes the same part of
 * what it earned out of the wallets again, as far as they have it; what they lack is settled of the balance of a partner, or kept of what they earn next. By what is
 * back in all, so that the same word again does nothing. What a partner earned on it leaves their balance likewise.
 */
export async function takeRewardsBack(tenant: Tenant, tx: Tx, paidBack: PaidBack): Promise<void> {
  const { paymentId, refundedToman } = paidBack;
  await takeBackFromPartner(tenant, tx, { event: `payment ${paymentId}`, refundedToman });
  const rewards = await tx.sql<Reward>(listRewards, [tenant.botId, paidBack.paymentId]);
  for (const reward of rewards) await takeBack(tenant, tx, reward, paidBack);
}

async function takeBack(tenant: Tenant, tx: Tx, reward: Reward, paidBack: PaidBack): Promise<void> {
  const { botId } = tenant;
  const inAllToman = backOf(Number(reward.amount), paidBack);
  const dueToman = inAllToman - Number(reward.taken_back);
  const isWhole = paidBack.refundedToman >= paidBack.depositToman;
  if (dueToman <= 0 && isWhole === reward.is_whole) return;
  await tx.sql(noteBack, [
    botId,
    reward.id,
    Math.max(inAllToman, Number(reward.taken_back)),
    isWhole ? new Date(now()) : null,
  ]);
  if (dueToman <= 0) return;
  await takeOut(tenant, tx, { rewardId: reward.id, userId: reward.user_id, dueToman, inAllToman });
  await notify(tenant, tx, {
    kind: 'referral_taken_back',
    about: { user_id: reward.user_id, reward_id: reward.id, toman: dueToman, in_all_toman: inAllToman },
  });
}

async function takeOut(
  tenant: Tenant,
  tx: Tx,
  {
    rewardId,
    userId,
    dueToman,
    inAllToman,
  }: {
    readonly rewardId: string;
    readonly userId: string;
    readonly dueToman: number;
    readonly inAllToman: number;
  },
): Promise<void> {
  const [wallet] = await tx.sql<{ status: string; balance: string }>(readWallet, [tenant.botId, userId]);
  const balanceToman = wallet && wallet.status !== 'deleted' ? Number(wallet.balance) : 0;
  const takenToman = Math.min(dueToman, balanceToman);
  if (takenToman > 0)
    await moveBalance(tenant, tx, {
      userId,
      type: 'withdrawal',
      amountToman: -takenToman,
      idempotencyKey: `referral reward ${rewardId} back ${inAllToman}`,
      reference: { kind: 'referral_rewards', id: rewardId },
    });
  // What was in the wallet of who is erased was forfeited: it is not owed a second time.
  if (wallet?.status === 'deleted') return;
  const owedToman = dueToman - takenToman;
  await changeDebt(tenant, tx, { userId, byToman: owedToman });
  if (owedToman > 0) await settleOwed(tenant, tx, { userId });
}
