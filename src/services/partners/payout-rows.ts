import type { Tenant, Tx } from '#tenancy/scope.js';
import { lockPartner, type PartnerStanding } from './partner-rows.js';

/** Where a payout stands. */
export type PayoutState = 'approved' | 'cancelled' | 'paid' | 'rejected' | 'requested';

/** Why a payout can be rejected in one word; others are said in words. */
export const payoutReasons = ['requisites', 'rules', 'refunds'] as const;
export type PayoutReason = (typeof payoutReasons)[number];

/** A payout as the row has it, the requisites left out. */
export interface Payout {
  readonly id: string;
  readonly userId: string;
  readonly amountToman: number;
  readonly state: PayoutState;
  /** The last four signs of where the money shall go. */
  readonly tail: string;
  readonly hasRequisites: boolean;
  readonly reason: PayoutReason | null;
  /** What who decided says: why it was rejected, or the number of the transfer. */
  readonly words: string | null;
  readonly decidedByName: string | null;
  /** When it was first shown where the money shall go: from then on it may have been sent. Null: never. */
  readonly shownAt: Date | null;
  /** The name of who saw it; null: nobody in Telegram did. */
  readonly shownByName: string | null;
  /** How often it was shown. */
  readonly showings: number;
  /** Telegram ids of those who saw it. */
  readonly shownTo: readonly string[];
  readonly createdAt: Date;
  readonly closedAt: Date | null;
}

const columns = `id::text, user_id::text as "userId", amount_toman::float8 as "amountToman", state, requisites_tail as tail,
  requisites_sealed is not null as "hasRequisites", reject_reason as reason, words, decided_by_name as "decidedByName",
  shown_at as "shownAt", shown_by_name as "shownByName", showings,
  shown_to::text[] as "shownTo", created_at as "createdAt", closed_at as "closedAt"`;
const readOne = `select ${columns} from partner_payouts where bot_id = $1 and id = $2`;
const lockOne = `${readOne} for no key update`;
const readOpen = `
  select ${columns} from partner_payouts where bot_id = $1 and user_id = $2 and state in ('requested', 'approved')`;
const readSealed = 'select requisites_sealed as sealed from partner_payouts where bot_id = $1 and id = $2';
const readNewest = `
  select ${columns} from partner_payouts where bot_id = $1 and user_id = $2
  order by partner_payouts.id desc limit $3`;

/** Numbers of rows come from buttons, and may be anything. */
const isRowId = (id: string): boolean => /^[1-9]\d{0,17}$/.test(id);

/** A payout; undefined: the bot has none of this number. */
export async function readPayout({ botId }: Tenant, tx: Tx, id: string): Promise<Payout | undefined> {
  if (!isRowId(id)) return undefined;
  const [row] = await tx.sql<Payout>(readOne, [botId, id]);
  return row;
}

/** The one that is open of a partner. */
export async function readOpenPayout({ botId }: Tenant, tx: Tx, userId: string): Promise<Payout | undefined> {
  const [row] = await tx.sql<Payout>(readOpen, [botId, userId]);
  return row;
}

/** The newest ones of a partner. */
export const readPayouts = (
  { botId }: Tenant,
  tx: Tx,
  { userId, most }: { readonly userId: string; readonly most: number },
): Promise<Payout[]> => tx.sql<Payout>(readNewest, [botId, userId, most]);

/** Its requisites as they are sealed; undefined: there are none any more. */
export async function readSealedRequisites(
  { botId }: Tenant,
  tx: Tx,
  id: string,
): Promise<string | undefined> {
  const [row] = await tx.sql<{ sealed: string | null }>(readSealed, [botId, id]);
  return row?.sealed ?? undefined;
}

/** A payout whose partner and row are locked, in this order. */
export interface LockedPayout {
  readonly payout: Payout;
  readonly partner: PartnerStanding;
}

/** Locks a payout after its partner; undefined: the bot has none of this number. */
export async function lockPayout(tenant: Tenant, tx: Tx, id: string): Promise<LockedPayout | undefined> {
  const found = await readPayout(tenant, tx, id);
  const partner = found && (await lockPartner(tenant, tx, found.userId));
  if (!partner) return undefined;
  const [payout] = await tx.sql<Payout>(lockOne, [tenant.botId, id]);
  return payout && { payout, partner };
}
