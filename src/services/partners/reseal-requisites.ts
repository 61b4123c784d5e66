import type { Vault } from '#platform/secrets.js';
import type { Tx } from '#tenancy/scope.js';
import { openRequisites, sealRequisites } from './seal-requisites.js';

interface Row {
  readonly id: string;
  readonly bot_id: string;
  readonly sealed: string;
}

const readAfter = `
  select id::text, bot_id::text, requisites_sealed as sealed from partner_payouts as payout
  where (bot_id, id) > ($1::bigint, $2::bigint) and requisites_sealed is not null
  order by payout.bot_id, payout.id limit 500 for update`;
const write = `
  update partner_payouts as payout set requisites_sealed = fresh.sealed
  from unnest($1::bigint[], $2::bigint[], $3::text[]) as fresh (bot_id, id, sealed)
  where payout.bot_id = fresh.bot_id and payout.id = fresh.id`;

/**
 * Seals the requisites of all bots' payouts under another APP_SECRET; resolves to how many. Those that are sealed under it already stay.
 * Throws, in a line for the operator, when one is sealed under neither.
 */
export async function resealRequisites(
  tx: Tx,
  { present, next }: { readonly present: Vault; readonly next: Vault },
): Promise<number> {
  let all = 0;
  let last: readonly string[] = ['0', '0'];
  for (;;) {
    const rows = await tx.sql<Row>(readAfter, last);
    const end = rows.at(-1);
    if (!end) return all;
    last = [end.bot_id, end.id];
    const fresh = rows.flatMap((row) => {
      const requisites = clearOf(row, present, next);
      const { bot_id: botId, id: payoutId } = row;
      return requisites === undefined
        ? []
        : [{ botId, payoutId, sealed: sealRequisites(next, { botId, payoutId, requisites }) }];
    });
    await tx.sql(write, [
      fresh.map(({ botId }) => botId),
      fresh.map(({ payoutId }) => payoutId),
      fresh.map(({ sealed }) => sealed),
    ]);
    all += fresh.length;
  }
}

/** The requisites of a row; undefined when they are sealed under the new secret. */
function clearOf(row: Row, present: Vault, next: Vault): string | undefined {
  const requisites = opened(present, row);
  if (requisites !== undefined) return requisites;
  if (opened(next, row) !== undefined) return undefined;
  throw new Error(
    `the requisites of payout ${row.id} of bot ${row.bot_id} are sealed under neither APP_SECRET nor NEW_APP_SECRET; set ` +
      'APP_SECRET to the secret that the fleet ran with. Nothing was changed',
  );
}

function opened(vault: Vault, { bot_id: botId, id: payoutId, sealed }: Row): string | undefined {
  try {
    return openRequisites(vault, { botId, payoutId, sealed });
  } catch {
    return undefined;
  }
}
