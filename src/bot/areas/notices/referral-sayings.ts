import { readNamed, readReward } from '#services/referrals/read-reward.js';
import { maskedName } from '../../format/masked-name.js';
import type { Screen } from '../../screen.js';
import type { Voice } from '../../voice.js';
import type { Saying } from './saying.js';
import { earnedNotice, joinedNotice, paidNotice } from './screens/referral-notice.js';

/** Somebody came by an invitation of the person. */
export const sayReferralJoined: Saying<'referral_joined'> = async ({ tenant, tx }, { invited_id }) => {
  const invited = await readNamed(tenant, tx, invited_id);
  return invited && { screen: (voice) => joinedNotice(voice, maskedName(invited.firstName)) };
};

/** A payment earned the person something. */
export const sayReferralEarned: Saying<'referral_earned'> = async ({ tenant, tx }, { reward_id }) => {
  const reward = await readReward(tenant, tx, reward_id);
  return (
    reward && {
      screen: (voice) => earnedNotice(voice, { ...reward, name: maskedName(reward.invited.firstName) }),
    }
  );
};

/** A newcomer has the bonus. */
export const sayReferralWelcome: Saying<'referral_welcome'> = async ({ tenant, tx }, { reward_id }) => {
  const reward = await readReward(tenant, tx, reward_id);
  const say = ({ texts, say, toman }: Voice, amountToman: number): Screen => ({
    text: say(texts.notices.referrals.welcome, { amount: toman(amountToman) }),
  });
  return reward && { screen: (voice) => say(voice, reward.amountToman) };
};

/** What a payment had earned went back with it. */
export const sayReferralTakenBack: Saying<'referral_taken_back'> = async (_scene, { toman }) => ({
  screen: (voice): Screen => ({
    text: voice.say(voice.texts.notices.referrals.takenBack, { amount: voice.toman(toman) }),
  }),
});

/** The first sufficient payment of an invited person came. */
export const sayReferralPaid: Saying<'referral_paid'> = async ({ tenant, tx }, { reward_id }) => {
  const reward = await readReward(tenant, tx, reward_id);
  return reward && { choice: 'referral', screen: (voice) => paidNotice(voice, reward) };
};
