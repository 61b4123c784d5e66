import type { Mends } from '#models/subscription.js';
import type { PanelAccount } from '#panels/panel.js';
import type { ErrorCode } from '#platform/error-codes/error-codes.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { mayUseText, squadsText, type AccountTerms } from './account-terms.js';
import { isUsedUp } from './differences.js';

/** A row that the panel must take over, as it was when it was claimed. Instants that are given back are text, unrounded. */
export interface PendingRow extends AccountTerms {
  readonly panel_username: string;
  readonly panel_revision: string;
  readonly panel_user_id: string | null;
  readonly panel_user_uuid: string | null;
  readonly panel_short_uuid: string | null;
  readonly subscription_url: string | null;
  readonly status: 'active' | 'expired' | 'disabled';
  readonly is_trial: boolean;
  readonly may_use: boolean;
  readonly ends_at: Date;
  readonly squads: readonly string[];
  readonly reissue_wanted_at: string | null;
  readonly traffic_reset_wanted_at: string | null;
  readonly is_removal_wanted: boolean;
  readonly is_limit_told: boolean;
  readonly panel_mends: Mends | null;
}

/** A run of a job that calls the panel for a subscription; `claim` names it, the same in every try. */
export interface ProvisionRun {
  readonly subscriptionId: string;
  readonly claim: string;
}

/**
 * The name is made from bot, subscription and the second of its making: so it is the same in every try, and another one
 * where a fleet that was set up anew counts from one again on the same panel.
 */
const claimRow = `
  update subscriptions s set panel_claim = $3, panel_claimed_at = clock_timestamp(),
    panel_username = coalesce(s.panel_username,
      'b' || s.bot_id || '_s' || s.id || '_' || to_hex(extract(epoch from s.created_at)::bigint))
  from users u
  where s.bot_id = $1 and s.id = $2 and u.bot_id = s.bot_id and u.id = s.user_id
    and s.provisioned_at is null and s.status <> 'pending'
    and (s.panel_claim is null or s.panel_claim = $3 or s.panel_claimed_at < now() - interval '2 minutes')
  returning s.id::text, s.panel_username, s.panel_revision::text, s.panel_user_id::text, s.panel_user_uuid,
    s.panel_short_uuid, s.subscription_url, s.status, s.is_trial, ${mayUseText} as may_use,
    u.telegram_id::text, s.ends_at, s.traffic_limit_gb, s.device_limit, s.traffic_reset, ${squadsText} as squads,
    s.reissue_wanted_at::text, s.traffic_reset_wanted_at::text, s.removal_wanted_at is not null as is_removal_wanted,
    s.limit_told_at is not null as is_limit_told, s.panel_mends`;

const isPending = `
  select 1 from subscriptions where bot_id = $1 and id = $2 and provisioned_at is null and status <> 'pending'`;

/**
 * Claims a row for this run, so that no other run's call can reach the panel after ours and leave an older state there.
 * 'claimed': another run has it. Undefined: nothing is pending.
 */
export async function claimPending(
  tenant: Tenant,
  tx: Tx,
  { subscriptionId, claim }: ProvisionRun,
): Promise<PendingRow | 'claimed' | undefined> {
  const place = [tenant.botId, subscriptionId];
  const [row] = await tx.sql<PendingRow>(claimRow, [...place, claim]);
  if (row) return row;
  return (await tx.sql(isPending, place)).length > 0 ? 'claimed' : undefined;
}

/** What the panel answered: the account, or that it has none and shall have none. */
export type PanelOutcome = PanelAccount | undefined;

/** Does traffic flow through the account? */
export const doesFlow = (account: PanelOutcome): boolean =>
  account?.status === 'ACTIVE' && !isUsedUp(account.trafficLimitBytes, account.usedTrafficBytes);

