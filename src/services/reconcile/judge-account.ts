import { now } from '#platform/clock.js';
import type { AccountFacts } from '#jobs/catalog.js';

const gigabyte = 1_073_741_824;
/** Ends that differ by less are the same: the panel's clock and rounding. */
const slackMs = 60_000;

/** A row as it is compared with its account. */
export interface ComparedRow {
  readonly id: string;
  readonly panel_username: string;
  readonly panel_short_uuid: string | null;
  readonly subscription_url: string | null;
  readonly status: 'pending' | 'active' | 'expired' | 'disabled';
  readonly is_user_active: boolean;
  readonly is_removal_wanted: boolean;
  /** Has the panel taken over everything? Else the difference is on its way there. */
  readonly is_in_step: boolean;
  readonly ends_at: Date;
  readonly traffic_limit_gb: number;
  readonly device_limit: number;
  readonly is_expiry_told: boolean;
  readonly is_limit_told: boolean;
}

/** What a look at an account shows. */
export interface Judgement {
  /** In what the account is not what the row says; empty: the same. */
  readonly differs: readonly ('end' | 'status' | 'traffic' | 'devices')[];
  /** The subscription's time is over, and its owner does not know. */
  readonly isExpiryNews: boolean;
  /** The traffic is used up, and the owner does not know. */
  readonly isLimitNews: boolean;
  /** The link is another one: replaced on the panel, or by us after the account was read. */
  readonly isNewLink: boolean;
}

/** Compares an account with its row; both are ours. */
export function judgeAccount(row: ComparedRow, account: AccountFacts): Judgement {
  const isOver = row.ends_at.getTime() <= now() + slackMs;
  const isOff = row.is_removal_wanted || row.status === 'disabled' || !row.is_user_active;
  return {
    differs: row.is_in_step ? differences(row, account, { isOver, isOff }) : [],
    isExpiryNews: isRunning(row) && isOver && account.status === 'EXPIRED' && !row.is_expiry_told,
    isLimitNews: isRunning(row) && !isOver && account.status === 'LIMITED' && !row.is_limit_told,
    isNewLink: row.is_in_step && !isOff && row.panel_short_uuid !== account.short_uuid,
  };
}

const isRunning = (row: ComparedRow): boolean =>
  row.status === 'active' && row.is_user_active && !row.is_removal_wanted;

function differences(
  row: ComparedRow,
  account: AccountFacts,
  { isOver, isOff }: { readonly isOver: boolean; readonly isOff: boolean },
): Judgement['differs'] {
  const end = new Date(account.expire_at).getTime();
  const isDisabled = account.status === 'DISABLED';
  if (isOff) return isDisabled ? [] : ['status'];
  // Whose time is over needs no more than not to run; the panel sees to that by the end that it knows.
  if (isOver) return isDisabled || end <= now() + slackMs ? [] : ['end'];
  return [
    ...(Math.abs(end - row.ends_at.getTime()) > slackMs ? (['end'] as const) : []),
    ...(isDisabled || account.status === 'EXPIRED' ? (['status'] as const) : []),
    ...(account.traffic_limit_bytes === row.traffic_limit_gb * gigabyte ? [] : (['traffic'] as const)),
    ...(account.device_limit === row.device_limit ? [] : (['devices'] as const)),
  ];
}
