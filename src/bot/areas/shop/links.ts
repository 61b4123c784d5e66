import { findPlanByLink } from '#services/orders/facts.js';
import type { StartLink } from '../../start-link.js';
import { openPlan } from './open/open-order.js';
import { openPlans } from './open/open-plans.js';

/** Opens a plan at this person's price: the way to a plan that is sold by its link only. */
export const planLink: StartLink = {
  prefix: 'plan_',
  run: async (ctx, code) => {
    const planId = await findPlanByLink(ctx.tenant, ctx.tx, code);
    return planId === undefined
      ? openPlans(ctx, { notice: ctx.voice.texts.shop.errors['order.plan_gone'] })
      : openPlan(ctx, { planId, link: code });
  },
};
