import type { RewardKind } from '#models/referral-reward.js';
import type { SettingValues } from '../settings/catalog.js';

/** What a bot gives for bringing people. */
export type ReferralSettings = Pick<
  SettingValues,
  | 'referral_commission_percent'
  | 'referral_inviter_bonus_toman'
  | 'referral_levels'
  | 'referral_min_topup_toman'
  | 'referral_newcomer_bonus_toman'
>;

/** A reward that is due; toman. */
export interface DueReward {
  readonly kind: RewardKind;
  readonly amountToman: number;
  /** Part of the payment that it is; null: a fixed bonus. */
  readonly percent: number | null;
}

/** What an inviter gets of a payment, in percent: their own part, else that of the highest level that they reached, else the bot's. */
export function percentOf(
  settings: Pick<ReferralSettings, 'referral_commission_percent' | 'referral_levels'>,
  { ownPercent, paidCount }: { readonly ownPercent: number | null; readonly paidCount: number },
): number {
  if (ownPercent !== null) return ownPercent;
  const reached = settings.referral_levels
    .filter(({ from }) => from <= paidCount)
    .toSorted((one, other) => other.from - one.from);
  return reached[0]?.percent ?? settings.referral_commission_percent;
}

/** A percentage of a sum, whole toman, rounded down; exact for every sum. */
export const percentageOf = (toman: number, percent: number): number =>
  Number((BigInt(toman) * BigInt(percent)) / 100n);

/**
 * What a payment earns: for the first sufficient one the newcomer's bonus, and for the inviter the greater of the bonus and the
 * commission, once; for every other one the commission. `isFirstDue`: no sufficient payment was rewarded yet. `paidCount`: people of
 * the inviter whose first was, before this one.
 */
export function weighRewards(
  settings: ReferralSettings,
  deposit: {
    readonly depositToman: number;
    readonly isFirstDue: boolean;
    readonly ownPercent: number | null;
    readonly paidCount: number;
  },
): readonly DueReward[] {
  const { depositToman, isFirstDue, ownPercent, paidCount } = deposit;
  const isFirst = isFirstDue && depositToman >= settings.referral_min_topup_toman;
  const percent = percentOf(settings, { ownPercent, paidCount: paidCount + (isFirst ? 1 : 0) });
  const commissionToman = percentageOf(depositToman, percent);
  const commission = { amountToman: commissionToman, percent };
  if (!isFirst) return commissionToman > 0 ? [{ kind: 'commission', ...commission }] : [];
  const { referral_inviter_bonus_toman: bonus, referral_newcomer_bonus_toman: welcome } = settings;
  return [
    { kind: 'first', ...(bonus > commissionToman ? { amountToman: bonus, percent: null } : commission) },
    ...(welcome > 0 ? [{ kind: 'welcome', amountToman: welcome, percent: null } as const] : []),
  ];
}

/** What of a reward is to be taken back in all when so much of its payment went back: the rest is rounded down, and all of all. */
export function backOf(
  rewardToman: number,
  { depositToman, refundedToman }: { readonly depositToman: number; readonly refundedToman: number },
): number {
  const keptToman = Math.max(0, depositToman - refundedToman);
  return rewardToman - Number((BigInt(rewardToman) * BigInt(keptToman)) / BigInt(depositToman));
}
