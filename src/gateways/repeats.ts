import type { GatewayAccess } from './gateway-access.js';
import type { KnownPayment, PaymentAsk } from './payment-at-gateway.js';

/** How a payer is charged again, for as long as they agreed to: sum and period are those of the first payment. */
export interface Repeats<Credentials> {
  /** Who begins each charge: the `gateway` by itself, or the `fleet`, by `charge`. */
  readonly by: 'fleet' | 'gateway';
  /** Periods that can be agreed on, in days. */
  readonly days: readonly number[] | 'any';
  /** Codes of charges that came to nothing (`ended`) after which no further one is tried. */
  readonly endingCodes?: readonly string[];
  /** Is it offered with this configuration of the feature? Absent: always. */
  isOn?(config: unknown): boolean;
  /** Makes sure that the payer is charged no more. Repeatable; one that has ended already is no fault. */
  stop(payment: RepeatingPayment, access: GatewayAccess<Credentials>): Promise<void>;
  /** Charges a payer who is not there. Repeatable: of one `reference` there is one charge. What became of it, `inquire` says. */
  charge?(ask: ChargeAsk, access: GatewayAccess<Credentials>): Promise<{ readonly externalId: string }>;
  /** Asks how an agreement stands at a gateway that charges by itself. */
  standing?(payment: RepeatingPayment, access: GatewayAccess<Credentials>): Promise<RepeatStanding>;
}

/** A payment that its payer is charged for again and again. */
export interface RepeatingPayment extends KnownPayment {
  /** Telegram id of the payer. */
  readonly payerId: string;
  /** What the first payment gave for charges (`mandate` of its state); null: nothing. */
  readonly mandate: string | null;
}

/** A charge of an agreement. */
export interface ChargeAsk extends PaymentAsk {
  /** What the first payment gave for it (`mandate` of its state). */
  readonly mandate: string;
}

/** How an agreement stands, as the gateway says. */
export interface RepeatStanding {
  /** `waiting`: the payer has not agreed yet. `failed`: a charge failed, and there will be none any more. */
  readonly state: 'active' | 'canceled' | 'failed' | 'waiting';
  /** Until when the payer has paid, or when the next charge, or the next try, comes. */
  readonly until?: Date;
  /** The gateway's names of the charges that succeeded, the first one too, where it lists them; each is asked about by `inquire`. */
  readonly charges?: readonly string[];
  /** How many succeeded by its count, where it only counts. */
  readonly chargeCount?: number;
}
