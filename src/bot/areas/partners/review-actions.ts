import { findReviewer } from '#services/card-payments/reviewers.js';
import type { Action, Actions } from '../../action.js';
import { reviewerName } from '../reviews/actions.js';
import { runPartnerAct, type PartnerActName } from './acts.js';

const act = (name: PartnerActName): Action => ({
  isForRegistered: true,
  staysOpen: true,
  run: async (ctx, argument) => {
    const { tenant, tx, voice, incoming } = ctx;
    const { profile } = incoming;
    const { telegramId } = profile;
    const reviewer = await findReviewer(tenant, tx, { telegramId, name: reviewerName(profile) });
    if (!reviewer) {
      ctx.answer(voice.texts.partners.alerts.notForYou, true);
      return 'nothing';
    }
    const acted = await runPartnerAct({ tenant, tx, voice, reviewer }, name, argument);
    if (!acted) return undefined;
    if (acted.say !== undefined) ctx.answer(acted.say, acted.isAlert);
    return acted.screen?.(voice) ?? 'nothing';
  },
});

/** The buttons of those who decide, in private; in a group `group.ts` has them. */
export const partnerReviewActions: Actions<PartnerActName> = {
  'partner-accept': act('partner-accept'),
  'partner-refuse': act('partner-refuse'),
  'payout-approve': act('payout-approve'),
  'payout-back': act('payout-back'),
  'payout-because': act('payout-because'),
  'payout-paid': act('payout-paid'),
  'payout-reject': act('payout-reject'),
  'payout-show': act('payout-show'),
  'payout-unsent': act('payout-unsent'),
};
