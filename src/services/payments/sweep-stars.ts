import type { StarTransaction } from '#gateways/telegram-stars/star-transactions.js';
import { readStars, telegramStars } from '#gateways/telegram-stars/telegram-stars.js';
import { enqueue } from '#jobs/enqueue.js';
import { now } from '#platform/clock.js';
import { log } from '#platform/log.js';
import { dayMs } from '#platform/units.js';
import { asFleet, tenantOf, type Tenant } from '#tenancy/scope.js';
import { findUser } from '../people/find-user.js';
import type { SettingValues } from '../settings/catalog.js';
import { askGateway } from './ask-gateway.js';
import { findCharges, referenceOf } from './find-charge.js';
import { openGateway, type GatewayMeans, type OpenedGateway } from './gateway-access.js';
import { findByHint } from './find-payment.js';
import { takeStars, takeStarsBack } from './take-stars.js';

const { name: method } = telegramStars;
/** So far back a look at the list goes: longer than Telegram and we are ever away. */
const lookBackMs = 3 * dayMs;
const pageLength = 100;

const sellingBots = `
  select distinct bot_id::text from gateway_payments
  where gateway = 'telegram_stars' and created_at > now() - interval '31 days'`;

/** Enqueues, for each bot that sold for Stars in the last month, a look at its list of transactions. */
export const enqueueStarSweeps = (): Promise<void> =>
  asFleet('find bots that sell for Stars', async (tx) => {
    const rows = await tx.sql<{ bot_id: string }>(sellingBots, []);
    for (const { bot_id } of rows) await enqueue(tenantOf(bot_id), 'payments.sweep-stars', {});
  });

/**
 * Looks at what came in and went out in Stars, no transaction open: what we never heard of, since its update was lost, is
 * taken over as the update would have been. Invoices that are none of ours are somebody else's.
 */
export async function sweepStars(
  tenant: Tenant,
  { means, values }: { readonly means: GatewayMeans; readonly values: SettingValues },
): Promise<void> {
  const opened = await tenant.db((tx) => openGateway(tenant, tx, { method, means }));
  const since = new Date(now() - lookBackMs);
  const asked = await askGateway(tenant, { gateway: method, question: 'payments' }, () =>
    readStars(opened.access, since),
  );
  if (!('answer' in asked)) return;
  const ours = asked.answer.filter(({ payload }) => referenceOf(payload) !== undefined);
  for (let at = 0; at < ours.length; at += pageLength)
    for (const moved of await leaveNew(tenant, ours.slice(at, at + pageLength)))
      await takeOver(tenant, { moved, opened, values });
}

/** Those of the transactions that we have not heard of yet. */
async function leaveNew(tenant: Tenant, page: readonly StarTransaction[]): Promise<StarTransaction[]> {
  const charges = page.map(({ id, payload }) => ({ chargeId: id, payload }));
  const known = await tenant.db((tx) => findCharges(tenant, tx, charges));
  const statuses = new Map(known.map(({ chargeId, status }) => [chargeId, status]));
  return page.filter(({ id, way }) => (way === 'in' ? !statuses.has(id) : statuses.get(id) !== 'refunded'));
}

interface TakeOver {
  readonly moved: StarTransaction;
  readonly opened: OpenedGateway;
  readonly values: SettingValues;
}

async function takeOver(tenant: Tenant, { moved, opened, values }: TakeOver): Promise<void> {
  const { id: chargeId, amount, payload, payerId, way, repeatDays, date } = moved;
  const paidUntil = repeatDays === undefined ? undefined : new Date(date.getTime() + repeatDays * dayMs);
  const found = await tenant.db(async (tx) => {
    const payment = await findByHint(tenant, tx, { method, reference: payload });
    if (!payment) return 'foreign';
    const userId = await findUser(tenant, tx, payerId);
    if (userId === undefined) return 'stranger';
    const take = way === 'in' ? takeStars : takeStarsBack;
    await take(tenant, tx, { userId, chargeId, payload, amount, paidUntil }, values);
    return 'taken';
  });
  if (found === 'taken')
    log.info({ charge: chargeId, way }, 'Stars moved whose update never came; they are taken over');
  if (found === 'stranger' && way === 'in') await giveBack(tenant, moved, opened);
}

/** Who is no person of the bot has no wallet: the Stars go back to where they came from. */
async function giveBack(
  tenant: Tenant,
  { id: chargeId, amount, payload, payerId, date }: StarTransaction,
  { access, account }: OpenedGateway,
): Promise<void> {
  const asked = await askGateway(tenant, { gateway: method, question: 'payments' }, () =>
    telegramStars.refund(
      {
        ...{ reference: payload, externalId: chargeId, receipt: chargeId, account, payerId },
        ...{ amount: String(amount), currency: 'XTR', createdAt: date },
        ...{ refundAmount: String(amount), refundReference: chargeId, description: payload },
      },
      access,
    ),
  );
  const isBack = 'answer' in asked && asked.answer.kind === 'sent';
  log.error(
    { charge: chargeId, payer: payerId, is_back: isBack },
    isBack
      ? 'Stars of somebody who never wrote to the bot were given back'
      : 'Stars of somebody who never wrote to the bot could not be given back; refund them by hand',
  );
}
