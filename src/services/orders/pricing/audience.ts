import type { Plan } from '../facts.js';
import type { OrderRefusal, PlanWish } from '../types.js';
import { chooseTarget } from './choose-target.js';
import type { Facts } from './sale.js';

/**
 * Why a plan is not for a person though it is on sale; undefined: it is. Who has bought nothing yet is new, whatever was given
 * to them. A plan of groups is for who is in one of them now, also where it is renewed; a plan by link is for who came by it,
 * and for a renewal of what was bought by it.
 */
export function refuseAudience(plan: Plan, wish: PlanWish, facts: Facts): OrderRefusal | undefined {
  const { hasPaid, groupIds = [] } = facts.buyer;
  switch (plan.audience) {
    case 'new':
      return hasPaid ? 'order.not_for_you' : undefined;
    case 'existing':
      return hasPaid ? undefined : 'order.not_for_you';
    case 'group':
      return plan.groupIds?.some((id) => groupIds.includes(id)) ? undefined : 'order.not_for_you';
    case 'link':
      return refuseUnlinked(plan, wish, facts);
    default:
      return undefined;
  }
}

function refuseUnlinked(
  { id, linkCode }: Plan,
  { link, subscriptionId }: PlanWish,
  facts: Facts,
): OrderRefusal | undefined {
  if (typeof linkCode === 'string' && link === linkCode) return undefined;
  const chosen = chooseTarget(subscriptionId, facts);
  if (typeof chosen === 'string') return chosen;
  return chosen.target?.planId === id ? undefined : 'order.not_for_you';
}
