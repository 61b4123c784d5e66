import type { Tenant, Tx } from '#tenancy/scope.js';
import { readBuyer } from '../orders/facts.js';
import { lockGift } from '../orders/gift-rows.js';
import { readHeld } from '../orders/held.js';
import { priceOrder } from '../orders/pricing/price-order.js';
import { isOrderRefusal } from '../orders/pricing/sale.js';
import { readTerms, termsOfPaid } from '../orders/terms.js';
import type { Effect, OrderRefusal } from '../orders/types.js';
import { factsAt } from '../orders/weigh-order.js';

/** What a gift can be taken for, and what it does there. */
export interface TakingChoice {
  /** null: a new subscription. */
  readonly subscriptionId: string | null;
  readonly effect: Effect;
  /** When that subscription ends then. */
  readonly endsAt: Date;
}

/** What a person can take a gift for, a new subscription first; or why they cannot. */
export async function listTakingChoices(
  tenant: Tenant,
  tx: Tx,
  { userId, giftId }: { readonly userId: string; readonly giftId: string },
): Promise<readonly TakingChoice[] | OrderRefusal> {
  const buyer = await readBuyer(tenant, tx, { userId, isLocked: true });
  if (!buyer) return 'order.account_blocked';
  const gift = await lockGift(tenant, tx, { giftId, readerId: userId });
  const held = await readHeld(tenant, tx, { userId, isLocked: false });
  const terms = termsOfPaid(await readTerms(tenant, tx));
  const facts = { ...factsAt({ buyer, held, terms }), ...(gift && { gift }) };
  const priced = ['new', ...held.map(({ id }) => id)].map((subscriptionId) =>
    priceOrder({ kind: 'taking', giftId, subscriptionId }, facts),
  );
  const choices = priced.flatMap((sale): TakingChoice[] =>
    isOrderRefusal(sale)
      ? []
      : [
          {
            subscriptionId: sale.target?.id ?? null,
            effect: sale.quote.effect,
            endsAt: new Date(sale.quote.endsAt),
          },
        ],
  );
  const [first] = priced;
  if (choices.length === 0 && first !== undefined && isOrderRefusal(first)) return first;
  return sortOut(choices);
}

/** Of subscriptions that are over one is enough: that which was there last. */
function sortOut(choices: readonly TakingChoice[]): readonly TakingChoice[] {
  const over = choices.filter(({ effect }) => effect === 'restart');
  const last = over.at(-1);
  return choices.filter((one) => one.effect !== 'restart' || one === last);
}
