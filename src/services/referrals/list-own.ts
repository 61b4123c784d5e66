import type { RewardKind } from '#models/referral-reward.js';
import type { Tenant, Tx } from '#tenancy/scope.js';

/** A page of a person's own, newest first. */
export interface OwnPage<Item> {
  readonly items: readonly (Item & { readonly id: string })[];
  readonly hasNewer: boolean;
  readonly hasOlder: boolean;
}

/** Where a page begins: right before (older) or after (newer) a number; undefined: with the newest. */
export interface ListPlace {
  readonly direction: 'newer' | 'older';
  readonly id: string;
}

/** The place that a button names, such as `older.42`, which may be anything; undefined: none, so the newest page is meant. */
export function readListPlace(argument: string): ListPlace | undefined {
  const [direction, id = ''] = argument.split('.');
  const isPlace = (direction === 'newer' || direction === 'older') && /^[1-9]\d{0,17}$/.test(id);
  return isPlace ? { direction, id } : undefined;
}

/** Somebody whom the person invited. */
export interface InvitedPerson {
  readonly firstName: string;
  readonly registeredAt: Date;
  /** Did a sufficient payment of theirs come? */
  readonly hasPaid: boolean;
  /** What they earned the person, in toman. */
  readonly earnedToman: number;
}

/** Something that the person earned; `firstName`: of whoever paid. */
export interface EarnedReward {
  readonly at: Date;
  readonly kind: RewardKind;
  readonly firstName: string;
  readonly amountToman: number;
  readonly takenBackToman: number;
}

/** Lines of a page in the bot. */
const pageLength = 8;
/** Above every number of a row. */
const afterAll = '9223372036854775807';

interface List {
  readonly older: string;
  readonly newer: string;
}

const invitedOf = (beside: string, order: string): string => `
  select id::text, first_name as "firstName", registered_at as "registeredAt",
    exists (select from referral_rewards where bot_id = $1 and invited_id = users.id and kind = 'first'
      and taken_back_at is null) as "hasPaid",
    (select coalesce(sum(amount_toman - taken_back_toman), 0)::float8 from referral_rewards
      where bot_id = $1 and invited_id = users.id and user_id = $2) as "earnedToman"
  from users where bot_id = $1 and referred_by = $2 and registered_at is not null and id ${beside} $3::bigint
  order by users.id ${order} limit $4`;
const earnedOf = (beside: string, order: string): string => `
  select reward.id::text, reward.created_at as at, reward.kind, invited.first_name as "firstName",
    reward.amount_toman::float8 as "amountToman", reward.taken_back_toman::float8 as "takenBackToman"
  from referral_rewards reward join users invited on invited.bot_id = $1 and invited.id = reward.invited_id
  where reward.bot_id = $1 and reward.user_id = $2 and reward.amount_toman > 0 and reward.id ${beside} $3::bigint
  order by reward.id ${order} limit $4`;

const invited: List = { older: invitedOf('<', 'desc'), newer: invitedOf('>', 'asc') };
const earned: List = { older: earnedOf('<', 'desc'), newer: earnedOf('>', 'asc') };

interface Wish {
  readonly userId: string;
  readonly place?: ListPlace | undefined;
}

async function readPage<Item>(
  { botId }: Tenant,
  tx: Tx,
  list: List,
  { userId, place }: Wish,
): Promise<OwnPage<Item>> {
  type Row = Item & { readonly id: string };
  if (place?.direction === 'newer') {
    const rows = await tx.sql<Row>(list.newer, [botId, userId, place.id, pageLength + 1]);
    const items = rows.slice(0, pageLength).reverse();
    if (items.length > 0) return { items, hasNewer: rows.length > pageLength, hasOlder: true };
  }
  const isOlder = place?.direction === 'older';
  const rows = await tx.sql<Row>(list.older, [botId, userId, isOlder ? place.id : afterAll, pageLength + 1]);
  return { items: rows.slice(0, pageLength), hasNewer: isOlder, hasOlder: rows.length > pageLength };
}

/** A page of the people whom a person invited. */
export const listOwnInvited = (tenant: Tenant, tx: Tx, wish: Wish): Promise<OwnPage<InvitedPerson>> =>
  readPage(tenant, tx, invited, wish);

/** A page of what a person earned, by inviting or by having been invited. */
export const listOwnEarned = (tenant: Tenant, tx: Tx, wish: Wish): Promise<OwnPage<EarnedReward>> =>
  readPage(tenant, tx, earned, wish);
