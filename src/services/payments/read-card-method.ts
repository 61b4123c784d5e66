import type { Tenant, Tx } from '#tenancy/scope.js';
import { hasCardFor } from '../cards/has-card-for.js';
import { askedOnCard, cardCurrency } from './offer-card.js';
import type { MethodTerms } from './offer-methods.js';
import { cardMethod } from './on-card.js';
import { none, type LatePayments, type MethodStanding } from './read-methods.js';

const latelyText = `
  select count(*)::int as begun,
    count(*) filter (where transaction_id is not null)::int as paid,
    count(*) filter (where transaction_id is null and status <> 'pending')::int as unpaid,
    percentile_cont(0.5) within group (order by extract(epoch from paid_at - created_at)::float8)
      filter (where transaction_id is not null) as median_settle_seconds
  from card_to_card_payments where bot_id = $1 and created_at > now() - interval '7 days'`;

/** How paying from card to card stands in a bot: it lacks `card` where no card can take the least sum now. */
export async function readCardMethod(tenant: Tenant, tx: Tx, terms: MethodTerms): Promise<MethodStanding> {
  const [lately = none] = await tx.sql<LatePayments>(latelyText, [tenant.botId]);
  return {
    method: cardMethod,
    currency: cardCurrency,
    isOn: terms.features.card_to_card.isOn,
    lacks: (await hasCardFor(tenant, tx, askedOnCard(0, terms))) ? [] : ['card'],
    faults: 0,
    lastFault: null,
    lastFaultAt: null,
    hiddenUntil: null,
    lastCallbackAt: null,
    lately,
  };
}
