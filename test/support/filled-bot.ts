import { randomBytes } from 'node:crypto';
import { publishBot } from '#services/bots/publish-bot.js';
import type { Operation } from '../../scripts/fuzz/operations.js';
import { buildRowOfEachTable } from '../factories/row-of-each-table.js';
import { buildUser } from '../factories/user.js';
import { ownerQuery } from './database.js';
import type { AdminApi } from './open-admin-api.js';

/** A bot with rows of every kind, whose texts carry `mark`. */
export interface FilledBot {
  readonly botId: string;
  readonly mark: string;
  readonly apiToken: string;
  /** Of Telegram. */
  readonly token: string;
}

const amount = 12_345;

/** Makes such a bot, known to Telegram, with a running subscription. */
export async function fillBot({ side }: AdminApi): Promise<FilledBot> {
  const mark = `mark${randomBytes(6).toString('hex')}`;
  const { token, username } = side.telegram.addBot();
  const { tenant, apiToken } = await buildRowOfEachTable({ mark, amount }, { token, username });
  await publishBot(tenant, side.jobs, 'polling');
  await side.directory.refresh();
  for (const name of ['Sara', 'Reza', 'Olga']) await buildUser(tenant, { firstName: `${name} ${mark}` });
  await ownerQuery(`update subscriptions set status = 'active' where bot_id = $1`, [tenant.botId]);
  // What the panel does not take would be taken back by the fleet itself.
  await ownerQuery('delete from promotion_deliveries where bot_id = $1', [tenant.botId]);
  // By day what is sent would go on by itself.
  await ownerQuery(
    `update personal_offer_sendings set state = 'stopped', ended_at = now() where bot_id = $1 and state = 'running'`,
    [tenant.botId],
  );
  return { botId: tenant.botId, mark, apiToken, token };
}

/** What the ids of lists are looked for with. */
type Place = Pick<Operation, 'method' | 'path'>;

/** Ids of what lists show, by the name that the path below has for one of them: `plan_id` from `GET …/plans`. */
export async function idsOf(
  api: AdminApi,
  operations: readonly Place[],
  botId: string,
): Promise<Record<string, string[]>> {
  const pools: Record<string, string[]> = {};
  for (const { method, path } of operations) {
    const [, list, name] = /^(.*\/\w[\w-]*)\/\{(\w+)\}$/.exec(path) ?? [];
    const hasList = operations.some((one) => one.path === list && one.method === 'GET');
    if (!list || !name || name === 'bot_id' || method !== 'GET' || !hasList) continue;
    // A list of one of many: which one it is would have to be known before.
    if (list.replace('{bot_id}', '').includes('{')) continue;
    const { body } = await api.call('GET', list.replace('{bot_id}', botId));
    const items = body.items as Readonly<Record<string, unknown>>[];
    pools[name] = items.map((item) => String(item[name] ?? item.id ?? item.key ?? item.kind));
    const { body: first } = await api.call('GET', `${list.replace('{bot_id}', botId)}?limit=1`);
    if (typeof first.next_cursor === 'string')
      pools.cursor = [...(pools.cursor ?? []), String(first.next_cursor)];
  }
  return pools;
}

/** What the fleet does with any bot by itself: connecting it, and sending what is owed. */
const machinery = ['bot_connections', 'bot_maintenance', 'maintenance_askers', 'outbox', 'processed_updates'];

/** All rows of a bot, one hash a table; when the next word about a subscription is due, the fleet plans by itself. */
export async function rowHashes(botId: string): Promise<Map<string, string>> {
  const tables = await ownerQuery<{ name: string }>(
    `select c.table_name as name from information_schema.columns c join information_schema.tables t
       using (table_schema, table_name)
     where table_schema = 'public' and c.column_name = 'bot_id' and t.table_type = 'BASE TABLE' order by 1`,
  );
  const hashes = new Map<string, string>();
  for (const { name } of [...tables, { name: 'bots' }].filter((one) => !machinery.includes(one.name))) {
    const [row] = await ownerQuery<{ hash: string }>(
      `select coalesce(md5(string_agg(words, ',' order by words)), '') as hash
       from (select (to_jsonb(own) - 'word_at')::text as words from "${name}" own
         where "${name === 'bots' ? 'id' : 'bot_id'}" = $1) as rows`,
      [botId],
    );
    hashes.set(name, row?.hash ?? '');
  }
  return hashes;
}
