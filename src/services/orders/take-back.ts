import { now } from '#platform/clock.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { readOneHeld, type Held } from './held.js';
import type { AddOn, Base } from './pricing/limits.js';
import type { After } from './pricing/sale.js';
import type { Quote } from './types.js';
import { forgetTrafficReset, giveUpSubscription, writeSubscription } from './write-subscription.js';

/** A subscription before a sale, and what the sale made its plan's limits, as the order keeps it. */
export type Before = Omit<Held, 'id'> & { readonly sold: Base };

export const beforeOf = ({ id: _id, ...rest }: Held, { base: sold }: After): Before => ({ ...rest, sold });

/** The same as it comes out of JSON: instants are ISO 8601. Orders of earlier versions lack what is optional. */
type Kept<T> = { readonly [K in keyof T]: T[K] extends Date ? string : T[K] };
export type StoredBefore = Omit<Kept<Before>, 'addOns' | 'base' | 'sold' | 'trafficReset' | 'valueUntil'> & {
  readonly addOns?: readonly Kept<AddOn>[];
  readonly base?: Base;
  readonly sold?: Base;
  readonly trafficReset?: Before['trafficReset'];
  readonly valueUntil?: string;
};

/** What a promotion made of a subscription, beside its limits: those of its add-ons that it left, and whether traffic began anew. */
type Made = Omit<After, 'addOns' | 'base'> & {
  readonly addOnIds: readonly string[];
  readonly resetsTraffic: boolean;
};

export const madeOf = ({ addOns, base: _base, ...rest }: After, resetsTraffic: boolean): Made => ({
  ...rest,
  addOnIds: addOns.flatMap(({ id }) => id ?? []),
  resetsTraffic,
});

/** What an order sold, or a promotion gave. */
export interface Sold {
  /** Absent: no order did. */
  readonly orderId?: string;
  readonly isTrial: boolean;
  readonly quote: Pick<Quote, 'deviceLimit' | 'endsAt' | 'trafficLimitGb'>;
  readonly before: StoredBefore | null;
  /** Of a promotion; absent: an earlier version gave it. */
  readonly made?: Kept<Made> | undefined;
}

// What the person never had counts for nothing, and a trial is theirs again; an account that was made, they may have used.
const returnNewcomer = `
  update subscriptions set was_never_made = true
  where bot_id = $1 and id = $2 and panel_user_id is null and panel_user_uuid is null`;
const returnTrial = `
  with never_made as (
    update subscriptions set is_trial = false
    where bot_id = $1 and id = $2 and is_trial and was_never_made returning user_id)
  update users set has_had_trial = false, updated_at = clock_timestamp()
  from never_made where users.bot_id = $1 and users.id = never_made.user_id`;
const lockOne = `select id from subscriptions where bot_id = $1 and id = $2 for no key update`;
const boughtBy = `
  select id::text from subscription_addons where bot_id = $1 and order_id = any($2::bigint[])`;

/**
 * Makes a subscription what it was before its newest sales, newest first in `sold`; the panel must take it over. `isGiven`: it is
 * what promotions gave; what is not any more as they made it stays as it is.
 */
export async function takeBack(
  tenant: Tenant,
  tx: Tx,
  {
    userId,
    subscriptionId,
    sold,
    isGiven = false,
  }: {
    readonly userId: string;
    readonly subscriptionId: string;
    readonly sold: readonly Sold[];
    readonly isGiven?: boolean;
  },
): Promise<void> {
  const place = [tenant.botId, subscriptionId];
  await tx.sql(lockOne, place);
  const oldest = sold.at(-1);
  if (oldest?.before === null) {
    await tx.sql(returnNewcomer, place);
    if (oldest.isTrial) await tx.sql(returnTrial, place);
    return giveUpSubscription(tenant, tx, { subscriptionId });
  }
  const state = await readOneHeld(tenant, tx, { userId, subscriptionId });
  if (!state || !oldest) return;
  const addOns = isGiven
    ? addOnsWithoutGiven({ before: oldest.before, state, sold })
    : await addOnsWithoutSold(tenant, tx, { before: oldest.before, state, sold });
  const undone = { ...keptOf(oldest.before), ...sold.reduce(undo, state), addOns };
  const after = isGiven ? { ...undone, ...termsWithoutGiven(state, sold, undone.endsAt) } : undone;
  const isOver = after.endsAt.getTime() <= now();
  const status = state.status === 'disabled' ? 'disabled' : isOver ? 'expired' : 'active';
  if (sold.some(hasReset)) await forgetTrafficReset(tenant, tx, { subscriptionId });
  await writeSubscription(tenant, tx, { userId, before: state, after, status, resetsTraffic: false });
}

/** What it had on top before, and what admins have given since. */
async function addOnsWithoutSold(
  { botId }: Tenant,
  tx: Tx,
  { before, state, sold }: { before: StoredBefore; state: Held; sold: readonly Sold[] },
): Promise<AddOn[]> {
  const ids = sold.flatMap(({ orderId }) => orderId ?? []);
  const bought = new Set((await tx.sql<{ id: string }>(boughtBy, [botId, ids])).map(({ id }) => id));
  const had = addOnsOf(before);
  const isKnown = (id: string): boolean => bought.has(id) || had.some((one) => one.id === id);
  return [...had, ...state.addOns.filter(({ id }) => !isKnown(id))];
}

