import { PermanentError } from '#platform/errors.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { lockBot } from '../bots/lock-bot.js';
import { tellFleetOfPages } from './tell-fleet.js';

const listIds = 'select id::text from faq_entries where bot_id = $1 order by position, faq_entries.id';
const number = `
  update faq_entries set position = place.position, updated_at = clock_timestamp()
  from unnest($2::bigint[]) with ordinality as place (id, position)
  where faq_entries.bot_id = $1 and faq_entries.id = place.id and faq_entries.position <> place.position`;

/**
 * Puts a frequent question at a place of the list, from 1 on; a place beyond the end is the end. The others close up. Throws
 * PermanentError('resource.unknown').
 */
export async function moveFaqEntry(
  tenant: Tenant,
  tx: Tx,
  { entryId, position }: { readonly entryId: string; readonly position: number },
): Promise<void> {
  await lockBot(tenant, tx);
  const rows = await tx.sql<{ id: string }>(listIds, [tenant.botId]);
  const others = rows.map(({ id }) => id).filter((id) => id !== entryId);
  if (others.length === rows.length) throw new PermanentError('resource.unknown');
  await tx.sql(number, [tenant.botId, others.toSpliced(position - 1, 0, entryId)]);
  await tellFleetOfPages(tenant, tx);
}
