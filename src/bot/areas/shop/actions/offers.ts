import { draftOrder } from '#services/orders/draft-order.js';
import { hasJustBoughtSimple } from '#services/orders/just-bought.js';
import { readTrialOffer, type TrialOffer } from '#services/orders/offers.js';
import { readShelf } from '#services/orders/read-shelf.js';
import type { Actions } from '../../../action.js';
import type { BotContext } from '../../../context.js';
import type { Screen } from '../../../screen.js';
import { openDrafted } from '../open/open-order.js';
import { trial } from '../screens/trial.js';
import { orderAndPay } from './ordering.js';

async function openTrial(ctx: BotContext, offer: TrialOffer | 'off' | 'used'): Promise<Screen> {
  const asked = { userId: ctx.person.id };
  const hasPlans = typeof offer === 'string' && (await readShelf(ctx.tenant, ctx.tx, asked)).plans.length > 0;
  return trial(ctx.voice, { offer, hasPlans });
}

/** The trial and the one fixed offer. */
export const offerActions: Actions<'simple' | 'trial' | 'trial-start'> = {
  trial: {
    isForRegistered: true,
    run: async (ctx) => openTrial(ctx, await readTrialOffer(ctx.tenant, ctx.tx, { userId: ctx.person.id })),
  },
  'trial-start': {
    isForRegistered: true,
    purpose: 'trial',
    run: async (ctx) => {
      const { tenant, tx, person } = ctx;
      const offer = await readTrialOffer(tenant, tx, { userId: person.id });
      if (typeof offer === 'string') return openTrial(ctx, offer);
      if (offer.priceToman === 0) return orderAndPay(ctx, { kind: 'trial' });
      return openDrafted(ctx, await draftOrder(tenant, tx, { userId: person.id, wish: { kind: 'trial' } }));
    },
  },
  simple: {
    isForRegistered: true,
    purpose: 'purchase',
    run: async (ctx) => {
      const { tenant, tx, person } = ctx;
      const wish = { kind: 'simple' } as const;
      const isRepeat = await hasJustBoughtSimple(tenant, tx, { userId: person.id });
      if (!isRepeat) return orderAndPay(ctx, wish);
      return openDrafted(ctx, await draftOrder(tenant, tx, { userId: person.id, wish }));
    },
  },
};
