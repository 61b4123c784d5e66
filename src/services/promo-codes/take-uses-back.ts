import { dayOf } from '#platform/calendar.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { notify } from '../notices/notify.js';
import { readTerms } from '../orders/terms.js';

/** A use of a code by a person, who is locked, and when it was. */
interface UseTakenBack {
  readonly useId: string;
  readonly userId: string;
  readonly at: Date;
}

const lockCodes = `
  select from promocodes where bot_id = $1 and id in (
    select code_id from promo_code_uses where bot_id = $1 and id = any($2::bigint[]))
  order by promocodes.id for no key update`;
const markBack = `
  update promo_code_uses set taken_back_at = now(), updated_at = clock_timestamp()
  where bot_id = $1 and id = $2 and taken_back_at is null returning code_id::text as "codeId"`;
const countBack = `
  update promocodes set use_count = greatest(0, use_count - 1),
    day_count = greatest(0, day_count - case when counted_day = $3::date then 1 else 0 end), updated_at = clock_timestamp()
  where bot_id = $1 and id = $2`;

/** A code of which a use does not count any more, and the day of that use by the bot's clocks. */
interface Uncounted {
  readonly codeId: string;
  readonly day: string;
}

/**
 * The panel refuses for good what these uses gave: they do not count any more, so that whoever used the code can use it again, and
 * they and the admins are told; once a use. Codes are locked after people and before orders and subscriptions, and returned for
 * `countUsesBack`.
 */
export async function takeUsesBack(
  tenant: Tenant,
  tx: Tx,
  uses: readonly UseTakenBack[],
): Promise<Uncounted[]> {
  if (uses.length === 0) return [];
  const uncounted: Uncounted[] = [];
  const { botId } = tenant;
  await tx.sql(lockCodes, [botId, uses.map(({ useId }) => useId)]);
  const { values } = await readTerms(tenant, tx);
  for (const { useId, userId, at } of uses) {
    const [marked] = await tx.sql<{ codeId: string }>(markBack, [botId, useId]);
    if (!marked) continue;
    uncounted.push({ codeId: marked.codeId, day: dayOf(at.getTime(), values.time_zone) });
    const about = { user_id: userId, use_id: useId };
    await notify(tenant, tx, { kind: 'promo_code_returned', about });
    await notify(tenant, tx, { kind: 'promo_code_failed', about: { use_id: useId } });
  }
  return uncounted;
}

/** Writes the counts, at last: who makes codes has locked the bot and waits for a code that is written, not for one that is locked. */
export async function countUsesBack(
  { botId }: Tenant,
  tx: Tx,
  uncounted: readonly Uncounted[],
): Promise<void> {
  for (const { codeId, day } of uncounted) await tx.sql(countBack, [botId, codeId, day]);
}
