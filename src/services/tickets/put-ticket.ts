import { chatNumber } from '#jobs/catalog/ids.js';
import { enqueue } from '#jobs/enqueue.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { findReviewers } from '../notices/find-reviewers.js';
import { noteDue } from './note-due.js';

/** How many messages a chat of staff that has not seen a ticket yet is shown of it. */
export const shownAnew = 10;

const deskOf = `coalesce((
    select config_value #>> '{}' from bot_configurations
    where bot_id = $1 and config_key = 'ticket_group_id' and config_value #>> '{}' ~ '^-[0-9]{5,16}$'),
    case when bot.admin_chat_id < 0 then bot.admin_chat_id::text end)`;
const places = `
  select person.telegram_id::text as "personChatId", person.status <> 'deleted' as "isThere", ${deskOf} as "deskChatId"
  from tickets ticket
    join users person on person.bot_id = $1 and person.id = ticket.user_id
    join bots bot on bot.id = $1
  where ticket.bot_id = $1 and ticket.id = $2`;
const addCard = `
  insert into ticket_copies (bot_id, ticket_id, kind, chat_id) values ($1, $2, 'card', $3)
  on conflict (bot_id, ticket_id, chat_id) where kind = 'card' do nothing
  returning id::text`;
// What is older than the newest that a chat has was left out on purpose, and comes no more.
const addToDesk = `
  with latest as (
    select coalesce(max(message_row_id), 0) as id from ticket_copies
    where bot_id = $1 and ticket_id = $2 and chat_id = $3
  ), shown as (
    select message.id from ticket_messages message, latest
    where message.bot_id = $1 and message.ticket_id = $2 and message.id > latest.id
      and message.source_chat_id is distinct from $3::bigint
    order by message.id desc limit case when (select id from latest) = 0 then $4::int end
  )
  insert into ticket_copies (bot_id, ticket_id, message_row_id, kind, chat_id)
  select $1, $2, id, 'message', $3 from shown order by shown.id
  on conflict (bot_id, message_row_id, chat_id) where message_row_id is not null do nothing
  returning id::text`;
const addToPerson = `
  with latest as (
    select coalesce(max(message_row_id), 0) as id from ticket_copies
    where bot_id = $1 and ticket_id = $2 and chat_id = $3
  )
  insert into ticket_copies (bot_id, ticket_id, message_row_id, kind, chat_id)
  select $1, $2, message.id, 'message', $3 from ticket_messages message, latest
  where message.bot_id = $1 and message.ticket_id = $2 and message.author = 'staff' and message.id > latest.id
  order by message.id
  on conflict (bot_id, message_row_id, chat_id) where message_row_id is not null do nothing
  returning id::text`;
// A job that has begun made its message of what was before; so one that is under way is put again as well.
const outdated = `
  select copy.id::text, copy.chat_id::text as "chatId"
  from ticket_copies copy
    join tickets ticket on ticket.bot_id = $1 and ticket.id = copy.ticket_id
    left join ticket_messages message on message.bot_id = $1 and message.id = copy.message_row_id
  where copy.bot_id = $1 and copy.ticket_id = $2 and copy.lost_reason is null and copy.chat_id <> $3
    and coalesce(message.revision, ticket.revision) > greatest(copy.shown_revision, 1)
  order by copy.id`;

interface Place {
  readonly personChatId: string;
  readonly isThere: boolean;
  readonly deskChatId: string | null;
}

/** The group in which staff of a bot help: that of its setting, else that of its admins; undefined: there is none, and they do it in private. */
export async function readDeskChat({ botId }: Tenant, tx: Tx): Promise<string | undefined> {
  const [row] = await tx.sql<{ id: string | null }>(deskChat, [botId]);
  return row?.id ?? undefined;
}

const deskChat = `select ${deskOf} as id from bots bot where bot.id = $1`;

/**
 * Brings what people and staff see of a ticket in line with it, in the open transaction, the ticket being locked: what was written is to be
 * shown on the other side, in the order in which it was written, and what was edited is put again. Notes go to staff alone. Called
 * after each change; calling it again enqueues nothing new.
 */
export async function putTicket(
  tenant: Tenant,
  tx: Tx,
  { ticketId }: { readonly ticketId: string },
): Promise<void> {
  const { botId } = tenant;
  await noteDue(tenant, tx, { ticketId });
  const [place] = await tx.sql<Place>(places, [botId, ticketId]);
  if (!place) return;
  const { personChatId, isThere, deskChatId } = place;
  const again = await tx.sql<{ id: string; chatId: string }>(outdated, [
    botId,
    ticketId,
    isThere ? 0 : personChatId,
  ]);
  for (const { id, chatId } of again) await put(tenant, id, chatId);
  const desks =
    deskChatId === null ? (await findReviewers(tenant, tx)).map(({ chatId }) => chatId) : [deskChatId];
  // Staff who ask themselves see their ticket as any person.
  for (const chatId of desks)
    if (chatId !== personChatId) await showTicketTo(tenant, tx, { ticketId, chatId });
  if (isThere) await add(tenant, tx, { statement: addToPerson, ticketId, chatId: personChatId });
}

/** A chat of staff is shown a ticket, in the open transaction: the card, and what it has not seen of its last messages. */
export async function showTicketTo(
  tenant: Tenant,
  tx: Tx,
  { ticketId, chatId }: { readonly ticketId: string; readonly chatId: string },
): Promise<void> {
  await add(tenant, tx, { statement: addCard, ticketId, chatId });
  await add(tenant, tx, { statement: addToDesk, ticketId, chatId }, shownAnew);
}

async function add(
  tenant: Tenant,
  tx: Tx,
  { statement, ticketId, chatId }: Readonly<Record<'chatId' | 'statement' | 'ticketId', string>>,
  ...more: unknown[]
): Promise<void> {
  const rows = await tx.sql<{ id: string }>(statement, [tenant.botId, ticketId, chatId, ...more]);
  // A statement returns its rows in no order that it promises; numbers rise in the order of the messages.
  const ids = rows.map(({ id }) => id).toSorted((one, other) => Number(BigInt(one) - BigInt(other)));
  for (const id of ids) await put(tenant, id, chatId);
}

/** A number that Telegram gives to nobody is nobody's address. */
async function put(tenant: Tenant, id: string, chatId: string): Promise<void> {
  if (chatNumber.safeParse(chatId).success)
    await enqueue(tenant, 'ticket.put', { chat_id: chatId, row_id: id });
}
