import type { UnaskedMoney } from '#gateways/gateway.js';
import { now } from '#platform/clock.js';
import { log } from '#platform/log.js';
import { isAmount, toToman, type Currency } from '#platform/money.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { notify } from '../notices/notify.js';
import { lockBuyer } from '../orders/weigh-order.js';
import { findUser } from '../people/find-user.js';
import type { SettingValues } from '../settings/catalog.js';
import { applyState } from './apply-state.js';
import { findOpenPayments } from './open-payments.js';
import { findByHint, type Payment } from './payment-rows.js';
import { fixedRate, freshRates, rateIn, ratedCurrencies, type ToldRates } from './rates.js';
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
/** A rate that is older is none at all, in hours; money that came is worth something by an older one too. */
const oldestRateHours = 24 * 366;

/**
 * Money came that no payment of ours asked for, proved by its callback, in the open transaction: it settles the newest payment by this
 * method that its payer has open, or has a payment of its own and goes into their wallet. Once, however often it is told. Money of
 * somebody whom the bot does not know is told to the admins.
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
  const open = await findOpenPayments(tenant, tx, payer.id);
  const asked = open
    .filter((one) => one.method === method && one.externalId === one.reference)
    .sort((one, other) => (BigInt(one.id) < BigInt(other.id) ? 1 : -1))[0];
  const payment = asked ?? (await insertUnasked(tenant, tx, { unasked, userId: payer.id }));
  const named = await writePayment(tenant, tx, payment, { externalId, account });
  const { receipt, note } = money;
  const state = { kind: 'paid', amount, currency, receipt, ...(note !== undefined && { note }) } as const;
  await applyState(tenant, tx, named, { state, checkMinutes: values.payment_check_minutes });
  return 'settled';
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
  { unasked, userId }: { readonly unasked: Unasked; readonly userId: string },
): Promise<Payment> {
  const { method, money, currency, values } = unasked;
  const rateToman = (await rateNow(tenant, tx, currency, values)) ?? '1';
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
  currency: Currency,
  values: SettingValues,
): Promise<string | undefined> {
  const [row] = await tx.sql<{ told: ToldRates | null }>(ratesText, [
    botId,
    values.rate_source_url,
    oldestRateHours,
  ]);
  const rated = ratedCurrencies.find((one) => one === currency);
  return rateIn(currency, values, row?.told ?? {}) ?? (rated && fixedRate(rated, values));
}
