import type { Tenant, Tx } from '#tenancy/scope.js';

/** A person's own terms as an inviter, and their debt. */
export interface ReferralAccount {
  /** Their part of payments in percent; null: as the bot says. */
  readonly percent: number | null;
  /** They invite nobody and earn nothing. */
  readonly isOff: boolean;
  /** What had to be taken back and was spent, in toman: kept of what they earn next. */
  readonly owedToman: number;
}

interface Row {
  readonly percent: number | null;
  readonly is_off: boolean;
  readonly owed_toman: string;
}

const read = `select percent, is_off, owed_toman::text from referral_accounts where bot_id = $1 and user_id = $2`;
const writeTerms = `
  insert into referral_accounts (bot_id, user_id, percent, is_off) values ($1, $2, $3, $4)
  on conflict (bot_id, user_id) do update
    set percent = excluded.percent, is_off = excluded.is_off, updated_at = clock_timestamp()`;
const addDebt = `
  insert into referral_accounts as account (bot_id, user_id, owed_toman) values ($1, $2, $3)
  on conflict (bot_id, user_id) do update
    set owed_toman = account.owed_toman + excluded.owed_toman, updated_at = clock_timestamp()`;
const payDebt = `
  update referral_accounts set owed_toman = owed_toman - $3, updated_at = clock_timestamp()
  where bot_id = $1 and user_id = $2`;

/** A person's terms and debt; those of whom nothing was noted are the bot's. */
export async function readReferralAccount(
  { botId }: Tenant,
  tx: Tx,
  userId: string,
): Promise<ReferralAccount> {
  const [row] = await tx.sql<Row>(read, [botId, userId]);
  return {
    percent: row?.percent ?? null,
    isOff: row?.is_off ?? false,
    owedToman: Number(row?.owed_toman ?? 0),
  };
}

/** Sets a person's own terms. */
export async function writeReferralTerms(
  { botId }: Tenant,
  tx: Tx,
  { userId, percent, isOff }: Pick<ReferralAccount, 'percent' | 'isOff'> & { readonly userId: string },
): Promise<void> {
  await tx.sql(writeTerms, [botId, userId, percent, isOff]);
}

/** A locked person has so much more (above zero) or less (below) to give back. */
export async function changeDebt(
  { botId }: Tenant,
  tx: Tx,
  { userId, byToman }: { readonly userId: string; readonly byToman: number },
): Promise<void> {
  if (byToman > 0) await tx.sql(addDebt, [botId, userId, byToman]);
  else if (byToman < 0) await tx.sql(payDebt, [botId, userId, -byToman]);
}
