import { dayMs, hourMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import type { SettingValues } from '../settings/catalog.js';
import type { OfferKind } from './terms.js';

/** People of a bot by what they have. `…_ending`: within the time in which the bot warns of an end. */
export const segments = [
  'everybody',
  'no_subscription',
  'trial_running',
  'trial_ending',
  'trial_over',
  'paid_running',
  'paid_ending',
  'paid_over',
  'group',
] as const;
export type Segment = (typeof segments)[number];

/** Of these nobody has a subscription that runs, with which servers could be tried. */
const withoutRunning: ReadonlySet<Segment> = new Set(['no_subscription', 'trial_over', 'paid_over']);

/** Can people of a segment take an offer of the kind? */
export const suits = (segment: Segment, kind: OfferKind): boolean =>
  kind === 'discount' || !withoutRunning.has(segment);

/** Whom a page of a sending looks for. */
export interface SoughtPeople {
  readonly segment: Segment;
  readonly kind: OfferKind;
  /** The discount group of the segment `group`. */
  readonly groupId: string | null;
  /** People after the first and up to the second. */
  readonly after: string;
  readonly upTo: string;
  readonly values: Pick<SettingValues, 'expiry_warning_days' | 'trial_warning_hours'>;
  readonly at: Date;
}

/** Where the bot warns of no end, so many days before it are soon. */
const usualDays = 3;

// Who cannot hear of it, or wishes to hear of nothing, costs nothing. Servers are tried with a subscription that names its own.
const findPeople = `
  select u.id::text from users u
  cross join lateral (
    select count(*) > 0 as has_any,
      coalesce(bool_or(s.is_trial), false) as had_trial,
      coalesce(bool_or(not s.is_trial), false) as had_paid,
      max(s.ends_at) filter (where s.is_trial and s.status = 'active' and s.ends_at > $4) as trial_until,
      max(s.ends_at) filter (where not s.is_trial and s.status = 'active' and s.ends_at > $4) as paid_until,
      coalesce(bool_or(s.status = 'active' and s.ends_at > $4 and s.squads <> '{}'), false) as can_try
    from subscriptions s
    where s.bot_id = $1 and s.user_id = u.id and s.removal_wanted_at is null and s.status <> 'pending') as has
  where u.bot_id = $1 and u.id > $2 and u.id <= $3
    and u.status = 'active' and u.can_receive and u.wants_reminders and u.registered_at is not null
    and ($5 or can_try)
    and case $6::text
      when 'everybody' then true
      when 'no_subscription' then not has_any
      when 'trial_running' then trial_until is not null and paid_until is null
      when 'trial_ending' then trial_until <= $7 and paid_until is null
      when 'trial_over' then had_trial and not had_paid and trial_until is null
      when 'paid_running' then paid_until is not null
      when 'paid_ending' then paid_until <= $8
      when 'paid_over' then had_paid and paid_until is null and trial_until is null
      when 'group' then exists (select from user_promo_groups g
        where g.bot_id = $1 and g.user_id = u.id and g.group_id = $9)
    end
  order by u.id`;

/** The people of a page who are to have the offer, by their numbers. */
export async function findAudience({ botId }: Tenant, tx: Tx, audience: SoughtPeople): Promise<string[]> {
  const { segment, kind, groupId, after, upTo, values, at } = audience;
  const { trial_warning_hours: hours, expiry_warning_days: days } = values;
  const rows = await tx.sql<{ id: string }>(findPeople, [
    ...[botId, after, upTo, at],
    kind === 'discount',
    segment,
    new Date(at.getTime() + hours * hourMs),
    new Date(at.getTime() + Math.max(...(days.length > 0 ? days : [usualDays])) * dayMs),
    groupId,
  ]);
  return rows.map(({ id }) => id);
}

// To one person an admin may offer something though they wish for no reminders.
const findReachable = `
  select id::text from users
  where bot_id = $1 and id = $2 and status = 'active' and can_receive and registered_at is not null`;

/** Can a person of that number hear of an offer? */
export const canHear = async ({ botId }: Tenant, tx: Tx, userId: string): Promise<boolean> =>
  (await tx.sql(findReachable, [botId, userId])).length > 0;
