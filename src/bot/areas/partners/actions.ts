import { completeWaiting } from '#services/orders/complete-waiting.js';
import { applyAsPartner } from '#services/partners/apply-as-partner.js';
import { cancelPayout } from '#services/partners/decide-payout.js';
import { moveToWallet } from '#services/partners/move-to-wallet.js';
import { readPayout, readPayouts } from '#services/partners/payout-rows.js';
import { readCabinet, type Cabinet } from '#services/partners/read-cabinet.js';
import { readPayoutBounds } from '#services/partners/request-payout.js';
import type { Actions } from '../../action.js';
import type { BotContext } from '../../context.js';
import type { Screen } from '../../screen.js';
import { openPartner } from './open/open-partner.js';
import { earningsScreen } from './screens/cabinet.js';
import {
  cancelQuestion,
  doneScreen,
  payoutRefused,
  payoutsScreen,
  payoutSumScreen,
  requisitesAskedScreen,
  sumAskedScreen,
  walletQuestion,
} from './screens/payouts.js';

/** Payouts that are listed. */
const mostShown = 10;

const cabinetOf = ({ tenant, tx, person, settings }: BotContext): Promise<Cabinet | undefined> =>
  readCabinet(tenant, tx, { userId: person.id, timeZone: settings.values.time_zone });

const boundsOf = ({ tenant, tx, person }: BotContext) => readPayoutBounds(tenant, tx, person.id);

/** Shows what follows while something can be asked for; else says why not. */
async function whileOpen(
  ctx: BotContext,
  follow: (bounds: Awaited<ReturnType<typeof boundsOf>>) => Screen | undefined,
): Promise<Screen | undefined> {
  const bounds = await boundsOf(ctx);
  return bounds.refusal ? payoutRefused(ctx.voice, bounds.refusal, bounds) : follow(bounds);
}

/** A partner's cabinet, and the way to become one. */
export const partnerActions: Actions<
  | 'partner'
  | 'partner-apply'
  | 'partner-cancel'
  | 'partner-cancel-yes'
  | 'partner-earnings'
  | 'partner-payout'
  | 'partner-payout-of'
  | 'partner-payout-sum'
  | 'partner-payouts'
  | 'partner-wallet'
  | 'partner-wallet-yes'
> = {
  partner: { isForRegistered: true, staysOpen: true, run: (ctx) => openPartner(ctx) },
  'partner-apply': {
    isForRegistered: true,
    run: async (ctx) => {
      const { tenant, tx, person, voice } = ctx;
      const { kind } = await applyAsPartner(tenant, tx, person.id);
      return kind === 'asked' ? doneScreen(voice, voice.texts.partners.application.sent) : openPartner(ctx);
    },
  },
  'partner-cancel': {
    isForRegistered: true,
    staysOpen: true,
    run: async (ctx, id) => {
      const payout = await readPayout(ctx.tenant, ctx.tx, id);
      const isOpen = payout?.userId === ctx.person.id && payout.state === 'requested';
      return isOpen ? cancelQuestion(ctx.voice, payout) : openPartner(ctx);
    },
  },
  'partner-cancel-yes': {
    isForRegistered: true,
    staysOpen: true,
    run: async (ctx, payoutId) => {
      const { tenant, tx, person, voice } = ctx;
      const decision = await cancelPayout(tenant, tx, { payoutId, userId: person.id });
      if (!decision) return undefined;
      const { kind, payout } = decision;
      if (kind !== 'done') return openPartner(ctx);
      const amount = voice.toman(payout.amountToman);
      return doneScreen(voice, voice.say(voice.texts.partners.ask.cancelled, { amount }));
    },
  },
  'partner-earnings': {
    isForRegistered: true,
    staysOpen: true,
    run: async (ctx) => {
      const cabinet = await cabinetOf(ctx);
      return cabinet && earningsScreen(ctx.voice, cabinet);
    },
  },
  'partner-payout': {
    isForRegistered: true,
    staysOpen: true,
    run: (ctx) => whileOpen(ctx, (bounds) => payoutSumScreen(ctx.voice, bounds)),
  },
  'partner-payout-of': {
    isForRegistered: true,
    staysOpen: true,
    run: (ctx, argument) =>
      whileOpen(ctx, (bounds) => {
        const amountToman = /^[1-9]\d{0,14}$/.test(argument) ? Number(argument) : 0;
        if (amountToman < bounds.leastToman || amountToman > bounds.availableToman)
          return payoutSumScreen(ctx.voice, bounds);
        ctx.leave({ asked: { input: 'partner-requisites', about: String(amountToman) } });
        return requisitesAskedScreen(ctx.voice, amountToman, false);
      }),
  },
  'partner-payout-sum': {
    isForRegistered: true,
    staysOpen: true,
    run: (ctx) =>
      whileOpen(ctx, (bounds) => {
        ctx.leave({ asked: { input: 'partner-sum', about: '' } });
        return sumAskedScreen(ctx.voice, bounds, false);
      }),
  },
  'partner-payouts': {
    isForRegistered: true,
    staysOpen: true,
    run: async (ctx) => {
      const { tenant, tx, person, voice } = ctx;
      return payoutsScreen(voice, await readPayouts(tenant, tx, { userId: person.id, most: mostShown }));
    },
  },
  'partner-wallet': {
    isForRegistered: true,
    run: async (ctx) => {
      const cabinet = await cabinetOf(ctx);
      return cabinet && cabinet.availableToman > 0 ? walletQuestion(ctx.voice, cabinet) : openPartner(ctx);
    },
  },
  'partner-wallet-yes': {
    isForRegistered: true,
    run: async (ctx, after) => {
      const { tenant, tx, person, voice } = ctx;
      const movedToman = await moveToWallet(tenant, tx, { userId: person.id, after });
      if (movedToman === 0) {
        ctx.answer(voice.texts.partners.alerts.changed, true);
        return openPartner(ctx);
      }
      await completeWaiting(tenant, tx, { userId: person.id });
      const amount = voice.toman(movedToman);
      return doneScreen(voice, voice.say(voice.texts.partners.ask.moved, { amount }));
    },
  },
};
