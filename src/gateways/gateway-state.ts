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

/**
 * `sent`: it is on its way, or there. `waiting`: the gateway has it and may still refuse, so it is asked again. `by_hand`: this gateway
 * cannot, or no longer; `code` says why.
 */
export type RefundState =
  | { readonly kind: 'sent' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'by_hand'; readonly code: string };
