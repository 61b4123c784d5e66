import type { LockedCode } from './lock-code.js';

/** What decides whether a person may use a code. */
export interface UserOfCode {
  /** How often they used it. */
  readonly ownUses: number;
  readonly hasPaid: boolean;
  /** Did they never pay and never have a subscription? */
  readonly isNewcomer: boolean;
  /** Did they buy one of the plans whose buyers the code is for? */
  readonly hasBoughtPlan: boolean;
  readonly at: Date;
  /** The day by the bot's clocks. */
  readonly day: string;
}

/** Why a person may not use a code that there is. */
export type CodeRefusal = 'daily_limit' | 'ended' | 'not_for_you' | 'not_yet' | 'used_by_you' | 'used_up';

/** Why a locked code cannot be used by a person now; undefined: it can. */
export function judgeCode(code: LockedCode, user: UserOfCode): CodeRefusal | undefined {
  const at = user.at.getTime();
  if (!code.isActive || (code.endsAt && code.endsAt.getTime() <= at)) return 'ended';
  if (code.startsAt && code.startsAt.getTime() > at) return 'not_yet';
  if (user.ownUses >= code.mostPerPerson) return 'used_by_you';
  if (code.mostUses !== null && code.useCount >= code.mostUses) return 'used_up';
  if (!isFor(code, user)) return 'not_for_you';
  return code.mostPerDay !== null && usesOn(code, user.day) >= code.mostPerDay ? 'daily_limit' : undefined;
}

/** How often a code was used on a day; clocks that are set back begin no day anew. */
export const usesOn = ({ countedDay, dayCount }: LockedCode, day: string): number =>
  countedDay !== null && countedDay >= day ? dayCount : 0;

function isFor({ audience }: LockedCode, { hasPaid, isNewcomer, hasBoughtPlan }: UserOfCode): boolean {
  switch (audience) {
    case 'everyone':
      return true;
    case 'newcomers':
      return isNewcomer;
    case 'before_purchase':
      return !hasPaid;
    case 'plan_buyers':
      return hasBoughtPlan;
  }
}
