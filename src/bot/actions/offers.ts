import { draftOrder } from '#services/orders/draft-order.js';
import { hasJustBoughtSimple } from '#services/orders/just-bought.js';
import { readSimpleOffer, readTrialOffer } from '#services/offers.js';
import { openDrafted, openRefusal } from '../open-order.js';
import { trial } from '../screens/trial.js';
import { action } from './action.js';
import { orderAndPay } from './ordering.js';

/** The trial and the one fixed offer. */
export const offerActions = [
  action({
    name: 'trial',
    isForRegistered: true,
    run: async (ctx) =>
      trial(ctx.voice, { offer: await readTrialOffer(ctx.tenant, ctx.tx, { userId: ctx.person.id }) }),
  }),
  action({
    name: 'trial-start',
    isForRegistered: true,
    run: async (ctx) => {
      const { tenant, tx, person } = ctx;
      const offer = await readTrialOffer(tenant, tx, { userId: person.id });
      if (typeof offer === 'string') return trial(ctx.voice, { offer });
      if (offer.priceToman === 0) return orderAndPay(ctx, { kind: 'trial' });
      return openDrafted(ctx, await draftOrder(tenant, tx, { userId: person.id, wish: { kind: 'trial' } }));
    },
  }),
  action({
    name: 'simple',
    isForRegistered: true,
    run: async (ctx) => {
      const { tenant, tx, person } = ctx;
      const offer = await readSimpleOffer(tenant, tx, { userId: person.id });
      if (!offer) return openRefusal(ctx, 'order_not_offered');
      const isAsked = offer.isExtension || (await hasJustBoughtSimple(tenant, tx, { userId: person.id }));
      if (!isAsked) return orderAndPay(ctx, { kind: 'simple' });
      // What runs already is prolonged by it, or bought once more: that is asked first.
      return openDrafted(ctx, await draftOrder(tenant, tx, { userId: person.id, wish: { kind: 'simple' } }));
    },
  }),
];
