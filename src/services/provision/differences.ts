import { now } from '#platform/clock.js';
import type { AccountFacts } from '#jobs/catalog/panel.js';
import type { AccountWish } from '#panels/panel.js';

/** Ends that differ by less are the same, and what ends sooner counts as over: the panel's clock and rounding. */
const endSlackMs = 60_000;

/** In what an account is not what it shall be. `account`: there is none. */
export type Difference =
  'account' | 'description' | 'devices' | 'end' | 'period' | 'squads' | 'status' | 'tag' | 'traffic';

/** What an account shall be. */
export interface DesiredAccount extends Omit<AccountWish, 'expireAt' | 'squads' | 'tag'> {
  readonly endsAt: Date;
  /** Shall it not run, whatever its end? */
  readonly isOff: boolean;
  /** Undefined: any but none at all. */
  readonly squads: readonly string[] | undefined;
  /** Undefined: any. */
  readonly tag: string | null | undefined;
}

/** Is its time over, or as good as over? */
export const isOver = (endsAt: Date): boolean => endsAt.getTime() <= now() + endSlackMs;

/** Has an account no traffic left? Then LIMITED is right. */
export const isUsedUp = (limitBytes: number, usedBytes: number): boolean =>
  limitBytes > 0 && usedBytes >= limitBytes;

/** Compares an account with what it shall be; empty: it is so. What the panel did not tell is not compared. */
export function differencesOf(desired: DesiredAccount, account: AccountFacts): readonly Difference[] {
  const end = new Date(account.expire_at);
  const isDisabled = account.status === 'DISABLED';
  if (desired.isOff) return isDisabled ? [] : ['status'];
  // Whose time is over needs no more than not to run; the panel sees to that by the end that it knows.
  if (isOver(desired.endsAt)) return isDisabled || isOver(end) ? [] : ['end'];
  const found: Readonly<Record<Exclude<Difference, 'account'>, boolean>> = {
    end: Math.abs(end.getTime() - desired.endsAt.getTime()) > endSlackMs,
    status: isStopped(desired, account),
    traffic: account.traffic_limit_bytes !== desired.trafficLimitBytes,
    devices: account.device_limit !== desired.deviceLimit,
    period: account.traffic_reset !== undefined && account.traffic_reset !== desired.trafficReset,
    squads: account.squads != null && !hasSquads(account.squads, desired.squads),
    tag: isOther(account.tag, desired.tag),
    description: isOther(account.description, desired.description),
  };
  return (Object.keys(found) as (keyof typeof found)[]).filter((one) => found[one]);
}

/** Does an account stand still that shall run? Who has used up what was sold is limited rightly. */
function isStopped({ trafficLimitBytes }: DesiredAccount, account: AccountFacts): boolean {
  if (account.status === 'LIMITED') return !isUsedUp(trafficLimitBytes, account.used_traffic_bytes);
  return account.status !== 'ACTIVE';
}

function hasSquads(has: readonly string[], wanted: readonly string[] | undefined): boolean {
  if (!wanted) return has.length > 0;
  return has.length === wanted.length && wanted.every((uuid) => has.includes(uuid));
}

const isOther = (has: string | null | undefined, wanted: string | null | undefined): boolean =>
  has !== undefined && wanted !== undefined && has !== wanted;