/** What an answer leaves of a pending row. */
export interface Noted {
  /** Is the account what the row says? Else the row stays pending. */
  readonly isInStep: boolean;
  readonly mends: Mends | null;
  /** Why it is left though it is not. */
  readonly fault: string | null;
}

const accountValues = (account: PanelOutcome): unknown[] =>
  account
    ? [
        account.id,
        account.uuid,
        account.shortUuid,
        account.subscriptionUrl,
        account.status,
        account.usedTrafficBytes,
        account.firstConnectedAt,
        account.updatedAt,
        { squads: account.squads ?? [], tag: account.tag },
      ]
    : Array.from({ length: 9 }, () => null);

/** `provisioned_at` is noted only for the revision that the panel took over; what came meanwhile stays pending. */
const noteAnswer = `
  update subscriptions set panel_user_id = $4, panel_user_uuid = $5, panel_short_uuid = $6, subscription_url = $7,
    panel_status = $8, traffic_used_bytes = coalesce($9::bigint, traffic_used_bytes),
    first_connected_at = coalesce(first_connected_at, $10), panel_taken = $12,
    panel_changed_at = case when $11::timestamptz is not null then greatest(panel_changed_at, $11) end,
    panel_seen_at = clock_timestamp(),
    provisioned_at = case when panel_revision = $13 and $16 then clock_timestamp() end,
    reissue_wanted_at = nullif(reissue_wanted_at, $14::timestamptz),
    traffic_reset_wanted_at = nullif(traffic_reset_wanted_at, $15::timestamptz),
    panel_mends = $17, panel_fault = $18, limit_told_at = case when $19 then null else limit_told_at end,
    panel_claim = null, panel_claimed_at = null, panel_retry_at = null, updated_at = clock_timestamp()
  where bot_id = $1 and id = $2 and panel_claim = $3
  returning provisioned_at is not null as is_in_step, coalesce(panel_changed_at > $11, false) as is_overtaken`;

/** How a row stands after an answer was noted. */
export interface Standing {
  readonly is_in_step: boolean;
  /** Was a newer state of the account seen than that of the answer? Then somebody changed it after our call. */
  readonly is_overtaken: boolean;
}

/**
 * Notes the panel's answer, with the account's keys and link in the same step, and lets the claim go. Returns how the row
 * stands; undefined when the claim was lost meanwhile.
 */
export async function noteProvisioned(
  tenant: Tenant,
  tx: Tx,
  {
    run,
    row,
    account,
    noted,
  }: {
    readonly run: ProvisionRun;
    readonly row: PendingRow;
    readonly account: PanelOutcome;
    readonly noted: Noted;
  },
): Promise<Standing | undefined> {
  const values = [
    tenant.botId,
    run.subscriptionId,
    run.claim,
    ...accountValues(account),
    row.panel_revision,
    row.reissue_wanted_at,
    row.traffic_reset_wanted_at,
    noted.isInStep,
    noted.mends,
    noted.fault,
    doesFlow(account),
  ];
  const [standing] = await tx.sql<Standing>(noteAnswer, values);
  return standing;
}

/** Why the panel does not follow a row; `isLate`: what was noted before says it better. */
export interface PanelRefusal {
  readonly subscriptionId: string;
  readonly code: ErrorCode;
  readonly isLate?: boolean;
}

const noteFault = `
  update subscriptions set panel_fault = case when $4 then coalesce(panel_fault, $3) else $3 end, panel_retry_at = clock_timestamp() + interval '1 hour', panel_claim = null,
    panel_claimed_at = null, updated_at = clock_timestamp()
  where bot_id = $1 and id = $2 and provisioned_at is null`;

/** Notes that the panel refuses the row for good; it is tried again in an hour at the earliest, or when it changes. */
export async function noteRefused(
  tenant: Tenant,
  tx: Tx,
  { subscriptionId, code, isLate = false }: PanelRefusal,
): Promise<void> {
  await tx.sql(noteFault, [tenant.botId, subscriptionId, code, isLate]);
}
