import { now } from '#platform/clock.js';
import type { ErrorCode } from '#platform/error-codes/error-codes.js';
import { log } from '#platform/log.js';
import { metrics } from '#platform/metrics.js';
import { enqueue } from '#jobs/enqueue.js';
import type { Mends } from '#models/subscription.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { countMend } from './count-mends.js';
import type { Difference } from './differences.js';

/** What a row says whose differences from the panel are not mended any more. */
export const disagrees: ErrorCode = 'panel.differs';

const lockInStep = `
  select panel_mends, panel_fault, panel_revision::text from subscriptions
  where bot_id = $1 and id = $2 and provisioned_at is not null for no key update`;
// The revision stays: the row is as it was, and whoever sold it has delivered.
const owe = `
  update subscriptions set provisioned_at = null, panel_mends = $3, updated_at = clock_timestamp()
  where bot_id = $1 and id = $2`;
// As new as if it had been done, so that the walk that found it does not find it again.
const noteFault = `
  update subscriptions set panel_fault = $3, provisioned_at = clock_timestamp(), updated_at = clock_timestamp()
  where bot_id = $1 and id = $2`;

interface Row {
  readonly panel_mends: Mends | null;
  readonly panel_fault: string | null;
  readonly panel_revision: string;
}

/**
 * The account is not what its row says: it is owed to the panel once more. The third time in a row that the same came
 * back it is a fault instead, which stays with the row until the row is changed or the panel agrees; after an hour it is
 * tried again. What is owed already is left as it is.
 */
export async function oweMend(
  tenant: Tenant,
  tx: Tx,
  { subscriptionId, differs }: { readonly subscriptionId: string; readonly differs: readonly Difference[] },
): Promise<void> {
  const place = [tenant.botId, subscriptionId];
  const [row] = await tx.sql<Row>(lockInStep, place);
  if (!row) return;
  const mends = countMend(row.panel_mends, { revision: row.panel_revision, differs, at: now() });
  if (mends) {
    log.warn(
      { subscription: subscriptionId, differs },
      'the account on the panel differs from its subscription; it is set back',
    );
    await tx.sql(owe, [...place, mends]);
    return enqueue(tenant, 'subscription.provision', { subscription_id: subscriptionId });
  }
  await tx.sql(noteFault, [...place, disagrees]);
  if (row.panel_fault !== disagrees) reportGivenUp(subscriptionId, differs);
}

/** Tells operators of a row whose account does not become what it shall be. */
export function reportGivenUp(subscriptionId: string, differs: readonly Difference[]): void {
  log.error(
    { subscription: subscriptionId, differs },
    'the account on the panel keeps changing back; it is left alone for an hour, find out who changes it',
  );
  metrics.panelCompared('given_up', 1);
}
