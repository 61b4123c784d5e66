import type { GatewayState } from '#gateways/gateway-state.js';
import type { UnaskedMoney } from '#gateways/callback.js';
import { now } from '#platform/clock.js';
import { log } from '#platform/log.js';
import { isAmount, toToman, type Currency } from '#platform/money.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { notify } from '../notices/notify.js';
import { lockBuyer } from '../orders/weigh-order.js';
import { findUser } from '../people/find-user.js';
import type { SettingValues } from '../settings/catalog.js';
import { applyState } from './apply-state.js';
import { holdPayment } from './hold-payment.js';
import { findOpenPayments } from './open-payments.js';
import { findByHint } from './find-payment.js';
import type { Payment } from './payment.js';
import { columnsOf, paymentTables, toPayment, type PaymentRow } from './payment-rows.js';
import { freshRates, rateIn, type ToldRates } from './rates.js';
import { settledByHand } from './second-money.js';
import { insertPayment, writePayment } from './write-payment.js';

interface Unasked {
  readonly method: string;
  /** What the gateway takes money in. */
  readonly currency: Currency;
  readonly account: string;
  readonly money: UnaskedMoney;
  readonly values: SettingValues;
}

const rates = freshRates('$2', '$3');
const ratesText = `select ${rates} as told from bots where id = $1`;
/** What is wrong with money that nobody asked for, in a currency for which its bot has no rate: its amount in toman means nothing. */
export const noRate = 'no_rate';
/** A rate that is older is none at all, in hours; money that came is worth something by an older one too. */
const oldestRateHours = 24 * 366;

/**
 * Money came that no payment of ours asked for, proved by its callback, in the open transaction: it settles the newest payment by this
 * method that its payer has open, or has a payment of its own and goes into their wallet. Once, however often it is told. What may be
 * the money that an admin settled by hand is told to the admins, and money of somebody whom the bot does not know.
 */
export async function takeUnasked(tenant: Tenant, tx: Tx, unasked: Unasked): Promise<'settled' | 'unknown'> {
  const { method, money, account, values } = unasked;
  const { externalId, payerId, amount, currency } = money;
  const userId = payerId === undefined ? undefined : await findUser(tenant, tx, payerId);
  const payer = userId === undefined ? undefined : await lockBuyer(tenant, tx, userId);
  if (await findByHint(tenant, tx, { method, externalId, account })) return 'settled';
  if (!payer || currency !== unasked.currency || !isAmount(amount)) {
    await tellStranger(tenant, tx, unasked);
    return 'unknown';
  }
  const asked = await findAsked(tenant, tx, { method, userId: payer.id });
  const rateToman = asked?.rateToman ?? (await rateNow(tenant, tx, unasked));
  const payment =
    asked ?? (await insertUnasked(tenant, tx, { unasked, userId: payer.id, rateToman: rateToman ?? '1' }));
  const named = await writePayment(tenant, tx, payment, { externalId, account });
  // What it is worth in toman, nobody has said.
  if (rateToman === undefined) {
    await holdPayment(tenant, tx, named, noRate);
    return 'settled';
  }
  await applyState(tenant, tx, named, { state: paidBy(money), checkMinutes: values.payment_check_minutes });
  return 'settled';
}

const paidBy = ({ amount, currency, receipt, note }: UnaskedMoney): GatewayState => ({
  ...{ kind: 'paid', amount, currency, receipt },
  ...(note !== undefined && { note }),
});

interface Asked {
  readonly method: string;
  readonly userId: string;
}

/**
 * The newest payment by this method that a person has open and whose link leads to where anybody gives what they like; else the newest
 * such one that an admin settled by hand.
 */
async function findAsked(tenant: Tenant, tx: Tx, asked: Asked): Promise<Payment | undefined> {
  const open = await findOpenPayments(tenant, tx, asked.userId);
  const [newest] = open
    .filter((one) => one.method === asked.method && one.externalId === one.reference)
    .sort((one, other) => (BigInt(one.id) < BigInt(other.id) ? 1 : -1));
  return newest ?? findByHand(tenant, tx, asked);
}

const [table] = paymentTables;
const byHandText = `
  select ${columnsOf(table)} from gateway_payments
  where bot_id = $1 and user_id = $2 and gateway = $3 and problem = $4 and external_id = reference and check_until > $5
  order by gateway_payments.id desc limit 1`;

/** The gift for what an admin settled may still come, or be the money that the admin saw. */
async function findByHand(
  { botId }: Tenant,
  tx: Tx,
  { method, userId }: Asked,
): Promise<Payment | undefined> {
  const values = [botId, userId, method, settledByHand, new Date(now())];
  const [row] = await tx.sql<PaymentRow>(byHandText, values);
  return row && toPayment(row);
}

async function tellStranger(tenant: Tenant, tx: Tx, { method, money }: Unasked): Promise<void> {
  const { externalId, payerId, amount, currency } = money;
  log.error(
    { gateway: method, payment: externalId },
    'money came of which nobody knows whose it is; see the notice',
  );
  await notify(tenant, tx, {
    kind: 'payment_unmatched',
    about: { gateway: method, name: externalId, amount: `${amount} ${currency}`, payer_id: payerId ?? null },
  });
}

/** A payment for what nobody asked for: it is paid already. */
async function insertUnasked(
  tenant: Tenant,
  tx: Tx,
  {
    unasked,
    userId,
    rateToman,
  }: { readonly unasked: Unasked; readonly userId: string; readonly rateToman: string },
): Promise<Payment> {
  const { method, money, currency } = unasked;
  const at = new Date(now());
  return insertPayment(tenant, tx, {
    ...{ method, userId, currency, currencyAmount: money.amount, rateToman },
    amountToman: Math.max(1, toToman(money.amount, rateToman)),
    ...{ orderId: null, messageId: null, expiresAt: at, checkUntil: at },
  });
}

async function rateNow(
  { botId }: Tenant,
  tx: Tx,
  { currency, values }: Unasked,
): Promise<string | undefined> {
  const [row] = await tx.sql<{ told: ToldRates | null }>(ratesText, [
    botId,
    values.rate_source_url,
    oldestRateHours,
  ]);
  return rateIn(currency, values, row?.told ?? {});
}
