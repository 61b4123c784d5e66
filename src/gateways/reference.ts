/** Our name of a payment (`PaymentAsk`). */
export const referencePattern = /^[0-9a-f]{32}$/;
