import { readPayoutBounds, requestPayout } from '#services/partners/request-payout.js';
import { parseToman } from '#platform/typed-sum.js';
import type { Inputs } from '../../input.js';
import { payoutDoneScreen, payoutRefused, requisitesAskedScreen, sumAskedScreen } from './screens/payouts.js';

/** What a partner types: how much shall be paid out, and where it shall go. */
export const partnerInputs: Inputs<'partner-requisites' | 'partner-sum'> = {
  'partner-requisites': async (ctx, about, typed) => {
    const { tenant, tx, person, voice, vault } = ctx;
    const userId = person.id;
    const amountToman = Number(about);
    const asked = await requestPayout(tenant, tx, { userId, amountToman, requisites: typed, vault });
    if (asked.kind === 'requested') return payoutDoneScreen(voice, asked.payout);
    if (asked.reason !== 'requisites')
      return payoutRefused(voice, asked.reason, await readPayoutBounds(tenant, tx, userId));
    ctx.leave({ asked: { input: 'partner-requisites', about } });
    return requisitesAskedScreen(voice, amountToman, true);
  },
  'partner-sum': async (ctx, _about, typed) => {
    const { tenant, tx, person, voice } = ctx;
    const bounds = await readPayoutBounds(tenant, tx, person.id);
    if (bounds.refusal) return payoutRefused(voice, bounds.refusal, bounds);
    const amountToman = parseToman(typed) ?? 0;
    const isRight = amountToman >= bounds.leastToman && amountToman <= bounds.availableToman;
    const input = isRight ? 'partner-requisites' : 'partner-sum';
    ctx.leave({ asked: { input, about: isRight ? String(amountToman) : '' } });
    return isRight ? requisitesAskedScreen(voice, amountToman, false) : sumAskedScreen(voice, bounds, true);
  },
};
