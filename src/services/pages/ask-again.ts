import { PermanentError } from '#platform/errors.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { lockBot } from '../bots/lock-bot.js';
import type { AcceptedKind } from '../settings/page-texts.js';
import { tellFleetOfPages } from './tell-fleet.js';

const readStanding = `
  select page.version, version.texts <> '{}'::jsonb as has_text, coalesce((
    select config_value = 'true'::jsonb from bot_configurations
    where bot_id = $1 and config_key = $2 || '_required'), false) as is_required
  from (select $2::text as kind) wanted
  left join pages page on page.bot_id = $1 and page.kind = wanted.kind
  left join page_versions version
    on version.bot_id = $1 and version.kind = page.kind and version.number = page.version`;
const demand = `
  update pages set demanded_version = version, demanded_at = clock_timestamp(), updated_at = clock_timestamp()
  where bot_id = $1 and kind = $2`;

/**
 * Asks everybody again: from now on each person must have accepted the present version of a text, and who has not is asked before they go
 * on. Returns that version. Throws PermanentError 'page.not_required' (nobody has to accept it), 'page.no_text' (there is
 * nothing to accept) and 'bot.unknown'.
 */
export async function askAgain(tenant: Tenant, tx: Tx, kind: AcceptedKind): Promise<number> {
  await lockBot(tenant, tx);
  const [row] = await tx.sql<{ version: number | null; has_text: boolean | null; is_required: boolean }>(
    readStanding,
    [tenant.botId, kind],
  );
  if (!row?.is_required) throw new PermanentError('page.not_required');
  if (row.version === null || !row.has_text) throw new PermanentError('page.no_text');
  await tx.sql(demand, [tenant.botId, kind]);
  await tellFleetOfPages(tenant, tx);
  return row.version;
}
