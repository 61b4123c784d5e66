import type { Tenant, Tx } from '#tenancy/scope.js';
import type { Actor } from '../access/actor.js';
import { pageOfSetting } from './page-texts.js';

/** So many versions of a text are kept, and all that anybody accepted. */
const keptVersions = 50;

const addVersions = `
  with written as (
    select key as kind, value as texts from jsonb_each($2::jsonb)
  ), page as (
    insert into pages (bot_id, kind, version) select $1, kind, 1 from written order by kind
    on conflict (bot_id, kind) do update set version = pages.version + 1, updated_at = clock_timestamp()
    returning kind, version
  )
  insert into page_versions (bot_id, kind, number, texts, actor_kind, actor_id, actor_name)
  select $1, page.kind, page.version, written.texts, $3, $4, $5 from page join written on written.kind = page.kind`;
const forgetOld = `
  delete from page_versions using pages
  where page_versions.bot_id = $1 and pages.bot_id = $1 and pages.kind = page_versions.kind
    and page_versions.kind = any($2::text[]) and page_versions.number <= pages.version - $3
    and not exists (
      select from page_acceptances accepted
      where accepted.bot_id = $1 and accepted.kind = page_versions.kind and accepted.version = page_versions.number)`;

/**
 * Keeps the texts among changed settings as new versions, in the transaction of the change and under the lock of the bot's row; `read`
 * gives a setting as it is from now on, undefined where it is not set. Other settings are left out.
 */
export async function keepPageVersions(
  tenant: Pick<Tenant, 'botId'>,
  tx: Tx,
  change: {
    readonly keys: readonly string[];
    readonly read: (key: string) => unknown;
    readonly actor: Actor;
  },
): Promise<void> {
  const texts = Object.fromEntries(
    change.keys.flatMap((key) => {
      const kind = pageOfSetting(key);
      return kind ? [[kind, change.read(key) ?? {}] as const] : [];
    }),
  );
  const kinds = Object.keys(texts);
  if (kinds.length === 0) return;
  const { kind, id, name } = change.actor;
  await tx.sql(addVersions, [tenant.botId, JSON.stringify(texts), kind, id, name]);
  await tx.sql(forgetOld, [tenant.botId, kinds, keptVersions]);
}
