import type { z } from 'zod';
import type { Currency } from '#platform/money.js';
import type { Language } from '#platform/language.js';
import type { LocalizedText, Setting } from '#platform/setting-kinds.js';

/**
 * What the fleet knows of a payment gateway: a file each, a line each in `registry.ts`. A gateway is pure HTTP: it knows
 * nothing of bots, tables and jobs. `Credentials` is what a bot must have to use it; they are checked by the gateway's own
 * schema before any of its functions is called. A file declares one: `export const zarinpal = { … } as const satisfies Gateway<Credentials>`.
 */
export interface Gateway<Credentials = never> {
  /** As the method is called in the API, the ledger, the path of its callbacks, and the feature: `zarinpal`. */
  readonly name: string;
  /** The brand, where no bot has given the method a title of its own. */
  readonly brand: LocalizedText;
  /** Where it is; absent: there is nothing but what the bot's credentials name, or Telegram. */
  readonly apiRoot?: ApiRoot<Credentials>;
  /** In which amounts are asked for. */
  readonly currency: Currency;
  /** What it takes in one payment, in its currency. */
  readonly limits: { readonly least: string; readonly most: string };
  /** The bot's configuration keys that are its alone. */
  readonly settings: Readonly<Record<string, Setting>>;
  /** The feature that switches it on, and which settings it cannot do without. */
  readonly feature: GatewayFeature;
  /** What a seller sets, and where they find it: two or three sentences of `docs/gateways.md`. */
  readonly guide: LocalizedText;
  /**
   * Takes settings (secrets in clear) and columns of the bot by their names, `telegram_token`, and `config`: the configuration of the
   * feature, which is not checked yet; others are ignored.
   */
  readonly credentials: z.ZodType<Credentials>;
  /** Names the account at the gateway, for ever: a payment is asked about under the account that it was made with. */
  accountOf(credentials: Credentials): string;
  /** Its page is a bank's of Iran, which many cannot open through a VPN: payers are told. */
  readonly opensBankPage?: true;
  /** Do its callbacks, or the payer's way back, need `PUBLIC_URL`? */
  readonly needsPublicUrl: boolean;
  /** How long a payer has, in ms, where the bot does not say less; the gateway's own limit. */
  readonly payableForMs: number;
  /** How long after its making a payment is still asked about, in ms: money may come late. */
  readonly askedForMs: number;
  /** Shortest pause between two questions about a payment, in ms, where the gateway demands a longer one than ours (15 s). */
  readonly leastPauseMs?: number;
  /** Must the payer's e-mail be in the ask, with this configuration of the feature? Absent: never. */
  needsEmail?(config: unknown): boolean;
  /** Makes a payment at the gateway. Repeating it makes another one there, unless `find` or `reference` tells that it was made. */
  create(ask: PaymentAsk, access: GatewayAccess<Credentials>): Promise<CreatedPayment>;
  /** A payer can be charged again and again for the same, until they end it. Absent: they cannot. */
  readonly repeats?: Repeats<Credentials>;
  /** Looks for a payment whose making was not heard of; undefined: there is none. Absent: the gateway cannot tell. */
  find?(ask: PaymentAsk, access: GatewayAccess<Credentials>): Promise<CreatedPayment | undefined>;
  /** Asks what became of a payment; where money must be taken by a call of ours (verify), it is taken here. Repeatable. */
  inquire(payment: KnownPayment, access: GatewayAccess<Credentials>): Promise<GatewayState>;
  /** Payments that the gateway has money of, whether we heard or not; newest last. Absent: it has no such list. */
  listPaid?(access: GatewayAccess<Credentials>): Promise<readonly PaidAtGateway[]>;
  /**
   * Asks which payment of ours is called so at the gateway, where its callbacks may come before we know that name, or do not say
   * ours; undefined: none. Absent: the gateway cannot tell.
   */
  identify?(externalId: string, access: GatewayAccess<Credentials>): Promise<string | undefined>;
  /** Tells the gateway that we have its money in our books. Called after it was settled, once or more. Absent: it does not care. */
  confirm?(payment: KnownPayment, access: GatewayAccess<Credentials>): Promise<void>;
  /** Can a part of a payment be given back? */
  readonly refundsParts?: true;
  /** Gives money back. `refundAmount` is the whole amount unless `refundsParts`. Absent: only by hand. */
  refund?(refund: RefundAsk, access: GatewayAccess<Credentials>): Promise<RefundState>;
  /** Makes sure that a payment can no longer be paid; false: it is too late, ask. Absent: links cannot be retired. */
  cancel?(payment: KnownPayment, access: GatewayAccess<Credentials>): Promise<boolean>;
  /** Are the credentials right? Asks without moving money; throws what any call throws. */
  test(access: GatewayAccess<Credentials>): Promise<void>;
  /** How it tells us; absent: it never does. */
  readonly callback?: CallbackContract<Credentials>;
}

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

