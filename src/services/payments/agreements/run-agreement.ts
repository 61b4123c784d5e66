import type { RepeatStanding } from '#gateways/repeats.js';
import { enqueue } from '#jobs/enqueue.js';
import { now } from '#platform/clock.js';
import { log } from '#platform/log.js';
import { toCurrency } from '#platform/money.js';
import { dayMs, hourMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { isBotOn } from '../../bots/is-bot-on.js';
import { notify } from '../../notices/notify.js';
import { askGateway, isGatewayFault } from '../ask-gateway.js';
import { openGateway, type GatewayMeans, type OpenedGateway } from '../gateway-access.js';
import { knownOf, type NamedPayment } from '../known-payment.js';
import { lockWithPayer } from '../lock-with-payer.js';
import { findPayment } from '../find-payment.js';
import type { Payment } from '../payment.js';
import { readPaymentFacts } from '../read-payment-facts.js';
import type { LockedPayment } from '../take-paid.js';
import { insertPayment, writePayment } from '../write-payment.js';
import { hasRisen, priceAgain } from './buy-again.js';
import { countCharges, findLastCharge, hasWaiting, isOfGoneSubscription } from './charges.js';
import { chargeLeadMs, endAgreement, endForPrice, isChargedByFleet, stopLater } from './end-agreement.js';
import { noteCharged } from './keep-agreement.js';
import { isReplaced } from './own-agreements.js';
import { takeCharge } from './take-charge.js';

/** A charge, or an answer about an agreement, is waited for so long until the agreement is looked at again. */
const patienceMs = hourMs;
/** Nobody is charged whose paid time is over for longer, the bot having been off or its sales stopped: they hear that nothing goes on. */
const mostLateMs = 7 * dayMs;
/** A gateway that charges by itself and cannot be asked is waited for so long after the paid time. */
const unaskedMs = dayMs;

/**
 * Looks at an agreement that is due: the fleet charges its payer for the next period, once, at the present price up to the agreed
 * sum, or the gateway that charges by itself is asked how it stands, no transaction open. Where the subscription is gone, the
 * plan is, or the price has risen, the agreement ends before anything is charged; where another one has taken its place, too. The
 * fleet charges nobody for a bot that is switched off. Repeatable at any point.
 */
export async function runAgreement(
  tenant: Tenant,
  { paymentId, means }: { readonly paymentId: string; readonly means: GatewayMeans },
): Promise<void> {
  const asking = await tenant.db(async (tx) => {
    const found = await findPayment(tenant, tx, paymentId);
    const locked = found && (await lockWithPayer(tenant, tx, found));
    return locked && lookAt(tenant, tx, locked, means);
  });
  if (asking) await hearStanding(tenant, asking);
}

/** Looks at a locked agreement; what it returns must be asked for. */
async function lookAt(
  tenant: Tenant,
  tx: Tx,
  locked: LockedPayment,
  means: GatewayMeans,
): Promise<Asking | undefined> {
  const { payment: first, payer } = locked;
  if (first.repeat?.state !== 'active') return undefined;
  if (payer.status === 'deleted' || (await isWithoutUse(tenant, tx, first))) {
    await endAgreement(tenant, tx, first, 'canceled');
    await stopLater(tenant, tx, first);
    return undefined;
  }
  if (isChargedByFleet(first) && !(await isBotOn(tenant, tx))) return undefined;
  await writePayment(tenant, tx, first, { repeatCheckAt: new Date(now() + patienceMs) });
  const opened = await openGateway(tenant, tx, { method: first.method, means }).catch((error: unknown) => {
    if (!isGatewayFault(error)) throw error;
    return { fault: error };
  });
  if ('fault' in opened) await goWithout(tenant, tx, first);
  else if (opened.gateway.repeats?.by === 'gateway') return readAsking(tenant, tx, { first, opened });
  else await chargeWhenDue(tenant, tx, locked);
  return undefined;
}

/** Its subscription is taken away, or paid by another agreement. */
const isWithoutUse = async (tenant: Tenant, tx: Tx, first: Payment): Promise<boolean> =>
  (await isOfGoneSubscription(tenant, tx, first)) || isReplaced(tenant, tx, first);

/** The bot has no credentials for the gateway, so nobody can be charged, or asked. They may be entered again before the paid time is over. */
async function goWithout(tenant: Tenant, tx: Tx, first: Payment): Promise<void> {
  log.warn(
    { payment: first.id, gateway: first.method },
    'an agreement cannot be looked at: the bot has no credentials for its gateway; it ends with what was paid',
  );
  const lastAt = (first.repeat?.until?.getTime() ?? 0) + (isChargedByFleet(first) ? 0 : unaskedMs);
  if (lastAt > now()) return;
  await endAgreement(tenant, tx, first, 'failed');
  await stopLater(tenant, tx, first);
}

interface Asking {
  readonly first: NamedPayment;
  readonly opened: OpenedGateway;
  readonly payerId: string;
}

async function readAsking(
  tenant: Tenant,
  tx: Tx,
  { first, opened }: { readonly first: Payment; readonly opened: OpenedGateway },
): Promise<Asking | undefined> {
  const { payer } = (await readPaymentFacts(tenant, tx, first.id)) ?? {};
  if (!payer || first.externalId === null) return undefined;
  return { first: { ...first, externalId: first.externalId }, opened, payerId: payer.telegramId };
}

/** Begins the charge of the next period, or waits for the one that is under way. */
async function chargeWhenDue(
  tenant: Tenant,
  tx: Tx,
  { payment: first, payer }: LockedPayment,
): Promise<void> {
  const { until, mandate } = first.repeat ?? {};
  if (!until || !mandate) return endAgreement(tenant, tx, first, 'failed');
  const dueAt = until.getTime() - chargeLeadMs;
  if (dueAt > now()) {
    await writePayment(tenant, tx, first, { repeatCheckAt: new Date(dueAt) });
    return;
  }
  const last = await findLastCharge(tenant, tx, first);
  if (last && isUnderWay(last)) return goOn(tenant, last);
  const isTooLate = until.getTime() + mostLateMs < now();
  if (isTooLate || isUnclear(last)) return endAgreement(tenant, tx, first, 'failed');
  if (payer.status === 'active') await beginCharge(tenant, tx, first);
}

/** May the gateway still say what became of a charge? */
const isUnderWay = ({ status, checkUntil }: Payment): boolean =>
  (status === 'pending' || status === 'expired') && checkUntil.getTime() > now();

/** Does nobody say whether it was charged? Charging again might be twice. */
const isUnclear = (last: Payment | undefined): boolean =>
  last !== undefined && ['expired', 'held', 'pending'].includes(last.status);

/** The job that asks for a charge may have gone with Redis. */
async function goOn(tenant: Tenant, { id, externalId, status }: Payment): Promise<void> {
  if (externalId === null && status === 'pending')
    await enqueue(tenant, 'payment.charge', { payment_id: id });
}

async function beginCharge(tenant: Tenant, tx: Tx, first: Payment): Promise<void> {
  // Nobody is charged for what the tenant cannot pay the fleet for, be it the period before; the agreement is looked at again.
  if (await hasWaiting(tenant, tx, first)) return;
  const again = await priceAgain(tenant, tx, first);
  if (again.kind === 'paused') return;
  if (again.kind === 'gone') return endAgreement(tenant, tx, first, 'failed');
  const amountToman = again.order.quote.totalToman;
  if (hasRisen(first, amountToman))
    return endForPrice(tenant, tx, first, { priceToman: amountToman, isCharged: false });
  const { currency, rateToman, method, userId } = first;
  const currencyAmount = toCurrency(amountToman, currency, rateToman);
  const charge = await insertPayment(tenant, tx, {
    ...{ amountToman, currency, currencyAmount, rateToman, method, userId },
    ...{ orderId: null, messageId: null, repeatOf: first.id },
    expiresAt: new Date(now() + dayMs),
    checkUntil: new Date(now() + 7 * dayMs),
  });
  await enqueue(tenant, 'payment.charge', { payment_id: charge.id });
}

async function hearStanding(tenant: Tenant, { first, opened, payerId }: Asking): Promise<void> {
  const { gateway, access, account } = opened;
  const known = { ...knownOf(first, { account }), payerId, mandate: first.repeat?.mandate ?? null };
  const asked = await askGateway(tenant, { gateway: first.method, question: 'payments' }, async () =>
    gateway.repeats?.standing?.(known, access),
  );
  if (!('answer' in asked) || !asked.answer) return;
  const { charges = [], ...standing } = asked.answer;
  for (const chargeId of charges)
    await tenant.db(async (tx) => {
      const charge = await takeCharge(tenant, tx, { found: first, chargeId, account });
      if (charge && charge.transactionId === null)
        await enqueue(tenant, 'payment.check', { payment_id: charge.id });
    });
  await tenant.db((tx) => noteStanding(tenant, tx, first, standing));
}

async function noteStanding(
  tenant: Tenant,
  tx: Tx,
  found: Payment,
  { state, until, chargeCount }: Omit<RepeatStanding, 'charges'>,
): Promise<void> {
  const first = (await lockWithPayer(tenant, tx, found))?.payment;
  if (first?.repeat?.state !== 'active') return;
  const heard = await countCharges(tenant, tx, first);
  if (chargeCount !== undefined && chargeCount > heard)
    await notify(tenant, tx, {
      kind: 'charge_unheard',
      about: { payment_id: first.id, charge_count: chargeCount, heard_count: heard },
    });
  if (state === 'canceled' || state === 'failed') return endAgreement(tenant, tx, first, state);
  if (until && until.getTime() > now()) return noteCharged(tenant, tx, first, until);
  await writePayment(tenant, tx, first, { repeatCheckAt: new Date(now() + 6 * patienceMs) });
}
