/**
 * Brings the panel in step with a subscription's row.
 *
 * 1. The row is claimed, and its account's name written down, before the first call.
 * 2. No transaction is open while the panel is called.
 * 3. The answer is noted with the account's keys and link in one step, for the revision that was read.
 * 4. What changed meanwhile is taken over in the next round, and so is what the answer shows not to be as it shall be:
 *    three times, then it is a fault.
 */
import { enqueue } from '#jobs/enqueue.js';
import { accountFacts } from '#panels/account-facts.js';
import type { Panel } from '#panels/panel.js';
import { now } from '#platform/clock.js';
import { PermanentError, RetryableError } from '#platform/errors.js';
import { log } from '#platform/log.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { countAccount } from '../billing/count-account.js';
import type { SettingValues } from '../settings/catalog.js';
import { bringInLine, type BeforeRemoval, type PendingAccount } from './bring-in-line.js';
import { countMend } from './count-mends.js';
import { forgetSquads, desiredAccountOf } from './desired-account.js';
import { differencesOf, type Difference } from './differences.js';
import { disagrees, reportGivenUp } from './owe-mend.js';
import {
  claimPending,
  doesFlow,
  noteProvisioned,
  type Noted,
  type PendingRow,
  type PanelOutcome,
  type ProvisionRun,
} from './pending-row.js';

const mostRounds = 8;
const claimedPauseMs = 2_000;

/** What became of a subscription's link. */
export interface LinkChange {
  readonly subscriptionId: string;
  /** The first link that it has; else the old one was replaced. */
  readonly isNew: boolean;
}

export interface Provisioning extends ProvisionRun {
  readonly panel: Panel;
  /** What the bot's snapshot says. */
  readonly values: SettingValues;
  /**
   * Called in the transaction that notes the answer, before the row is written: the panel has this revision now. Resolves
   * with whether something that was sold is delivered by it.
   */
  readonly onTakenOver: (tx: Tx, revision: string) => Promise<boolean>;
  /** Called in the same transaction when the person has another link than before. */
  readonly onLink: (tx: Tx, change: LinkChange) => Promise<void>;
  /** Called in it when the person was told that the traffic is used up, bought nothing, and has some again. */
  readonly onFlow: (tx: Tx, change: { readonly subscriptionId: string }) => Promise<void>;
}

/** Does it; where nothing is pending the panel is not called. Throws what Panel throws, and RetryableError `panel.claimed`. */
export async function provisionSubscription(tenant: Tenant, provisioning: Provisioning): Promise<void> {
  for (let round = 0; round < mostRounds; round += 1) {
    const row = await tenant.db((tx) => claimPending(tenant, tx, provisioning));
    if (!row) return;
    if (row === 'claimed') throw claimed();
    const { asked, account } = await carryOut(tenant, row, provisioning);
    const isInStep = await tenant.db((tx) => takeAnswer(tenant, tx, { provisioning, asked, account }));
    if (isInStep) return;
  }
  throw new RetryableError('panel.row_changes', { isLocal: true });
}

interface Carried {
  readonly asked: PendingAccount;
  readonly account: PanelOutcome;
}

/** Makes the calls. A squad that was removed on the panel is forgotten at once, and the calls made once more without it. */
async function carryOut(
  tenant: Tenant,
  row: PendingRow,
  { panel, values }: { readonly panel: Panel; readonly values: SettingValues },
): Promise<Carried> {
  const asked = await desiredAccountOf(tenant, row, { panel, values });
  const countLast: BeforeRemoval = (account) => {
    const counters = accountFacts(account);
    return tenant.db((tx) => countAccount(tenant, tx, { subscriptionId: row.id, counters }));
  };
  try {
    return { asked, account: await bringInLine(panel, asked, countLast) };
  } catch (error) {
    if (!(error instanceof RetryableError && error.code === 'panel.not_written')) throw error;
    forgetSquads(panel);
    const again = await desiredAccountOf(tenant, row, { panel, values });
    if (String(again.wish.squads) === String(asked.wish.squads)) throw error;
    return { asked: again, account: await bringInLine(panel, again, countLast) };
  }
}

interface Answer {
  readonly provisioning: Provisioning;
  readonly asked: PendingAccount;
  readonly account: PanelOutcome;
}

/** Notes the answer with all that follows from it; returns whether the panel is in step now. */
async function takeAnswer(
  tenant: Tenant,
  tx: Tx,
  { provisioning, asked, account }: Answer,
): Promise<boolean> {
  const { row } = asked;
  const hasSold = await provisioning.onTakenOver(tx, row.panel_revision);
  const noted = judge(asked, account);
  const standing = await noteProvisioned(tenant, tx, { run: provisioning, row, account, noted });
  if (!standing) throw claimed();
  if (standing.is_overtaken)
    await enqueue(tenant, 'subscription.look', { subscription_id: row.id, view: 'detail' });
  const change = linkChange(row, account?.subscriptionUrl);
  if (change) await provisioning.onLink(tx, change);
  if (row.is_limit_told && !hasSold && doesFlow(account))
    await provisioning.onFlow(tx, { subscriptionId: row.id });
  return standing.is_in_step;
}

/** Is the account what was asked for? The panel may have taken a call and not done it. */
function judge({ row, wish, isOff }: PendingAccount, account: PanelOutcome): Noted {
  const desired = {
    squads: undefined,
    ...wish,
    isOff: isOff || row.is_removal_wanted,
    endsAt: row.ends_at,
  };
  const differs: readonly Difference[] = account ? differencesOf(desired, accountFacts(account)) : [];
  if (differs.length === 0) return { isInStep: true, mends: row.panel_mends, fault: null };
  const mends = countMend(row.panel_mends, { revision: row.panel_revision, differs, at: now() });
  if (mends) return { isInStep: false, mends, fault: null };
  reportGivenUp(row.id, differs);
  return { isInStep: true, mends: row.panel_mends, fault: disagrees };
}

function linkChange(row: PendingRow, url: string | undefined): LinkChange | undefined {
  if (url === undefined || url === row.subscription_url || row.is_removal_wanted) return undefined;
  return { subscriptionId: row.id, isNew: row.subscription_url === null };
}

const claimed = () => new RetryableError('panel.claimed', { isLocal: true, retryAfterMs: claimedPauseMs });

/** Will this never work? Then the sale is taken back. */
export function isRefusedForGood(error: unknown): error is PermanentError {
  if (!(error instanceof PermanentError)) return false;
  log.warn(
    { code: error.code, context: error.context },
    'the panel rejects a subscription for good; a sale is refunded, the code says why',
  );
  return true;
}
