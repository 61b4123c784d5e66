import { limitsOf, type AddOn, type Base, type NewAddOn } from './pricing/limits.js';

/** Limits that an admin wants; left out: as it is. */
export interface LimitsWish {
  /** Gigabytes; 0: unlimited. */
  readonly trafficGb?: number | undefined;
  readonly devices?: number | undefined;
}

/** What a subscription has. */
export interface Limited {
  readonly base: Base;
  readonly addOns: readonly NewAddOn[];
}

interface Time {
  readonly at: Date;
  readonly endsAt: Date;
}
interface Part {
  readonly base: number;
  readonly addOns: readonly NewAddOn[];
}

/**
 * Base and add-ons with which the limits are what an admin wants. More is a gift of the admin's, one of a kind. Less takes
 * gifts first, then from the base, and at last what was bought.
 */
export function setLimits(
  { base, addOns }: Limited,
  { trafficGb, devices }: LimitsWish,
  time: Time,
): Limited {
  const now = limitsOf(base, addOns);
  const partOf = (kind: AddOn['kind'], present: number, wanted = present): Part =>
    reach(
      { base: kind === 'traffic' ? base.trafficGb : base.devices, addOns },
      { kind, present, wanted },
      time,
    );
  const traffic = partOf('traffic', now.trafficLimitGb, trafficGb);
  const device = partOf('devices', now.deviceLimit, devices);
  return {
    base: { trafficGb: traffic.base, devices: device.base },
    addOns: [...traffic.addOns, ...device.addOns],
  };
}

/** Base and add-ons of a kind; 0 is without limit, which only traffic can be. */
function reach(
  { base, addOns }: Part,
  { kind, present, wanted }: { kind: AddOn['kind']; present: number; wanted: number },
  time: Time,
): Part {
  const own = addOns.filter((one) => one.kind === kind);
  if (wanted === present) return { base, addOns: own };
  if (wanted === 0) return { base, addOns: [...own, giftOf(kind, 0, time)] };
  if (present !== 0 && wanted > present)
    return { base, addOns: raise(own, { kind, by: wanted - present }, time) };
  const bought = own.filter(({ givenBy, amount }) => givenBy === 'bought' && amount > 0);
  const rest = bought.reduce((sum, { amount }) => sum + amount, 0);
  if (base !== 0 && base + rest <= wanted)
    return { base, addOns: raise(bought, { kind, by: wanted - base - rest }, time) };
  return wanted > rest ? { base: wanted - rest, addOns: bought } : { base: wanted, addOns: [] };
}

function raise(
  own: readonly NewAddOn[],
  { kind, by }: { kind: AddOn['kind']; by: number },
  time: Time,
): readonly NewAddOn[] {
  const isGift = ({ givenBy, amount }: NewAddOn): boolean => givenBy === 'admin' && amount > 0;
  const given = own.filter(isGift).reduce((sum, { amount }) => sum + amount, by);
  return given === 0 ? own : [...own.filter((one) => !isGift(one)), giftOf(kind, given, time)];
}

const giftOf = (kind: AddOn['kind'], amount: number, { at, endsAt }: Time): NewAddOn => ({
  kind,
  amount,
  givenBy: 'admin',
  valueToman: 0,
  paidFrom: at,
  paidUntil: endsAt,
});
