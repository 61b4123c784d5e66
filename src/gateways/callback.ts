import type { GatewayAccess } from './gateway-access.js';
import type { GatewayState } from './gateway-state.js';

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
