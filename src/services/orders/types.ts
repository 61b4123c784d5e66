import type { ErrorCode } from '#platform/error-codes/error-codes.js';

/** Why a wish cannot be met; each has a text in `texts.errors`. */
export type OrderRefusal = Extract<ErrorCode, `order.${string}`>;

/** What a person asks for. Ids and numbers come from buttons and may be anything: they are looked up, never trusted. */
export type Wish =
  /**
   * A plan: a first purchase, one more subscription (`subscriptionId: 'new'`), a renewal or a change of plan of the one
   * named; when left out, what suits the person's subscriptions. `without`: add-ons that a renewal leaves out.
   */
  | {
      readonly kind: 'plan';
      readonly planId: string;
      readonly subscriptionId?: string | undefined;
      readonly without?: readonly string[] | undefined;
      /** What the link carried by which the person came to the plan. */
      readonly link?: string | undefined;
    }
  /** The one fixed offer of the feature `simple_purchase`. */
  | { readonly kind: 'simple' }
  /** The trial, whether it has a price or not. */
  | { readonly kind: 'trial' }
  /** A package of traffic on top, by its size in gigabytes; 0: unlimited. */
  | { readonly kind: 'traffic'; readonly subscriptionId: string; readonly gb: number }
  /** So many devices more. */
  | { readonly kind: 'devices'; readonly subscriptionId: string; readonly count: number }
  /** The used traffic begins at zero again. */
  | { readonly kind: 'reset'; readonly subscriptionId: string }
  /** A plan for somebody else, who takes it by a link: for `recipient` alone, or anybody. */
  | {
      readonly kind: 'gift';
      readonly planId: string;
      readonly recipient?: GiftRecipient | undefined;
      /** Words of the buyer, of at most 300 characters. */
      readonly greeting?: string | undefined;
    }
  /** A gift that somebody takes, for a subscription as of a plan; it costs nothing. */
  | { readonly kind: 'taking'; readonly giftId: string; readonly subscriptionId?: string | undefined };

/** Who alone may take a gift; a user name is in lower case, without its @. */
export type GiftRecipient = { readonly telegramId: string } | { readonly username: string };

/** The wish for a plan. */
export type PlanWish = Extract<Wish, { readonly kind: 'plan' }>;

/**
 * draft: shown, not confirmed. waiting: confirmed, waits for money (the cart; one a person). paid: money moved and the
 * subscription written. refunded: taken back, since the panel could not follow. expired and cancelled: nothing came of it.
 */
export type OrderState = 'draft' | 'waiting' | 'paid' | 'refunded' | 'expired' | 'cancelled';

/** A line of a price; the lines add up to the total. */
export interface QuoteItem {
  readonly kind:
    | 'plan' // the plan, or the simple offer, for its whole period
    | 'rest' // the plan beyond its period, up to the end of the time that was paid already (change of plan)
    | 'discount' // percent off for the period; below zero
    | 'group' // percent off for the buyer's group; below zero
    | 'offer' // percent or a sum off by a discount that the person was given for a while; below zero
    | 'rounding' // up to the bot's price step
    | 'extra_devices' // devices bought on top that a renewal keeps
    | 'extra_traffic' // traffic bought on top that a renewal keeps
    | 'credit' // what is left of the plan before and of what was bought on top; below zero
    | 'given_back' // what is left of an add-on that a renewal leaves out; below zero
    | 'trial'
    | 'traffic'
    | 'devices'
    | 'reset';
  readonly amountToman: number;
  readonly days?: number;
  /** Gigabytes; 0: unlimited. */
  readonly gb?: number;
  readonly count?: number;
  readonly months?: number;
  readonly percent?: number;
}

/** What the sale does: a new subscription; more time; a trial or one that is over starts anew; another plan; an addition; a gift. */
export type Effect = 'start' | 'extend' | 'restart' | 'change' | 'add' | 'give';

/**
 * What becomes of the traffic. starts: a new account. keeps: what is used counts on. resets: what is used begins at zero.
 * adds: it is for life, and what is bought comes on top of it.
 */
