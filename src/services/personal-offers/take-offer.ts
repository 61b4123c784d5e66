import { now } from '#platform/clock.js';
import { hourMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { giveDiscount } from '../discounts/give-discount.js';
import { isRowId } from '#platform/row-id.js';
import { readHeld } from '../orders/held.js';
import { pickSquads } from '../orders/pricing/pick-squads.js';
import { readTerms } from '../orders/terms.js';
import { tellKeptOut } from '../orders/tell-kept-out.js';
import { lockBuyer } from '../orders/weigh-order.js';
import { writeTestSquads } from './test-squads.js';
import type { AccessTerms, DiscountTerms, OfferTerms } from './terms.js';

/** What became of a tap on "take it". */
export type Taken =
  | { readonly kind: 'discount'; readonly terms: DiscountTerms; readonly until: Date }
  | { readonly kind: 'test_access'; readonly until: Date; readonly subscriptionId: string }
  /** Unknown, another person's, ended, or taken and over. */
  | { readonly kind: 'gone' }
  /** They are on the black list. */
  | { readonly kind: 'kept_out' }
  /** Nothing runs with which servers could be tried. */
  | { readonly kind: 'no_subscription' }
  /** What runs has the servers already. */
  | { readonly kind: 'nothing_new' };

interface Row {
  readonly terms: OfferTerms;
  readonly open_until: Date;
  readonly taken_at: Date | null;
  readonly ended_at: Date | null;
  readonly access_until: Date | null;
  readonly subscription_id: string | null;
  readonly discount_until: Date | null;
  readonly is_used: boolean;
}

const lockOffer = `
  select s.terms, o.open_until, o.taken_at, o.ended_at, o.access_until, o.subscription_id::text,
    d.valid_until as discount_until, d.used_at is not null as is_used
  from personal_offers o
  join personal_offer_sendings s on s.bot_id = $1 and s.id = o.sending_id
  left join discount_offers d on d.bot_id = $1 and d.id = o.discount_id
  where o.bot_id = $1 and o.id = $2 and o.user_id = $3 for no key update of o`;
const noteDiscount = `
  update personal_offers set taken_at = $3, discount_id = $4, due_at = null, updated_at = clock_timestamp()
  where bot_id = $1 and id = $2`;
const noteAccess = `
  update personal_offers set taken_at = $3, subscription_id = $4, squads = $5::uuid[], access_until = $6, due_at = $6,
    updated_at = clock_timestamp()
  where bot_id = $1 and id = $2`;

interface Taking {
  readonly userId: string;
  readonly offerId: string;
}

/**
 * A person takes an offer that was made to them: they have the discount, or the servers, from now on, for its hours. Taking it again says
 * the same and does nothing. Locks go user, offer, subscription.
 */
export async function takeOffer(tenant: Tenant, tx: Tx, taking: Taking): Promise<Taken> {
  const { userId, offerId } = taking;
  if (!isRowId(offerId)) return { kind: 'gone' };
  const buyer = await lockBuyer(tenant, tx, userId);
  const [row] = await tx.sql<Row>(lockOffer, [tenant.botId, offerId, userId]);
  const at = new Date(now());
  if (!row || row.ended_at) return { kind: 'gone' };
  if (row.taken_at) return takenBefore(row, at);
  if (row.open_until.getTime() <= at.getTime()) return { kind: 'gone' };
  const shopTerms = await readTerms(tenant, tx);
  if (buyer && (await tellKeptOut(tenant, tx, { buyer, terms: shopTerms }))) return { kind: 'kept_out' };
  const { terms } = row;
  return terms.kind === 'discount'
    ? takeDiscount(tenant, tx, { ...taking, terms, at })
    : takeAccess(tenant, tx, { ...taking, terms, at, sellable: shopTerms.values.sellable_squads });
}

/** A second tap: what was taken, while it holds. */
function takenBefore(row: Row, at: Date): Taken {
  const { terms, access_until: accessUntil, subscription_id: subscriptionId, discount_until: until } = row;
  if (terms.kind === 'discount' && until && !row.is_used && until.getTime() > at.getTime())
    return { kind: 'discount', terms, until };
  if (accessUntil && subscriptionId !== null && accessUntil.getTime() > at.getTime())
    return { kind: 'test_access', until: accessUntil, subscriptionId };
  return { kind: 'gone' };
}

const untilOf = ({ holdsHours }: OfferTerms, at: Date): Date => new Date(at.getTime() + holdsHours * hourMs);

async function takeDiscount(
  tenant: Tenant,
  tx: Tx,
  { userId, offerId, terms, at }: Taking & { readonly terms: DiscountTerms; readonly at: Date },
): Promise<Taken> {
  const until = untilOf(terms, at);
  const { appliesTo, planIds } = terms;
  const size = terms.percent === null ? { amountToman: terms.amountToman } : { percent: terms.percent };
  const discountId = await giveDiscount(tenant, tx, {
    ...{ userId, kind: 'offer', validUntil: until, appliesTo, planIds, ...size },
    cause: { event: `personal offer ${offerId}` },
  });
  await tx.sql(noteDiscount, [tenant.botId, offerId, at, discountId ?? null]);
  return { kind: 'discount', terms, until };
}

interface Access extends Taking {
  readonly terms: AccessTerms;
  readonly at: Date;
  /** Squads that the bot may sell; empty: all. */
  readonly sellable: readonly string[];
}

/** The servers come to the subscription that lasts longest of those that lack some. */
async function takeAccess(
  tenant: Tenant,
  tx: Tx,
  { userId, offerId, terms, at, sellable }: Access,
): Promise<Taken> {
  const squads = pickSquads(terms.squads, sellable);
  const held = await readHeld(tenant, tx, { userId, isLocked: true });
  const running = held.filter(({ status, endsAt }) => status === 'active' && endsAt.getTime() > at.getTime());
  if (running.length === 0) return { kind: 'no_subscription' };
  const [chosen] = running
    .filter(({ squads: own }) => own.length > 0 && squads?.some((squad) => !own.includes(squad)))
    .sort((left, right) => right.endsAt.getTime() - left.endsAt.getTime());
  if (!chosen) return { kind: 'nothing_new' };
  const until = untilOf(terms, at);
  await tx.sql(noteAccess, [tenant.botId, offerId, at, chosen.id, squads, until]);
  await writeTestSquads(tenant, tx, [chosen.id]);
  return { kind: 'test_access', until, subscriptionId: chosen.id };
}
