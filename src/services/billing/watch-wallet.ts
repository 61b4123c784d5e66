import { dayMs, hourMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { isLowText, noteStanding } from '../money/wallet-standing.js';
import { chargeConsumption } from './charge-consumption.js';

/**
 * How low a wallet is. low: below its minimum, and nothing follows from it. stopped: so nothing is sold. still: so long that
 * the bot does nothing but what was paid for.
 */
export type LowStage = 'low' | 'still' | 'stopped';

export interface WalletWatch {
  readonly at: Date;
  /** Hours from the end of sales to the end of everything else. */
  readonly graceHours: number;
  /** Tells those who run the bot, in the same transaction; 'filled': it sells again. */
  readonly tell: (stage: LowStage | 'filled') => Promise<void>;
}

interface Row {
  readonly is_low: boolean;
  readonly sales_stopped_at: Date | null;
  readonly told_stage: LowStage | null;
  readonly due_at: Date | null;
}

const read = `
  select ${isLowText} as is_low, sales_stopped_at, low_told_stage as told_stage, low_due_at as due_at
  from bots where id = $1 for no key update`;
const noteTold = 'update bots set low_told_stage = $2, low_due_at = $3 where id = $1';

/** What one row of the ledger for consumed traffic is about: an hour, in UTC. */
const chargedHour = (at: Date): string => `traffic ${at.toISOString().slice(0, 13)}`;

/**
 * Settles a bot's account with the fleet, in the open transaction: consumed traffic is charged, once an hour; sales stop or
 * go on; and those who run the bot hear that the wallet is low when that begins, gets worse or ends, and else once a day.
 */
export async function watchWallet(tenant: Tenant, tx: Tx, watch: WalletWatch): Promise<void> {
  const { at, tell } = watch;
  await chargeConsumption(tenant, tx, { event: chargedHour(at) });
  await noteStanding(tenant, tx);
  const [row] = await tx.sql<Row>(read, [tenant.botId]);
  if (!row) return;
  const stage = stageOf(row, watch);
  const { told_stage: told, due_at: dueAt } = row;
  if (stage === null) {
    if (told === null) return;
    if (told !== 'low') await tell('filled');
    await tx.sql(noteTold, [tenant.botId, null, null]);
  } else if (stage !== told || dueAt === null || dueAt <= at) {
    await tell(stage);
    await tx.sql(noteTold, [tenant.botId, stage, nextOf(row, watch)]);
  }
}

function stageOf(row: Row, watch: WalletWatch): LowStage | null {
  const from = stillFrom(row, watch);
  if (from === undefined) return row.is_low ? 'low' : null;
  return from <= watch.at.getTime() ? 'still' : 'stopped';
}

/** When the bot stands still (ms); undefined: it sells. */
const stillFrom = ({ sales_stopped_at: stoppedAt }: Row, { graceHours }: WalletWatch): number | undefined =>
  stoppedAt === null ? undefined : stoppedAt.getTime() + graceHours * hourMs;

/** In a day, or when it gets worse before. */
function nextOf(row: Row, watch: WalletWatch): Date {
  const tomorrow = watch.at.getTime() + dayMs;
  const from = stillFrom(row, watch) ?? tomorrow;
  return new Date(from > watch.at.getTime() ? Math.min(from, tomorrow) : tomorrow);
}
