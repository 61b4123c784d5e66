import { now } from '#platform/clock.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { forgetOldDrafts } from './forget-drafts.js';
import { insertDraft, lockOpenOrder, writeQuote } from './order-rows.js';
import { couldPay } from './pricing/could-pay.js';
import { isOrderRefusal } from './pricing/sale.js';
import { tellKeptOut } from './tell-kept-out.js';
import type { Drafted, Wish } from './types.js';
import { fundsOf, isSameQuote, lockBuyer, weighOrder } from './weigh-order.js';

/**
 * Prices what a person wants and keeps it as a draft, which `confirmOrder` takes up: what a summary shows. The same wish
 * again is the same order at the present price. The plan that is a cart already stays one while its price stands. `isPaidFor`: money
 * came for it.
 */
export async function draftOrder(
  tenant: Tenant,
  tx: Tx,
  { userId, wish, isPaidFor }: { readonly userId: string; readonly wish: Wish; readonly isPaidFor?: boolean },
): Promise<Drafted> {
  const buyer = await lockBuyer(tenant, tx, userId);
  if (!buyer) return { kind: 'refused', reason: 'order.account_blocked' };
  const open = await lockOpenOrder(tenant, tx, { userId, wish });
  const { priced, facts } = await weighOrder(tenant, tx, { buyer, wish, isPaidFor });
  await tellKeptOut(tenant, tx, facts);
  if (isOrderRefusal(priced)) return { kind: 'refused', reason: priced };
  const { quote, target } = priced;
  const fresh = {
    quote,
    subscriptionId: target?.id ?? null,
    pricedAt: facts.pricedAt,
    expiresAt: new Date(now() + facts.terms.values.cart_minutes * 60_000),
  };
  const isSame = open && isSameQuote(open.quote, quote);
  const revision = (open?.revision ?? 0) + (isSame ? 0 : 1);
  const state = isSame && open.state === 'waiting' ? 'waiting' : 'draft';
  const order = open
    ? await writeQuote(tenant, tx, open, { ...fresh, state, revision })
    : await insertNew(tenant, tx, { userId, wish, fresh });
  return { kind: 'quoted', order, ...fundsOf(buyer, quote), isCovered: couldPay(priced, facts) };
}

/** Looking at one more forgets the oldest that was looked at. */
async function insertNew(...[tenant, tx, draft]: Parameters<typeof insertDraft>) {
  await forgetOldDrafts(tenant, tx, draft.userId);
  return insertDraft(tenant, tx, draft);
}