/** A charge of an agreement. */
export interface ChargeAsk extends PaymentAsk {
  /** What the first payment gave for it (`mandate` of its state). */
  readonly mandate: string;
}

/** The address of a gateway; `variable` of the environment, `…_API_ROOT`, takes the place of both. */
export interface ApiRoot<Credentials> {
  readonly variable: `${string}_API_ROOT`;
  readonly standard: string;
  readonly sandbox?: string;
  isSandbox?(credentials: Credentials): boolean;
}

/** The feature of a way to pay; `config` takes `{}`. */
export interface GatewayFeature {
  readonly title: LocalizedText;
  readonly description: LocalizedText;
  readonly config: z.ZodType<MethodConfig>;
  readonly isOnByDefault: boolean;
  readonly column?: 'zarinpal_enabled';
  readonly needs: readonly string[];
}

/** What every way of paying can be given by a bot. */
export interface MethodConfig {
  readonly min_toman: number;
  readonly max_toman: number;
  readonly title: Partial<LocalizedText>;
  readonly sort_order: number;
}

/** How an account at a gateway is spoken to. */
export interface GatewayAccess<Credentials> {
  readonly credentials: Credentials;
  /** Its `…_API_ROOT`, without a slash at the end. */
  readonly root: string;
  /** The Bot API's root and the bot's token, for what is paid inside Telegram. */
  readonly telegramRoot: string;
  /** May addresses that a tenant gave lead into private networks? Tests and the sandbox only. */
  readonly mayCallPrivate: boolean;
}

/** A payment to be made. */
export interface PaymentAsk {
  /** Our name of it: 32 hexadecimal digits, known before the gateway is called. */
  readonly reference: string;
  /** Number that people know it by. */
  readonly number: string;
  /** In the gateway's currency, as a decimal text. */
  readonly amount: string;
  readonly currency: Currency;
  /** What is paid, in the payer's language, one line. */
  readonly description: string;
  readonly language: Language;
  /** Telegram id of the payer. */
  readonly payerId: string;
  /** Where the gateway tells us; undefined: we cannot be reached. Carries no secret. */
  readonly callbackUrl: string | undefined;
  /** Back into the chat: `https://t.me/bot`. */
  readonly returnUrl: string;
  /** Until when it shall be payable. */
  readonly expiresAt: Date;
  /** It is charged again every so many days (`repeats`); absent: once. */
  readonly repeatDays?: number;
  /** The payer's, where the gateway needs it (`needsEmail`). */
  readonly email?: string;
}

/** A payment at the gateway, to be paid. */
export interface CreatedPayment {
  /** The gateway's name of it, unique within the account; at most 200 characters. */
  readonly externalId: string;
  /** Where the payer pays, absolute. */
  readonly url: string;
  /** When the gateway says that it ends, where it says so. */
  readonly expiresAt?: Date;
  /** What must be transferred, to the last unit, where that is not `amount`; people are shown it, and copy it. */
  readonly payable?: string;
}

/** A payment that was made, by our own record of it. */
export interface KnownPayment {
  readonly reference: string;
  readonly externalId: string;
  /** Account that it was made with (`accountOf`). */
  readonly account: string;
  readonly amount: string;
  readonly currency: Currency;
  readonly createdAt: Date;
  /** Receipt that a payment of ours has, once it was paid. */
  readonly receipt: string | null;
  /** The gateway's name of the first payment, where this is a charge of an agreement. */
  readonly chargeOf?: string;
}

/** A payment that its payer is charged for again and again. */
export interface RepeatingPayment extends KnownPayment {
  /** Telegram id of the payer. */
  readonly payerId: string;
  /** What the first payment gave for charges (`mandate` of its state); null: nothing. */
  readonly mandate: string | null;
}

