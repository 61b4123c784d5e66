/**
 * Brings the panel in step with a subscription's row.
 *
 * 1. The row is claimed, and its account's name written down, before the first call.
 * 2. No transaction is open while the panel is called.
 * 3. The answer is noted with the account's keys and link in one step, for the revision that was read.
 * 4. What changed meanwhile is taken over in the next round.
 */
import { PermanentError, RetryableError } from '#platform/errors.js';
import { log } from '#platform/log.js';
import type { Panel } from '#panels/panel.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { readSettings } from '../read-settings.js';
import { bringInLine } from './bring-in-line.js';
import { makeOrder } from './make-wish.js';
import { claimOwed, noteProvisioned, type OwedRow, type ProvisionRun } from './owed-row.js';

const mostRounds = 5;
const claimedPauseMs = 2_000;

/** What became of a subscription's link. */
export interface LinkChange {
  readonly subscriptionId: string;
  /** The first link that it has; else the old one was replaced. */
  readonly isNew: boolean;
}

export interface Provisioning extends ProvisionRun {
  readonly panel: Panel;
  /** Called in the transaction that notes the answer, before the row is written: the panel has this revision now. */
  readonly onTakenOver: (tx: Tx, revision: string) => Promise<void>;
  /** Called in the same transaction when the person has another link than before. */
  readonly onLink: (tx: Tx, change: LinkChange) => Promise<void>;
}

/** Does it; what is not owed is not called. Throws what Panel throws, and RetryableError `panel.claimed`. */
export async function provisionSubscription(tenant: Tenant, order: Provisioning): Promise<void> {
  const settings = await readSettings(tenant);
  if (!settings) return;
  for (let round = 0; round < mostRounds; round += 1) {
    const row = await tenant.db((tx) => claimOwed(tenant, tx, order));
    if (!row) return;
    if (row === 'claimed') throw claimed();
    const wish = await makeOrder(tenant, row, { panel: order.panel, values: settings.values });
    const account = await bringInLine(order.panel, wish);
    const isInStep = await tenant.db(async (tx) => {
      await order.onTakenOver(tx, row.panel_revision);
      const noted = await noteProvisioned(tenant, tx, { run: order, row, account });
      if (noted === undefined) throw claimed();
      const change = linkChange(row, account?.subscriptionUrl);
      if (change) await order.onLink(tx, change);
      return noted;
    });
    if (isInStep) return;
  }
  throw new RetryableError('panel.row_changes', { isLocal: true });
}

function linkChange(row: OwedRow, url: string | undefined): LinkChange | undefined {
  if (url === undefined || url === row.subscription_url || row.is_removal_wanted) return undefined;
  return { subscriptionId: row.id, isNew: row.subscription_url === null };
}

const claimed = () => new RetryableError('panel.claimed', { isLocal: true, retryAfterMs: claimedPauseMs });

/** Will this never work? Then the sale is taken back. */
export function isRefusedForGood(error: unknown): error is PermanentError {
  if (!(error instanceof PermanentError)) return false;
  log.warn({ code: error.code, context: error.context }, 'the panel refuses a subscription for good');
  return true;
}
