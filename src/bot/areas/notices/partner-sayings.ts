import { now } from '#platform/clock.js';
import { readPartnerMovement } from '#services/partners/read-movement.js';
import { readPartnerFace } from '#services/partners/read-partner-face.js';
import { readPayout } from '#services/partners/payout-rows.js';
import { paragraphs, tapButton, type Screen } from '../../screen.js';
import { tailText, whyText } from '../partners/screens/payouts.js';
import { applicationReview, payoutReview } from '../partners/screens/review.js';
import type { Saying } from './saying.js';

/** A person asks to become a partner: those who run the bot decide by its buttons. */
export const sayPartnerAsks: Saying<'partner_asks'> = async ({ tenant, tx }, { user_id }) => {
  const face = await readPartnerFace(tenant, tx, user_id);
  return face && { screen: (voice) => applicationReview(voice, face), choice: 'partner' };
};

/** What was decided about a partner, to them. */
export const sayPartnerDecided: Saying<'partner_decided'> = async (_scene, { state }) => ({
  screen: (voice): Screen => {
    const { buttons, notices } = voice.texts.partners;
    return {
      text: notices[state],
      ...(state !== 'refused' && { keyboard: [[tapButton(buttons.cabinet, 'partner')]] }),
    };
  },
});

/** Something was earned, or taken back with a payment that went back. */
export const sayPartnerMoved: Saying<'partner_moved'> = async ({ tenant, tx }, { movement_id }) => {
  const moved = await readPartnerMovement(tenant, tx, movement_id);
  if (!moved) return undefined;
  const { amountToman, availableAt } = moved;
  const isHeld = availableAt !== null && availableAt.getTime() > now();
  return {
    screen: (voice): Screen => {
      const { earned, takenBack, heldUntil } = voice.texts.partners.notices;
      const amount = voice.toman(Math.abs(amountToman));
      return {
        text: paragraphs(
          voice.say(amountToman > 0 ? earned : takenBack, { amount }),
          amountToman > 0 && isHeld && voice.say(heldUntil, { date: voice.date(availableAt) }),
        ),
        keyboard: [[tapButton(voice.texts.partners.buttons.cabinet, 'partner')]],
      };
    },
  };
};

/** A partner asks to be paid out. */
export const sayPayoutRequested: Saying<'payout_requested'> = async ({ tenant, tx }, { payout_id }) => {
  const payout = await readPayout(tenant, tx, payout_id);
  const face = payout && (await readPartnerFace(tenant, tx, payout.userId));
  return face && { screen: (voice) => payoutReview(voice, { payout, face }), choice: 'partner' };
};

/** What became of a payout, to its partner. */
export const sayPayoutDecided: Saying<'payout_decided'> = async ({ tenant, tx }, { payout_id, state }) => {
  const payout = await readPayout(tenant, tx, payout_id);
  return (
    payout && {
      screen: (voice): Screen => ({
        text: paragraphs(
          voice.say(voice.texts.partners.notices[state], {
            amount: voice.toman(payout.amountToman),
            tail: tailText(voice, payout),
          }),
          whyText(voice, payout),
        ),
        keyboard: [[tapButton(voice.texts.partners.buttons.cabinet, 'partner')]],
      }),
    }
  );
};

/** Somebody else has decided about a payout, to who was shown where its money shall go. */
export const saySeenDecided: Saying<'payout_seen_decided'> = async ({ tenant, tx }, { payout_id, state }) => {
  const payout = await readPayout(tenant, tx, payout_id);
  return (
    payout && {
      screen: (voice): Screen => {
        const { seen } = voice.texts.partners;
        const { decidedByName: name } = payout;
        return {
          text: paragraphs(
            voice.say(seen[state], {
              number: voice.digits(payout.id),
              amount: voice.toman(payout.amountToman),
            }),
            name !== null && voice.say(voice.texts.partners.review.by, { name: voice.foreign(name) }),
          ),
        };
      },
    }
  );
};
