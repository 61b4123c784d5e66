import type { AccountFacts } from '#jobs/catalog/panel.js';
import type { TakenOver } from '#models/subscription.js';
import { accountTerms, type AccountTerms } from './account-terms.js';
import { differencesOf, isOver, isUsedUp, type Difference } from './differences.js';

/** A row as it is compared with its account. */
export interface ComparedRow extends AccountTerms {
  readonly panel_username: string;
  readonly panel_short_uuid: string | null;
  readonly subscription_url: string | null;
  readonly status: 'pending' | 'active' | 'expired' | 'disabled';
  /** May its owner use it, as far as its status allows? See `mayUseText`. */
  readonly may_use: boolean;
  readonly is_removal_wanted: boolean;
  /** Has the panel taken over everything? Else the difference is on its way there. */
  readonly is_in_step: boolean;
  readonly ends_at: Date;
  readonly squads: readonly string[];
  readonly panel_taken: TakenOver | null;
  readonly is_expiry_told: boolean;
  readonly is_limit_told: boolean;
}

/** What a look at an account shows. */
export interface Judgement {
  /** In what the account is not what the row says; empty: the same. */
  readonly differs: readonly Difference[];
  /** The subscription's time is over, and its owner does not know. */
  readonly isExpiryNews: boolean;
  /** The traffic is used up, and the owner does not know. */
  readonly isLimitNews: boolean;
  /** The owner was told that the traffic is used up, and now it flows again. */
  readonly isFlowNews: boolean;
  /** The link is another one: replaced on the panel, or by us after the account was read. */
  readonly isNewLink: boolean;
}

/** Compares an account with its row; both are ours. */
export function judgeAccount(botId: string, row: ComparedRow, account: AccountFacts): Judgement {
  const isOff = row.is_removal_wanted || row.status === 'disabled' || !row.may_use;
  const desired = { ...accountTerms(botId, row), ...restOf(row), isOff };
  return {
    differs: row.is_in_step ? differencesOf(desired, account) : [],
    ...newsOf(row, account, row.status === 'active' && !isOff),
    isNewLink: row.is_in_step && !isOff && row.panel_short_uuid !== account.short_uuid,
  };
}

/** What the owner of a subscription that is on should hear of. */
function newsOf(
  row: ComparedRow,
  account: AccountFacts,
  isOn: boolean,
): Pick<Judgement, 'isExpiryNews' | 'isFlowNews' | 'isLimitNews'> {
  const { traffic_limit_bytes: limit, used_traffic_bytes: used, status } = account;
  const hasEnded = isOver(row.ends_at);
  const runs = isOn && !hasEnded;
  const isUp = isUsedUp(limit, used);
  return {
    isExpiryNews: isOn && hasEnded && status === 'EXPIRED' && !row.is_expiry_told,
    isLimitNews: runs && status === 'LIMITED' && isUp && !row.is_limit_told,
    isFlowNews: runs && status === 'ACTIVE' && !isUp && row.is_limit_told,
  };
}

/** Squads and tag were chosen when the panel took the row over; before that was kept, the row's own squads must do. */
const restOf = ({ ends_at: endsAt, panel_taken: taken, squads }: ComparedRow) => ({
  endsAt,
  squads: taken?.squads ?? (squads.length > 0 ? squads : undefined),
  tag: taken?.tag,
});
