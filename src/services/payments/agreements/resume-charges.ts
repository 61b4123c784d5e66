import type { Tenant, Tx } from '#tenancy/scope.js';
import { lockWithPayer } from '../lock-with-payer.js';
import { findPayment, lockPayment } from '../find-payment.js';
import { writePayment } from '../write-payment.js';
import { buyAgain } from './buy-again.js';
import { waitsForTenant } from './repeating.js';

/** Charges of one look. */
const mostCharges = 1_000;

const waitingText = `
  select charge.id::text from gateway_payments as charge
  where charge.bot_id = $1 and charge.problem = '${waitsForTenant}' order by charge.id limit ${mostCharges}`;

/**
 * Buys the periods of charges that were credited while the tenant could not pay the fleet for them, one charge a transaction, once
 * each; what it still cannot pay waits on, and whose money was spent meanwhile does not. It can be killed between any two.
 */
export async function resumeCharges(tenant: Tenant): Promise<void> {
  const waiting = await tenant.db((tx) => tx.sql<{ id: string }>(waitingText, [tenant.botId]));
  for (const { id } of waiting) await tenant.db((tx) => resumeCharge(tenant, tx, id));
}

async function resumeCharge(tenant: Tenant, tx: Tx, id: string): Promise<void> {
  const found = await findPayment(tenant, tx, id);
  const locked = found && (await lockWithPayer(tenant, tx, found));
  if (locked?.payment.problem !== waitsForTenant) return;
  const { payment: charge, payer } = locked;
  const isSpent = (charge.creditedToman ?? 0) > payer.balanceToman;
  if (isSpent || charge.repeatOf === null) {
    await writePayment(tenant, tx, charge, { problem: null });
    return;
  }
  const first = await lockPayment(tenant, tx, { id: charge.repeatOf, method: charge.method });
  if (first) await buyAgain(tenant, tx, { first, charge });
}
