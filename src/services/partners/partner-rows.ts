import type { Tenant, Tx } from '#tenancy/scope.js';

/** Where somebody stands as a partner. `ended`: earns no more, and keeps what was earned. */
export type PartnerState = 'accepted' | 'asked' | 'ended' | 'refused';

/** A partner as the row has it. */
export interface PartnerStanding {
  readonly userId: string;
  readonly telegramId: string;
  readonly state: PartnerState;
  /** Null: the percentage of the bot. */
  readonly commissionPercent: number | null;
  /** Null: the days of the bot. */
  readonly holdDays: number | null;
  /** What the bot owes them, in toman; below zero after refunds. */
  readonly balanceToman: number;
  /** What of that waits to be paid out. */
  readonly reservedToman: number;
  /** What they owe of rewards for invitations that were taken back after they were spent: so much of the balance is kept. */
  readonly owedToman: number;
  /** How the person stands with the bot. */
  readonly personStatus: 'active' | 'blocked' | 'deleted';
  readonly askedAt: Date | null;
  readonly decidedAt: Date | null;
}

const read = `
  select partner.user_id::text as "userId", person.telegram_id::text as "telegramId", partner.state,
    commission_percent as "commissionPercent", hold_days as "holdDays", partner.balance_toman::float8 as "balanceToman",
    reserved_toman::float8 as "reservedToman", person.status as "personStatus", asked_at as "askedAt",
    decided_at as "decidedAt", coalesce((select owed_toman from referral_accounts
      where bot_id = $1 and user_id = $2), 0)::float8 as "owedToman"
  from partners as partner join users as person on person.bot_id = $1 and person.id = partner.user_id
  where partner.bot_id = $1 and partner.user_id = $2`;
const lock = `${read} for no key update of partner`;

/** What is known of a person as a partner; undefined: they never asked, and nobody made them one. */
export async function readPartner(
  { botId }: Tenant,
  tx: Tx,
  userId: string,
): Promise<PartnerStanding | undefined> {
  const [row] = await tx.sql<PartnerStanding>(read, [botId, userId]);
  return row;
}

/**
 * The same, locked until the end of the transaction: the lock of everything that moves the balance. A person's row is locked
 * before it, never after.
 */
export async function lockPartner(
  { botId }: Tenant,
  tx: Tx,
  userId: string,
): Promise<PartnerStanding | undefined> {
  const [row] = await tx.sql<PartnerStanding>(lock, [botId, userId]);
  return row;
}

// What was forfeited is held no more.
const held = `
  select coalesce(sum(amount_toman), 0)::float8 as held from partner_transactions
  where bot_id = $1 and user_id = $2 and available_at > $3 and id > coalesce((
    select max(id) from partner_transactions where bot_id = $1 and user_id = $2 and kind = 'forfeited' and earned_id is null), 0)`;

/** What of a partner's balance cannot be paid out yet at an instant, in toman. */
export async function readPartnerHold(
  { botId }: Tenant,
  tx: Tx,
  { userId, at }: { readonly userId: string; readonly at: Date },
): Promise<number> {
  const [row] = await tx.sql<{ held: number }>(held, [botId, userId, at]);
  return row?.held ?? 0;
}

const newest = `
  select id::text from partner_transactions where bot_id = $1 and user_id = $2
  order by partner_transactions.id desc limit 1`;

/** The newest row of a partner's ledger; '0': there is none. By it a wish is known that was made of what is no longer so. */
export async function newestMovement({ botId }: Tenant, tx: Tx, userId: string): Promise<string> {
  const [row] = await tx.sql<{ id: string }>(newest, [botId, userId]);
  return row?.id ?? '0';
}

/** What of a balance can be asked for: all but what is held, reserved and owed; below zero after refunds. */
export const availableOf = (
  {
    balanceToman,
    reservedToman,
    owedToman,
  }: Pick<PartnerStanding, 'balanceToman' | 'owedToman' | 'reservedToman'>,
  heldToman: number,
): number => balanceToman - heldToman - reservedToman - owedToman;

/** Is the person a partner, or were they? Only they have a balance to dispose of. */
export const hasBalance = ({ state }: Pick<PartnerStanding, 'state'>): boolean =>
  state === 'accepted' || state === 'ended';
