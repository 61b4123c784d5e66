/** Is a payer charged again? `active`: yes; `canceled`: no; `failed`: it could not be done; null: it has not begun. */
export type RepeatState = 'active' | 'canceled' | 'failed' | null;

/** A payment that the gateway repeats by itself until its payer ends it. */
export interface Repeating {
  readonly days: number;
  /** Until when the payer was charged; null: not yet. */
  readonly until: Date | null;
  readonly state: RepeatState;
  /** What the payer is charged by, where the fleet begins the charges; null: nothing. */
  readonly mandate: string | null;
  /** Charges of the present period that failed. */
  readonly tries: number;
}

/** Problem of a charge that was credited, and whose period is bought once the tenant can pay the fleet for it. */
export const waitsForTenant = 'order.tenant_wallet';

/** The part of a payment's row that is about its agreement. */
export interface RepeatRow {
  readonly repeat_days: number | null;
  readonly repeat_until: Date | null;
  readonly repeat_state: RepeatState;
  readonly repeat_mandate: string | null;
  readonly repeat_tries: number;
}

/** The agreement that a row says; null: it is paid once. */
export const toRepeating = (row: RepeatRow): Repeating | null =>
  row.repeat_days === null
    ? null
    : {
        days: row.repeat_days,
        until: row.repeat_until,
        state: row.repeat_state,
        mandate: row.repeat_mandate,
        tries: row.repeat_tries,
      };
