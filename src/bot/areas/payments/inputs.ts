import { parseToman } from '#platform/typed-sum.js';
import type { Inputs } from '../../input.js';
import { openTopUpMethods } from './open/open-methods.js';
import { sumAsked } from './screens/methods.js';

/** What a person types: a sum to top up with. */
export const paymentInputs: Inputs<'top-up-amount'> = {
  'top-up-amount': (ctx, _about, typed) => {
    const { topup_min_toman: min, topup_max_toman: max } = ctx.settings.values;
    const amount = parseToman(typed);
    if (amount !== undefined && amount >= min && amount <= max) return openTopUpMethods(ctx, amount);
    ctx.leave({ asked: { input: 'top-up-amount', about: '' } });
    return sumAsked(ctx.voice, ctx.settings.values, { isAgain: true });
  },
};
