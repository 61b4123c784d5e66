import type { Tenant, Tx } from '#tenancy/scope.js';

/** A bot as those who run it, or the fleet, read of it. */
export interface BotFace {
  /** Its name with the fleet, and its @name once Telegram told it. */
  readonly called: string;
  /** What its wallet with the fleet holds. */
  readonly walletToman: number;
}

const text = `select name, username, wallet_balance_toman::text as wallet from bots where id = $1`;

/** Name and wallet of a bot; undefined when it is gone. */
export async function readBotFace(tenant: Tenant, tx: Tx): Promise<BotFace | undefined> {
  const [row] = await tx.sql<{ name: string; username: string | null; wallet: string }>(text, [tenant.botId]);
  if (!row) return undefined;
  const called = row.username ? `${row.name} (@${row.username})` : row.name;
  return { called, walletToman: Number(row.wallet) };
}
