import { asFleet, type Tenant, type Tx } from '#tenancy/scope.js';
import type { NoticeContract } from './notice-contract.js';

const takeRow = 'delete from outbox where bot_id = $1 and id = $2 returning id';

/**
 * Runs `tell` for a notice in one transaction together with the end of its row in the outbox: whoever comes second, after a
 * crash or beside the first, finds no row, and nothing is told. Without a row (a person's retry of a failed job) it always
 * runs. Kinds that others than the bot tell see the rows of all bots.
 */
export function takeNotice(
  tenant: Tenant,
  { contract, outboxId }: { readonly contract: NoticeContract; readonly outboxId: string | undefined },
  tell: (tx: Tx) => Promise<void>,
): Promise<void> {
  const take = async (tx: Tx): Promise<void> => {
    if (outboxId !== undefined && (await tx.sql(takeRow, [tenant.botId, outboxId])).length === 0) return;
    await tell(tx);
  };
  const isOfFleet = contract.to.some((audience) => audience === 'owners' || audience === 'runners');
  return isOfFleet ? asFleet('tell of a bot in the master bot', take) : tenant.db(take);
}
