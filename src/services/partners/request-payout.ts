import { now } from '#platform/clock.js';
import type { Vault } from '#platform/secrets.js';
import { dayMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { notify } from '../notices/notify.js';
import { movePartner } from './move-partner.js';
import { availableOf, hasBalance, lockPartner, readPartnerHold } from './partner-rows.js';
import { readPartnerTerms } from './partner-terms.js';
import { readOpenPayout, readPayout, type Payout } from './payout-rows.js';
import { readRequisites, sealRequisites, tailOf } from './seal-requisites.js';

/** A partner's wish to be paid out. */
export interface PayoutWish {
  readonly userId: string;
  readonly amountToman: number;
  /** As it was typed. */
  readonly requisites: string;
  readonly vault: Vault;
}

/**
 * Why nothing can be asked for. `none`: the person has nothing to do with partners. `open`: another one is open. `below_least`: less than
 * the bot pays out. `above_available`: more than there is. `requisites`: money cannot be sent there. `often`: too many in a day.
 */
export type PayoutRefusal = 'above_available' | 'below_least' | 'none' | 'often' | 'open' | 'requisites';

/** What became of it. */
export type PayoutRequest =
  | { readonly kind: 'refused'; readonly reason: PayoutRefusal }
  | { readonly kind: 'requested'; readonly payout: Payout };

/** Payouts that one partner may ask for within a day. */
const mostOfDay = 20;

const countOfDay = `
  select count(*)::int as count from partner_payouts where bot_id = $1 and user_id = $2 and created_at > $3`;
const drawId = `select nextval('partner_payouts_id_seq')::text as id`;
const insert = `
  insert into partner_payouts (id, bot_id, user_id, amount_toman, requisites_sealed, requisites_tail)
  overriding system value values ($1, $2, $3, $4, $5, $6)`;

/** How much a partner can ask for now, as far as their balance goes. */
export interface PayoutBounds {
  readonly availableToman: number;
  readonly leastToman: number;
  /** Undefined: something can be asked for. */
  readonly refusal: Exclude<PayoutRefusal, 'requisites'> | undefined;
}

/** Reads how much can be asked for, under the lock of the partner's row. */
export async function readPayoutBounds(tenant: Tenant, tx: Tx, userId: string): Promise<PayoutBounds> {
  const { minPayoutToman } = await readPartnerTerms(tenant, tx);
  const leastToman = Math.max(1, minPayoutToman);
  const partner = await lockPartner(tenant, tx, userId);
  if (partner?.personStatus !== 'active' || !hasBalance(partner))
    return { availableToman: 0, leastToman, refusal: 'none' };
  const at = new Date(now());
  const availableToman = availableOf(partner, await readPartnerHold(tenant, tx, { userId, at }));
  const open = await readOpenPayout(tenant, tx, userId);
  if (open) return { availableToman, leastToman, refusal: 'open' };
  const [made] = await tx.sql<{ count: number }>(countOfDay, [
    ...[tenant.botId, userId, new Date(at.getTime() - dayMs)],
  ]);
  const isOften = (made?.count ?? 0) >= mostOfDay;
  const refusal = isOften ? 'often' : availableToman < leastToman ? 'below_least' : undefined;
  return { availableToman, leastToman, refusal };
}

/**
 * A partner asks for money of the balance, in the open transaction: it is reserved from now on, so that it can be neither asked for
 * again nor moved into the wallet, and the admins hear of it. One is open at a time.
 */
export async function requestPayout(tenant: Tenant, tx: Tx, wish: PayoutWish): Promise<PayoutRequest> {
  const { userId, amountToman, vault } = wish;
  const { botId } = tenant;
  const requisites = readRequisites(wish.requisites);
  const { availableToman, leastToman, refusal } = await readPayoutBounds(tenant, tx, userId);
  const reason = refusal ?? faultOf({ amountToman, availableToman, leastToman });
  if (reason !== undefined) return { kind: 'refused', reason };
  if (requisites === undefined) return { kind: 'refused', reason: 'requisites' };
  const [drawn] = await tx.sql<{ id: string }>(drawId);
  const id = drawn?.id ?? '';
  const sealed = sealRequisites(vault, { botId, payoutId: id, requisites });
  await tx.sql(insert, [id, botId, userId, amountToman, sealed, tailOf(requisites)]);
  await movePartner(tenant, tx, {
    userId,
    kind: 'payout_requested',
    reservedToman: amountToman,
    event: `payout ${id} requested`,
    payoutId: id,
  });
  await notify(tenant, tx, { kind: 'payout_requested', about: { payout_id: id } });
  const payout = await readPayout(tenant, tx, id);
  return payout ? { kind: 'requested', payout } : { kind: 'refused', reason: 'none' };
}

function faultOf({
  amountToman,
  availableToman,
  leastToman,
}: {
  readonly amountToman: number;
  readonly availableToman: number;
  readonly leastToman: number;
}): PayoutRefusal | undefined {
  if (!Number.isSafeInteger(amountToman) || amountToman < leastToman) return 'below_least';
  return amountToman > availableToman ? 'above_available' : undefined;
}
