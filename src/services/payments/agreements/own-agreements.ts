import type { Tenant, Tx } from '#tenancy/scope.js';
import { findPayment } from '../find-payment.js';
import type { Payment } from '../payment.js';

const activeText = `
  select payment.id::text from gateway_payments as payment
  join orders on orders.bot_id = $1 and orders.id = (payment.purchase->>'order_id')::bigint and orders.subscription_id = $3
  where payment.bot_id = $1 and payment.user_id = $2 and payment.repeat_state = 'active'
  order by payment.id desc limit 1`;
const othersText = `
  select payment.id::text, theirs.state = 'paid' as is_bought, ours.state = 'paid' as is_own_bought
  from gateway_payments as payment
  join orders as theirs on theirs.bot_id = $1 and theirs.id = (payment.purchase->>'order_id')::bigint
  join orders as ours on ours.bot_id = $1 and ours.id = $4 and ours.subscription_id = theirs.subscription_id
  where payment.bot_id = $1 and payment.user_id = $2 and payment.repeat_state = 'active' and payment.id <> $3
  order by payment.id`;

/** Whose subscription it is. */
interface Owned {
  readonly userId: string;
  readonly subscriptionId: string;
}

/** The agreement by which a person is charged for a subscription at a gateway: its first payment; undefined: there is none. */
export async function findAgreement(
  tenant: Tenant,
  tx: Tx,
  { userId, subscriptionId }: Owned,
): Promise<Payment | undefined> {
  const [row] = await tx.sql<{ id: string }>(activeText, [tenant.botId, userId, subscriptionId]);
  return row && findPayment(tenant, tx, row.id);
}

/**
 * Is a person charged for a subscription already, so that they can agree to no other charge? One whose last charge failed is no
 * hindrance: they may wish for another card, and the new agreement takes its place.
 */
export async function isChargedAlready(tenant: Tenant, tx: Tx, owned: Owned): Promise<boolean> {
  const { repeat } = (await findAgreement(tenant, tx, owned)) ?? {};
  return repeat?.tries === 0;
}

/** Another agreement of the same payer about the same subscription, that goes on. */
interface OtherAgreement {
  /** Its first payment. */
  readonly payment: Payment;
  /** Was the order of that bought? */
  readonly isBought: boolean;
  /** Was the order of the agreement bought whose others are looked for? */
  readonly isOwnBought: boolean;
}

interface OtherRow {
  readonly id: string;
  readonly is_bought: boolean;
  readonly is_own_bought: boolean;
}

/** The agreements that go on beside one, ended or not, for the same subscription, the oldest first. */
export async function findOthers(tenant: Tenant, tx: Tx, first: Payment): Promise<OtherAgreement[]> {
  const { id, userId, orderId } = first;
  if (orderId === null) return [];
  const rows = await tx.sql<OtherRow>(othersText, [tenant.botId, userId, id, orderId]);
  const others: OtherAgreement[] = [];
  for (const { id: otherId, is_bought: isBought, is_own_bought: isOwnBought } of rows) {
    const payment = await findPayment(tenant, tx, otherId);
    if (payment) others.push({ payment, isBought, isOwnBought });
  }
  return others;
}

/** Has a later agreement about the same subscription taken the place of one? */
export async function isReplaced(tenant: Tenant, tx: Tx, first: Payment): Promise<boolean> {
  const others = await findOthers(tenant, tx, first);
  return others.some(({ payment, isBought }) => isBought && BigInt(payment.id) > BigInt(first.id));
}
