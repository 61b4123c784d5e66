import type { Payment } from './payment.js';

/** What the audit log keeps of a payment: how it stands. Names of people and their cards stay out of it. */
export const standingOf = ({ status, creditedToman, problem }: Payment) => ({
  status,
  credited_toman: creditedToman,
  problem,
});