export type TrafficEffect = 'starts' | 'keeps' | 'resets' | 'adds';

/** Something on top of what was sold as a plan. */
export interface Extra {
  readonly kind: 'traffic' | 'devices';
  /** Gigabytes (0: unlimited), or devices. */
  readonly amount: number;
}

/** Something that a person bought on top, as a renewal deals with it. */
export interface QuotedAddOn extends Extra {
  readonly id: string;
  /** What it costs for the period, also if it is left out; null: it is no longer sold. */
  readonly priceToman: number | null;
  readonly isKept: boolean;
}

/** A price with all that it is made of, and what the subscription was and is afterwards; stored with the order. */
export interface Quote {
  readonly items: readonly QuoteItem[];
  /** Whole toman, never below zero. */
  readonly totalToman: number;
  readonly effect: Effect;
  /** Name of the plan; null for the simple offer, the trial and additions. */
  readonly planName: string | null;
  /** Days that are bought; 0 for additions. */
  readonly periodDays: number;
  /** When the subscription ends if it is paid now (of a gift: if it begins now); ISO 8601. */
  readonly endsAt: string;
  /** Gigabytes; 0: unlimited. */
  readonly trafficLimitGb: number;
  readonly deviceLimit: number;
  /*
   * What follows is missing in orders of earlier versions.
   */
  /** What the subscription was; null: it is made by the sale. */
  readonly before?: {
    /** ISO 8601. */
    readonly endsAt: string;
    /** Gigabytes; 0: unlimited. */
    readonly trafficLimitGb: number;
    readonly deviceLimit: number;
  } | null;
  readonly traffic?: TrafficEffect;
  /** What the person bought on top, where it is renewed. */
  readonly addOns?: readonly QuotedAddOn[];
  /** What ends with the sale: gifts at a renewal; every add-on where a plan begins or takes another's place. */
  readonly ending?: readonly Extra[];
  /** Days by which the end moves back: time that nobody paid for does not outlive a change of plan. */
  readonly lostDays?: number;
  /** Are some of the servers of before not among those of afterwards? */
  readonly losesServers?: boolean;
}

/** An order of a person. */
export interface PricedOrder {
  readonly id: string;
  /** Raised whenever the quote becomes another; the pay button carries it. */
  readonly revision: number;
  readonly state: OrderState;
  readonly wish: Wish;
  readonly quote: Quote;
  /** The subscription that it is about; null: one that is still to be made. */
  readonly subscriptionId: string | null;
  /** Until when a draft or a cart stands. */
  readonly expiresAt: Date;
}

/** What stands between a person and a purchase. */
export interface Funds {
  readonly balanceToman: number;
  /** 0: the wallet suffices. */
  readonly missingToman: number;
}

export interface RefusedOrder {
  readonly kind: 'refused';
  readonly reason: OrderRefusal;
}

/** What became of a wish. */
export type Drafted =
  /** `isCovered`: the tenant could pay the fleet for it today. */
  | ({ readonly kind: 'quoted'; readonly order: PricedOrder; readonly isCovered: boolean } & Funds)
  | RefusedOrder;

/** What became of a tap on "pay". */
export type Confirmed =
  /** Paid, now or before (`isRepeat`). */
  | {
      readonly kind: 'paid';
      readonly order: PricedOrder;
      readonly subscriptionId: string;
      readonly isRepeat: boolean;
    }
  /** The same of a gift for somebody else: there is no subscription yet. */
  | { readonly kind: 'given'; readonly order: PricedOrder; readonly isRepeat: boolean }
  /** The wallet is too small: the order is the person's cart now. */
  | ({ readonly kind: 'short'; readonly order: PricedOrder } & Funds)
  /** The price is another than the one that was shown: show it, and let it be confirmed again. */
  | ({ readonly kind: 'changed'; readonly order: PricedOrder } & Funds)
  /** Unknown, another person's, expired, cancelled or refunded. */
  | { readonly kind: 'gone' }
  | RefusedOrder;
