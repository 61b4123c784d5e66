/** Limits of what was sold as a plan. */
export interface Base {
  /** Gigabytes; 0: unlimited. */
  readonly trafficGb: number;
  readonly devices: number;
}

/** Something that a subscription has on top of its plan, while it has it. */
export interface AddOn {
  readonly id: string;
  readonly kind: 'traffic' | 'devices';
  /** Gigabytes (0: unlimited), or devices. */
  readonly amount: number;
  /** What was bought is renewed at its price; a gift is free and ends with its period. */
  readonly givenBy: 'bought' | 'admin' | 'promotion';
  /** What was paid for the time from `paidFrom` to `paidUntil`, in toman. */
  readonly valueToman: number;
  readonly paidFrom: Date;
  readonly paidUntil: Date;
}

/** One that is still to be written has no number. */
export type NewAddOn = Omit<AddOn, 'id'> & { readonly id?: string | undefined };

/** The most of each that a subscription can have. */
export const mostGb = 1_000_000;
export const mostDevices = 1_000;

/** The largest number that the columns of the limits hold: rows that were written by hand may be beyond what is sold. */
const mostKept = 2_147_483_647;

/** What a subscription gives: the one way from a plan and what is on top of it to limits. Traffic 0: unlimited. */
export function limitsOf(
  base: Base,
  addOns: readonly Pick<AddOn, 'amount' | 'kind'>[],
): { readonly trafficLimitGb: number; readonly deviceLimit: number } {
  const sizes = (kind: AddOn['kind']): number[] =>
    addOns.filter((one) => one.kind === kind).map(({ amount }) => amount);
  const traffic = [base.trafficGb, ...sizes('traffic')];
  const sum = (numbers: readonly number[]): number =>
    Math.min(
      mostKept,
      numbers.reduce((total, one) => total + one, 0),
    );
  return {
    trafficLimitGb: traffic.includes(0) ? 0 : sum(traffic),
    deviceLimit: sum([base.devices, ...sizes('devices')]),
  };
}

/** What add-ons are, without whose they are and what they were worth. */
export const extrasOf = (addOns: readonly AddOn[]): Pick<AddOn, 'amount' | 'kind'>[] =>
  addOns.map(({ kind, amount }) => ({ kind, amount }));
