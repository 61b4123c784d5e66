import { parseToman } from '#platform/typed-sum.js';
import type { Inputs } from '../../input.js';
import { keepEmail } from '#services/people/keep-email.js';
import { chooseAgain } from './actions.js';
import { emailAsked } from './screens/email.js';
import { openTopUpMethods } from './open/open-methods.js';
import { sumAsked } from './screens/methods.js';

/** What a person types: a sum to top up with, an e-mail for receipts. */
export const paymentInputs: Inputs<'payer-email' | 'top-up-amount'> = {
  'payer-email': async (ctx, about, typed) => {
    const { tenant, tx, person } = ctx;
    if (await keepEmail(tenant, tx, { userId: person.id, typed })) {
      const wish = about.startsWith('+')
        ? { orderId: null, topUpToman: Number(about.slice(1)) }
        : { orderId: about };
      return chooseAgain(ctx, wish, ctx.voice.texts.payments.email.kept);
    }
    ctx.leave({ asked: { input: 'payer-email', about } });
    return emailAsked(ctx.voice, { isAgain: true });
  },
  'top-up-amount': (ctx, _about, typed) => {
    const { topup_min_toman: min, topup_max_toman: max } = ctx.settings.values;
    const amount = parseToman(typed);
    if (amount !== undefined && amount >= min && amount <= max) return openTopUpMethods(ctx, amount);
    ctx.leave({ asked: { input: 'top-up-amount', about: '' } });
    return sumAsked(ctx.voice, ctx.settings.values, { isAgain: true });
  },
};
