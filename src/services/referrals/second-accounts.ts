/**
 * SQL on the rows `payer` and `inviter` of `users`: are they one person, as far as that is known? They gave the same e-mail for
 * receipts.
 */
export const isSamePersonText = `coalesce(lower(payer.email) = lower(inviter.email), false)`;
