import type { BotTerms, PlanTerms } from './cast.js';

/*
 * What must have come of a year, in plain arrays: written from the docs and the rules of the house, apart from the services.
 */

/** One line of somebody's ledger. */
export interface Entry {
  readonly why: string;
  readonly toman: number;
}

/** A sale of a subscription that was not taken back. */
export interface Sale {
  readonly orderId: string;
  readonly plan: PlanTerms | null;
  readonly paidToman: number;
  readonly soldGb: number;
  readonly addedMs: number;
  /** What it was before; undefined: it was made. */
  readonly before: SubscriptionState | undefined;
}

/** What a sale changes. */
export interface SubscriptionState {
  readonly isTrial: boolean;
  readonly plan: PlanTerms | null;
  readonly gb: number;
  readonly startsAt: number;
  readonly endsAt: number;
}

export interface ModelSubscription extends SubscriptionState {
  readonly id: string;
  isConnected: boolean;
  isExpired: boolean;
  isEndTold: boolean;
  /** What was due by then is done. */
  saidUntil: number;
  autopay: { isOn: boolean; days: number; nextAt: number | null; isShort: boolean };
  agreedToman: number | null;
  sales: Sale[];
  /** Its account was made then; its traffic begins anew on that day of each month. */
  readonly madeAt: number;
  /** Of the account: since its traffic began anew, as the panel has it, and as it was seen last. */
  usedBytes: number;
  seenBytes: number;
  /** Consumed and not seen. */
  unseenBytes: number;
  isLimited: boolean;
  warnedPercent: number;
}

export interface Discount {
  readonly subscriptionId: string;
  readonly percent: number;
  until: number;
  used: { readonly orderId: string; readonly at: number } | undefined;
}

/** What somebody wishes to buy and has too little for. */
export interface Cart {
  readonly orderId: string;
  readonly plan: PlanTerms;
  readonly toman: number;
  readonly pricedAt: number;
  readonly expiresAt: number;
}

export interface ModelPerson {
  readonly bot: ModelBot;
  readonly number: number;
  wantsReminders: boolean;
  hasAlwaysWanted: boolean;
  hasHadTrial: boolean;
  hasPaid: boolean;
  /** Had they a subscription that was taken back after the panel had made it? */
  hasGivenBack: boolean;
  ledger: Entry[];
  discounts: Discount[];
  cart: Cart | undefined;
  subscription: ModelSubscription | undefined;
  /** What they must have been told, in order. */
  told: string[];
  /** Ends of autopay of which too little money was told, with the time until which it is not told again. */
  shortTold: Map<string, number>;
}

export interface ModelBot {
  readonly number: number;
  readonly terms: BotTerms;
  readonly people: ModelPerson[];
  /** The tenant's own money, but for what consumption takes. */
  ledger: Entry[];
  /** Bytes that were consumed and seen. */
  consumed: number;
  /** Bytes times toman. */
  owedEver: bigint;
  soldGb: number;
}

export const balanceOf = ({ ledger }: { readonly ledger: readonly Entry[] }): number =>
  ledger.reduce((sum, { toman }) => sum + toman, 0);

export const newModelBot = (terms: BotTerms, number: number, people: number): ModelBot => {
  const bot: ModelBot = {
    ...{ number, terms, people: [], ledger: [], consumed: 0, owedEver: 0n, soldGb: 0 },
  };
  for (let at = 0; at < people; at += 1)
    bot.people.push({
      ...{
        bot,
        number: at,
        wantsReminders: true,
        hasAlwaysWanted: true,
        hasHadTrial: false,
        hasPaid: false,
        hasGivenBack: false,
        ledger: [],
        told: [],
      },
      ...{ discounts: [], cart: undefined, subscription: undefined, shortTold: new Map<string, number>() },
    });
  return bot;
};
