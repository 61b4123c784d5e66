import { enqueue } from '#jobs/enqueue.js';
import { hasVisibleText } from '#platform/visible-text.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { isRowId } from '#platform/row-id.js';
import { readTerms } from '../orders/terms.js';
import type { OrderRefusal } from '../orders/types.js';
import { requestNewLink } from '../provision/request-sync.js';

/** Which subscription of which person; the number comes from a button and may be anything. */
export interface OwnPlace {
  readonly userId: string;
  readonly subscriptionId: string;
}

/** Longest name that a person may give, in characters. */
const mostName = 40;

const rename = `
  update subscriptions set name = $4, updated_at = clock_timestamp()
  where bot_id = $1 and user_id = $2 and id = $3 and removal_wanted_at is null and status <> 'pending'
  returning id`;
const setAutopay = `
  update subscriptions set is_autopay_enabled = $4, autopay_days_before = coalesce($5::int, autopay_days_before),
    autopay_agreed_toman = coalesce($6::bigint, autopay_agreed_toman), updated_at = clock_timestamp()
  where bot_id = $1 and user_id = $2 and id = $3 and removal_wanted_at is null and status <> 'pending'
    and not (is_trial and $4)
    and not ($4 and exists (select from gateway_payments as payment
      join orders on orders.bot_id = $1 and orders.id = (payment.purchase->>'order_id')::bigint
        and orders.subscription_id = subscriptions.id
      where payment.bot_id = $1 and payment.user_id = $2 and payment.repeat_state = 'active'))
  returning id`;
const lockOne = `
  select is_trial, status, subscription_url is not null as has_link from subscriptions
  where bot_id = $1 and user_id = $2 and id = $3 and removal_wanted_at is null and status <> 'pending'
  for no key update`;

interface Row {
  readonly is_trial: boolean;
  readonly status: string;
  readonly has_link: boolean;
}

const placeOf = ({ botId }: Tenant, { userId, subscriptionId }: OwnPlace): unknown[] => [
  botId,
  userId,
  subscriptionId,
];

/** A name as it is kept: one line, without what hides or turns text; undefined when nothing is left to see. */
export function normalizeSubscriptionName(typed: string): string | undefined {
  const line = typed.normalize('NFC').replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, (found) => keptOf(found));
  const name = [...line.trim()].slice(0, mostName).join('').trim();
  return hasVisibleText(name) ? name : undefined;
}

/** Persian joins words by the half-space; everything else of that kind becomes a space. */
const keptOf = (found: string): string => (found === '\u200c' ? found : ' ');

/** Names a subscription; null takes the name away. Returns why not, if not. */
export async function renameSubscription(
  tenant: Tenant,
  tx: Tx,
  { name, ...place }: OwnPlace & { readonly name: string | null },
): Promise<OrderRefusal | undefined> {
  if (!isRowId(place.subscriptionId)) return 'order.subscription_gone';
  const kept = name === null ? null : (normalizeSubscriptionName(name) ?? null);
  const rows = await tx.sql(rename, [...placeOf(tenant, place), kept]);
  return rows.length > 0 ? undefined : 'order.subscription_gone';
}

/** What a renewal costs, as it was shown to who switches it on, in toman. */
interface Agreed {
  readonly agreedToman?: number | null | undefined;
}

const agreeTo = `
  update subscriptions set autopay_agreed_toman = $4, autopay_at = clock_timestamp(), updated_at = clock_timestamp()
  where bot_id = $1 and user_id = $2 and id = $3 and removal_wanted_at is null and is_autopay_enabled and status = 'active'
  returning id`;

/** An owner agrees to what a renewal costs by now: it is tried at once. Returns why not, if not. */
export async function agreeToRenewal(
  tenant: Tenant,
  tx: Tx,
  { priceToman, ...place }: OwnPlace & { readonly priceToman: number },
): Promise<OrderRefusal | undefined> {
  if (!isRowId(place.subscriptionId)) return 'order.subscription_gone';
  const rows = await tx.sql(agreeTo, [...placeOf(tenant, place), priceToman]);
  if (rows.length === 0) return 'order.subscription_gone';
  await enqueue(tenant, 'subscription.autopay', { subscription_id: place.subscriptionId });
  return undefined;
}

/**
 * Switches the renewal from the wallet, and says how many days before the end it comes (one of the bot's choices). Returns
 * why not, if not. A trial is not renewed.
 */
export async function switchAutopay(
  tenant: Tenant,
  tx: Tx,
  wish: OwnPlace & { readonly isOn: boolean; readonly daysBefore?: number | undefined } & Agreed,
): Promise<OrderRefusal | undefined> {
  if (!isRowId(wish.subscriptionId)) return 'order.subscription_gone';
  const { isOn, daysBefore } = wish;
  const { values, features } = await readTerms(tenant, tx);
  const isChoice = daysBefore === undefined || values.autopay_days_choices.includes(daysBefore);
  if (!isChoice || (isOn && !features.auto_renewal.isOn)) return 'order.not_offered';
  const choice = [isOn, daysBefore ?? null, isOn ? (wish.agreedToman ?? null) : null];
  const rows = await tx.sql(setAutopay, [...placeOf(tenant, wish), ...choice]);
  if (rows.length > 0) return undefined;
  const [row] = await tx.sql<Row>(lockOne, placeOf(tenant, wish));
  if (!row) return 'order.subscription_gone';
  // What is charged at a gateway is not renewed from the wallet too.
  return row.is_trial ? 'order.not_for_trial' : 'order.not_offered';
}

/** Asks for a new link; the old one stops when it is there. Returns why not, if not. */
export async function askNewLink(tenant: Tenant, tx: Tx, place: OwnPlace): Promise<OrderRefusal | undefined> {
  if (!isRowId(place.subscriptionId)) return 'order.subscription_gone';
  const { values } = await readTerms(tenant, tx);
  if (!values.link_reissue) return 'order.not_offered';
  const [row] = await tx.sql<Row>(lockOne, placeOf(tenant, place));
  if (!row) return 'order.subscription_gone';
  if (row.status === 'disabled') return 'order.subscription_disabled';
  if (!row.has_link) return 'order.not_offered';
  await requestNewLink(tenant, tx, place.subscriptionId);
  return undefined;
}
