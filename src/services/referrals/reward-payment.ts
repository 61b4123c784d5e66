import { enqueue } from '#jobs/enqueue.js';
import { log } from '#platform/log.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { notify } from '../notices/notify.js';
import { readTerms } from '../orders/terms.js';
import { creditPartner } from '../partners/credit-partner.js';
import { bookReward, type RewardedPayment } from './book-reward.js';
import { isPaidBySameCard, isSamePersonText } from './second-accounts.js';
import { weighRewards, type DueReward } from './weigh-rewards.js';

interface Standing {
  readonly inviter_id: string;
  readonly may_earn: boolean;
  /** Is the inviter left out of the programme? */
  readonly is_off: boolean;
  readonly is_same_person: boolean;
  readonly percent: number | null;
  readonly paid_count: number;
  readonly is_first_due: boolean;
}

const readStanding = `
  select inviter.id::text as inviter_id,
    payer.status = 'active' and inviter.status = 'active' and inviter.registered_at is not null
      as may_earn, coalesce(account.is_off, false) as is_off,
    ${isSamePersonText} as is_same_person, account.percent,
    (select count(*)::int from referral_rewards where bot_id = $1 and inviter_id = inviter.id
      and kind = 'first' and taken_back_at is null) as paid_count,
    not exists (select from referral_rewards where bot_id = $1 and invited_id = payer.id
      and kind = 'first' and taken_back_at is null) as is_first_due
  from users payer
  join users inviter on inviter.bot_id = $1 and inviter.id = payer.referred_by
  left join referral_accounts account on account.bot_id = $1 and account.user_id = inviter.id
  where payer.bot_id = $1 and payer.id = $2`;

/**
 * Money came from outside, in the open transaction, in which the payer and who invited them are locked: books what it earns, once. Bonuses,
 * gifts and what admins give are no such money. Nothing is earned while the programme is off, by who is blocked, deleted or left out,
 * and by a second account of the payer, as far as that is known. An accepted partner earns by their own terms onto their own balance
 * in place of it, whether or not the programme is on; who is a partner no more earns as everybody else. What waits for the inviter's
 * money is bought by a job: it is another person's, whose orders and subscriptions this transaction does not lock.
 * Nobody is told of it yet: the word about the payment comes first (`tellRewards`).
 */
export async function rewardPayment(
  tenant: Tenant,
  tx: Tx,
  { userId, payment }: { readonly userId: string; readonly payment: RewardedPayment },
): Promise<readonly RewardToTell[]> {
  const [standing] = await tx.sql<Standing>(readStanding, [tenant.botId, userId]);
  if (!standing?.may_earn) return [];
  const { inviter_id: inviterId } = standing;
  if (standing.is_same_person || (await isPaidBySameCard(tenant, tx, { payment, inviterId }))) {
    log.info(
      { user: userId, inviter: inviterId },
      'a payment earns nothing: its payer seems to be the inviter',
    );
    return [];
  }
  const isPartner = await creditPartner(tenant, tx, {
    userId: inviterId,
    fromUserId: userId,
    paidToman: payment.depositToman,
    event: `payment ${payment.id}`,
    reference: { kind: payment.table, id: payment.id },
  });
  const { features, values } = await readTerms(tenant, tx);
  if (!features.referral_program.isOn || (standing.is_off && !isPartner)) return [];
  const weighed = weighRewards(values, {
    depositToman: payment.depositToman,
    isFirstDue: standing.is_first_due,
    ownPercent: standing.percent,
    paidCount: standing.paid_count,
  });
  return bookAll(tenant, tx, {
    dues: isPartner ? besidePartner(weighed) : weighed,
    payment,
    inviterId,
    invitedId: userId,
  });
}

async function bookAll(
  tenant: Tenant,
  tx: Tx,
  {
    dues,
    ...earned
  }: {
    readonly dues: readonly DueReward[];
    readonly payment: RewardedPayment;
    readonly inviterId: string;
    readonly invitedId: string;
  },
): Promise<RewardToTell[]> {
  const { inviterId, invitedId } = earned;
  const booked: RewardToTell[] = [];
  for (const due of dues) {
    const made = await bookReward(tenant, tx, { due, ...earned });
    if (!made) continue;
    booked.push({ due, rewardId: made.rewardId, inviterId, invitedId });
    if (due.kind !== 'welcome' && made.creditedToman > 0)
      await enqueue(tenant, 'orders.complete-waiting', { user_id: inviterId });
  }
  return booked;
}

/** Tells whoever was rewarded, and the admins of the first sufficient payment; after the word about the payment itself. */
export async function tellRewards(tenant: Tenant, tx: Tx, booked: readonly RewardToTell[]): Promise<void> {
  for (const one of booked) await tell(tenant, tx, one);
}

async function tell(tenant: Tenant, tx: Tx, one: RewardToTell): Promise<void> {
  const { due, rewardId, inviterId, invitedId } = one;
  const about = { reward_id: rewardId };
  if (due.kind === 'welcome')
    await notify(tenant, tx, { kind: 'referral_welcome', about: { ...about, user_id: invitedId } });
  else if (due.amountToman > 0)
    await notify(tenant, tx, { kind: 'referral_earned', about: { ...about, user_id: inviterId } });
  if (due.kind === 'first') await notify(tenant, tx, { kind: 'referral_paid', about });
}

/** A reward that was booked, and whom it is told. */
export interface RewardToTell {
  readonly due: DueReward;
  readonly rewardId: string;
  readonly inviterId: string;
  readonly invitedId: string;
}

/** What is due where the inviter earns as a partner: nothing into their wallet; the newcomer's bonus, once, as ever. */
const besidePartner = (dues: readonly DueReward[]): DueReward[] =>
  dues.flatMap((due) =>
    due.kind === 'commission'
      ? []
      : due.kind === 'first'
        ? [{ ...due, amountToman: 0, percent: null }]
        : [due],
  );
