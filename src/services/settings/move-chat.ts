import { enqueue } from '#jobs/enqueue.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { operator } from '../access/actor.js';
import { announceBotChange } from '../bots/bot-changes.js';
import { lockBot } from '../bots/lock-bot.js';
import type { SettingKey } from './catalog.js';
import { noteChanges } from './history.js';

/** A group and the supergroup that it became. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

/** Settings that name a chat by its number; a test finds them in the catalogue. */
export const chatSettings: readonly SettingKey[] = ['channel_id', 'ticket_group_id'];

const remember = `
  insert into conversations (bot_id, chat_id, data) values ($1, $2, jsonb_build_object('moved_to', $3::text))
  on conflict (bot_id, chat_id) do update set data = conversations.data || excluded.data, updated_at = now()
  where conversations.data ->> 'moved_to' is distinct from $3::text`;
// The row's time is the revision that the fleet follows.
const moveColumns = `
  update bots set updated_at = clock_timestamp(),
    admin_chat_id = case admin_chat_id when $2 then $3 else admin_chat_id end,
    notification_group_id = case notification_group_id when $2 then $3 else notification_group_id end
  where id = $1 and $2::bigint in (admin_chat_id, notification_group_id)
  returning id`;
const moveSettings = `
  with moved as (
    update bot_configurations set config_value = to_jsonb($3::text), updated_at = clock_timestamp()
    where bot_id = $1 and config_key = any($4::text[]) and config_value = to_jsonb($2::text)
    returning config_key
  ), touched as (
    update bots set updated_at = clock_timestamp() where id = $1 and exists (select from moved)
  )
  select config_key as key from moved`;

// The lists that name chats: each entry of the old number has the new one.
const moveLists = `
  with moved as (
    update bot_configurations set updated_at = clock_timestamp(), config_value = (
      select jsonb_agg(case entry ->> 'chat' when $2 then entry || jsonb_build_object('chat', $3::text) else entry end
        order by place)
      from jsonb_array_elements(config_value) with ordinality as listed (entry, place))
    where bot_id = $1 and config_key = 'required_channels'
      and config_value @> jsonb_build_array(jsonb_build_object('chat', $2::text))
    returning config_key
  ), touched as (
    update bots set updated_at = clock_timestamp() where id = $1 and exists (select from moved)
  )
  select config_key as key from moved`;

/** The same as `moveChatIn`, in a scope of its own. */
export const moveChat = (tenant: Tenant, move: Move): Promise<void> =>
  tenant.db((tx) => moveChatIn(tenant, tx, move));

/**
 * A group became a supergroup: all that names it in the bot's row and settings follows, the fleet hears of it at once,
 * and messages that wait for the old number find the new one by `followChat`. Doing it again changes nothing.
 */
export async function moveChatIn(tenant: Tenant, tx: Tx, { from, to }: Move): Promise<void> {
  const { botId } = tenant;
  await lockBot(tenant, tx);
  await tx.sql(remember, [botId, from, to]);
  const columns = await tx.sql(moveColumns, [botId, from, to]);
  const named = await tx.sql<{ key: string }>(moveSettings, [botId, from, to, chatSettings]);
  const listed = await tx.sql<{ key: string }>(moveLists, [botId, from, to]);
  const settings = [...named, ...listed];
  if (columns.length === 0 && settings.length === 0) return;
  const changes = settings.map(({ key }) => ({ key, before: from, after: to }));
  await noteChanges(tenant, tx, { kind: 'setting', changes, actor: operator });
  tx.afterCommit(() => announceBotChange(botId));
  await enqueue(tenant, 'bot.publish', {});
}

const findMove = `select data ->> 'moved_to' as "to" from conversations where bot_id = $1 and chat_id = $2`;

/** Numbers of supergroups and channels are below this; groups of the old kind, which alone can move, are above. */
const supergroups = -1_000_000_000_000;

/** Where a chat is now: the supergroup that a group became, else itself. Opens a scope for groups of the old kind only. */
export async function followChat(tenant: Tenant, chatId: string): Promise<string> {
  if (Number(chatId) >= 0 || Number(chatId) < supergroups) return chatId;
  const [row] = await tenant.db((tx) => tx.sql<{ to: string | null }>(findMove, [tenant.botId, chatId]));
  return row?.to ?? chatId;
}