/** What became of a payment, as the gateway says. */
export type GatewayState =
  /**
   * Not paid yet, and may still be. `until`: for longer than was said, since money is on its way. `payable`: what must be
   * transferred by now, where that changed.
   */
  | { readonly kind: 'open'; readonly until?: Date; readonly payable?: string }
  /**
   * The money is there, to stay. `amount`: what was paid, in `currency`; ours where the gateway compared it. `receipt`: number
   * that the payer can show. `note`: what people may want to know, such as a masked card; no secret. `mandate`: what the payer can
   * be charged by again, where they agreed to that; `paidUntil`: until when such a charge pays.
   */
  | {
      readonly kind: 'paid';
      readonly amount: string;
      readonly currency: string;
      readonly receipt: string | null;
      readonly note?: string;
      readonly mandate?: string;
      readonly paidUntil?: Date;
    }
  /** Nothing was paid, and nothing will be by this one, as far as the gateway can say. */
  | { readonly kind: 'ended'; readonly as: 'cancelled' | 'expired' | 'failed'; readonly code?: string }
  /** Money that was there went back to the payer. `amount`: what of it in all, by now; absent: the whole. */
  | { readonly kind: 'refunded'; readonly amount?: string }
  /** Money may be there, but not as it was asked for: nobody but a person can decide. */
  | { readonly kind: 'disputed'; readonly code: string };

/** A payment that the gateway has money of. */
export interface PaidAtGateway {
  readonly externalId: string;
  /** Ours, where the gateway gives it back. */
  readonly reference?: string;
}

/** Money that shall go back. */
export interface RefundAsk extends KnownPayment {
  /** What of it, in its currency. */
  readonly refundAmount: string;
  /** Names the refund, for ever: a repeat is the same refund where the gateway can tell. */
  readonly refundReference: string;
  readonly payerId: string;
  /** What was paid, in the payer's language, one line. */
  readonly description: string;
  readonly email?: string;
}

/**
 * `sent`: it is on its way, or there. `waiting`: the gateway has it and may still refuse, so it is asked again. `by_hand`: this gateway
 * cannot, or no longer; `code` says why.
 */
export type RefundState =
  | { readonly kind: 'sent' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'by_hand'; readonly code: string };

/** A request to the address of a gateway's callbacks, as it came. */
export interface RawCallback {
  readonly method: 'GET' | 'POST';
  readonly query: Readonly<Record<string, string>>;
  /** Those that `headers` of the contract names, in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Byte for byte. */
  readonly body: Buffer;
  /** Address of who sent it, as far as the proxies in front of us can be believed; empty: unknown. */
  readonly ip: string;
}

/** Which payment a callback is about; `reference` or `externalId` is there. */
export interface CallbackHint {
  readonly reference?: string;
  readonly externalId?: string;
  /** The gateway's name of the first payment of an agreement, where the callback is about a charge of it. */
  readonly chargeOf?: string;
  /** What the request says became of it, for the page that the payer is shown; proves nothing. */
  readonly claims?: 'paid' | 'cancelled';
}

/** Money that nobody of ours asked for, as donations are: it is known by whose it is. Its callback proves it. */
export interface UnaskedMoney {
  readonly kind: 'unasked';
  /** The gateway's name of it, unique within the account, for ever. */
  readonly externalId: string;
  /** Telegram id of the payer; undefined: the gateway does not say. */
  readonly payerId: string | undefined;
  readonly amount: string;
  readonly currency: string;
  readonly receipt: string | null;
  readonly note?: string;
}

/**
 * What a callback proves. `ask`: nothing, so the gateway is asked. `forged`: its signature is wrong or stale, so it is dropped.
 * `nothing`: it is right, and nothing follows.
 */
export type CallbackVerdict = GatewayState | UnaskedMoney | 'ask' | 'forged' | 'nothing';

/** How a gateway tells us that something happened. */
export interface CallbackContract<Credentials> {
  /** Can a callback prove what it says: by a signature, or by a secret that only the gateway and the seller know? */
  readonly isProven?: true;
  /** Does a proof hold whatever the account is called, since what signs is the seller's beside the account's name? Absent: of that account alone. */
  readonly provesAnyAccount?: true;
  /** Headers that are kept, in lower case. */
  readonly headers: readonly string[];
  /**
   * Pure, and called before anybody knows the bot's credentials: which payment is it about? undefined: this is no callback of
   * the gateway, and is refused (400).
   */
  read(request: RawCallback): CallbackHint | undefined;
  /**
   * What the request proves; no transaction is open, and only keys of signatures may be fetched. Absent: nothing proves it, so the
   * gateway is asked, unless the payment is settled.
   */
  judge?(
    request: RawCallback,
    access: GatewayAccess<Credentials>,
  ): CallbackVerdict | Promise<CallbackVerdict>;
  /** `page`: a payer's browser comes, and is shown where to go on. Else what the gateway wants to hear. */
  readonly reply: 'page' | { readonly status: number; readonly type: string; readonly body: string };
}

/** A gateway whose credentials only it knows the shape of. */
export type AnyGateway = Gateway;
