import type { Tenant, Tx } from '#tenancy/scope.js';
import { putCopy } from './ticket-copies.js';
import type { Ticket } from './ticket-rows.js';

const settle = `
  update tickets set desk_chat_id = $3, desk_topic_id = $4, desk_topic_name = $5, desk_turn_message_id = null,
    desk_state = case when $4::bigint is null then 'plain' else 'topic' end
  where bot_id = $1 and id = $2`;

/** Where staff read a ticket from now on: in a topic of its own, or without one. */
export async function settleTicket(
  { botId }: Tenant,
  tx: Tx,
  place: {
    readonly ticketId: string;
    readonly chatId: string;
    readonly topic?: { readonly id: number; readonly name: string | null } | undefined;
  },
): Promise<void> {
  const { ticketId, chatId, topic } = place;
  await tx.sql(settle, [botId, ticketId, chatId, topic?.id ?? null, topic?.name ?? null]);
}

const rename = `
  update tickets set desk_topic_name = $3 where bot_id = $1 and id = $2 and desk_topic_id = $4`;

/** What the topic of a ticket is called in Telegram by now. */
export async function noteTopicName(
  { botId }: Tenant,
  tx: Tx,
  { id, deskTopicId }: Pick<Ticket, 'deskTopicId' | 'id'>,
  name: string,
): Promise<void> {
  await tx.sql(rename, [botId, id, name, deskTopicId]);
}

/** How many of its last messages a topic shows that is made anew. */
const shownAgain = 10;

const unsettle = `
  update tickets set desk_topic_id = null, desk_topic_name = null, desk_state = 'none'
  where bot_id = $1 and id = $2 and desk_topic_id = $3 returning desk_chat_id::text as "chatId"`;
const showAgain = `
  update ticket_copies set message_id = null, rest_message_ids = '{}', shown_revision = 0, menu = '', updated_at = clock_timestamp()
  where bot_id = $1 and ticket_id = $2 and chat_id = $3 and lost_reason is null and (kind = 'card' or id in (
    select id from ticket_copies
    where bot_id = $1 and ticket_id = $2 and chat_id = $3 and kind = 'message'
    order by ticket_copies.id desc limit ${shownAgain}))
  returning id::text`;

/** The topic of a ticket is gone: it is made anew, with the card and the last messages, each when it has its turn. */
export async function loseTopic(
  tenant: Tenant,
  tx: Tx,
  { id, deskTopicId }: Pick<Ticket, 'deskTopicId' | 'id'>,
): Promise<void> {
  const { botId } = tenant;
  const [gone] = await tx.sql<{ chatId: string }>(unsettle, [botId, id, deskTopicId]);
  if (!gone) return;
  const { chatId } = gone;
  const rows = await tx.sql<{ id: string }>(showAgain, [botId, id, chatId]);
  // Whichever comes first brings the card along, which then has a turn of its own for the name and state of the topic.
  for (const row of rows.toSorted((one, other) => Number(BigInt(one.id) - BigInt(other.id))))
    await putCopy(tenant, { id: row.id, chatId });
}

const unplace = `
  update tickets set desk_state = 'none' where bot_id = $1 and id = $2 and desk_chat_id = $3 and desk_state = 'plain'`;

/** What a group took of a ticket without a topic it takes no more: a topic is tried again when the next message has its turn. */
export async function losePlace(
  { botId }: Tenant,
  tx: Tx,
  { ticketId, chatId }: { readonly ticketId: string; readonly chatId: string },
): Promise<void> {
  await tx.sql(unplace, [botId, ticketId, chatId]);
}

const dropCard = `
  delete from ticket_copies where bot_id = $1 and ticket_id = $2 and chat_id = $3 and kind = 'card'`;

/** The card of a ticket is to be posted once more in a chat, below all that is there; the old one has buttons that go on working. */
export async function showAnew(
  { botId }: Tenant,
  tx: Tx,
  { ticketId, chatId }: { readonly ticketId: string; readonly chatId: string },
): Promise<void> {
  await tx.sql(dropCard, [botId, ticketId, chatId]);
}
