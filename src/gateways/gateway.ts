import type { z } from 'zod';
import type { Currency } from '#platform/money.js';
import type { LocalizedText, Setting } from '#platform/setting-kinds.js';
import type { CallbackContract } from './callback.js';
import type { ApiRoot, GatewayAccess } from './gateway-access.js';
import type { GatewayState, RefundState } from './gateway-state.js';
import type { GatewayFeature } from './method-feature.js';
import type {
  CreatedPayment,
  KnownPayment,
  PaidAtGateway,
  PaymentAsk,
  RefundAsk,
} from './payment-at-gateway.js';
import type { Repeats } from './repeats.js';

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

/** A gateway whose credentials only it knows the shape of. */
export type AnyGateway = Gateway;