/** What promotions gave on top is at most what it was before; the rest as it is now, with what ended by them alone. */
function addOnsWithoutGiven({
  before,
  state,
  sold,
}: {
  before: StoredBefore;
  state: Held;
  sold: readonly Sold[];
}): AddOn[] {
  const isPromoted = ({ givenBy }: AddOn): boolean => givenBy === 'promotion';
  const isEndedByThem = (id: string): boolean => sold.some((one) => hasEnded(one, id));
  const had = addOnsOf(before);
  const left = had.flatMap((one) => {
    const present = state.addOns.find(({ id }) => id === one.id);
    if (!present) return isEndedByThem(one.id) ? [one] : [];
    return isPromoted(one) ? [{ ...one, amount: Math.min(one.amount, present.amount) }] : [present];
  });
  const since = state.addOns.filter((one) => !isPromoted(one) && !had.some(({ id }) => id === one.id));
  return [...left, ...since];
}

/** Did the used traffic begin at zero by it? Of sales that is not noted. */
const hasReset = ({ made }: Sold): boolean => made?.resetsTraffic ?? true;

/** Did a promotion end an add-on? Earlier versions did not note it. */
const hasEnded = ({ before, made }: Sold, addOnId: string): boolean =>
  (before?.addOns ?? []).some(({ id }) => id === addOnId) && !made?.addOnIds.includes(addOnId);

const addOnsOf = ({ addOns = [] }: StoredBefore): AddOn[] =>
  addOns.map((one) => ({
    ...one,
    paidFrom: new Date(one.paidFrom),
    paidUntil: new Date(one.paidUntil),
  }));

/** What no later change of an admin's has to do with. Orders without `trafficReset` were sold by the calendar. */
const keptOf = (before: StoredBefore): Omit<After, 'addOns' | 'base' | 'endsAt'> => ({
  ...{
    planId: before.planId,
    isTrial: before.isTrial,
    startsAt: new Date(before.startsAt),
    squads: before.squads,
  },
  ...{ valueToman: before.valueToman, valueFrom: new Date(before.valueFrom) },
  valueUntil: new Date(before.valueUntil ?? before.endsAt),
  trafficReset: before.trafficReset ?? 'month',
});

type Terms = ReturnType<typeof keptOf>;

const termsOf = ({ planId, isTrial, startsAt, squads, trafficReset, ...rest }: Held): Terms => {
  const { valueToman, valueFrom, valueUntil } = rest;
  return { planId, isTrial, startsAt, squads, trafficReset, valueToman, valueFrom, valueUntil };
};

/** What was changed together is restored together. */
const restored: readonly (readonly (keyof Terms)[])[] = [
  ...(['planId', 'isTrial', 'startsAt', 'squads', 'trafficReset'] as const).map((one) => [one] as const),
  ['valueToman', 'valueFrom', 'valueUntil'],
];

/** What promotions made of it is as it was before each of them; what others made of it since stays. It ends after it begins. */
function termsWithoutGiven(
  state: Held,
  sold: readonly Sold[],
  endsAt: Date,
): Terms & { readonly endsAt: Date } {
  const terms = sold.reduce<Terms>(undoTerms, termsOf(state));
  return { ...terms, endsAt: new Date(Math.max(Number(endsAt), Number(terms.startsAt))) };
}

function undoTerms(terms: Terms, { before, made }: Sold): Terms {
  if (!before) return terms;
  const was = keptOf(before);
  const isAsMade = (key: keyof Terms): boolean =>
    made === undefined || JSON.stringify(terms[key]) === JSON.stringify(made[key]);
  const keys = restored.filter((group) => group.every(isAsMade)).flat();
  return { ...terms, ...Object.fromEntries(keys.map((key) => [key, was[key]])) };
}

type State = Pick<Held, 'base' | 'endsAt' | 'startsAt'>;

/** Undoes one sale; what admins have changed since stays. */
function undo({ base, endsAt, startsAt }: State, { quote, before }: Sold): State {
  if (!before) return { base, endsAt, startsAt };
  const addedMs = Date.parse(quote.endsAt) - Date.parse(before.endsAt);
  const end = new Date(Math.max(endsAt.getTime() - addedMs, Date.parse(before.startsAt)));
  const [was, became] = [before.base ?? baseOf(before), before.sold ?? baseOf(quote)];
  return {
    startsAt: new Date(before.startsAt),
    endsAt: end,
    base: {
      trafficGb: base.trafficGb === became.trafficGb ? was.trafficGb : base.trafficGb,
      devices: base.devices === became.devices ? was.devices : base.devices,
    },
  };
}

const baseOf = ({ trafficLimitGb, deviceLimit }: Pick<Held, 'deviceLimit' | 'trafficLimitGb'>): Base => ({
  trafficGb: trafficLimitGb,
  devices: deviceLimit,
});
