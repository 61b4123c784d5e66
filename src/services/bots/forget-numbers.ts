import type { Tx } from '#tenancy/scope.js';

/** Numbers that a bot's rows have of its messages at Telegram, and how they are forgotten up to an instant ($2). */
export interface Forgetting {
  readonly table: string;
  /** Those that hold such numbers. */
  readonly columns: readonly string[];
  readonly text: string;
  /** Numbers of what came in: the first time is enough, since nothing more comes of the bot of before. */
  readonly isOnce?: true;
}

/**
 * All that a bot's rows know of numbers which are another bot's once the bot is another one at Telegram; a test holds them against the columns of the
 * database. In private chats and in groups of the old kind each bot counts messages by itself. A supergroup (its number is below
 * -1000000000000) counts for everybody: who wrote what there, and topics, stay. What a bot has sent, only that bot can change, so that is
 * forgotten everywhere. Of what was posted for people, they were shown it; all else is to be shown anew.
 */
export const forgettings: readonly Forgetting[] = [
  {
    table: 'card_review_messages',
    columns: ['message_id'],
    text: 'delete from card_review_messages where bot_id = $1 and updated_at <= $2',
  },
  {
    table: 'card_to_card_payments',
    columns: ['message_id'],
    text: `update card_to_card_payments set message_id = null where bot_id = $1 and message_id is not null and updated_at <= $2`,
  },
  {
    table: 'conversations',
    columns: ['data'],
    text: `update conversations set data = data #- '{afterword,finishedBy}'
      where bot_id = $1 and data #> '{afterword,finishedBy}' is not null and updated_at <= $2`,
  },
  {
    table: 'gateway_payments',
    columns: ['message_id'],
    text: `update gateway_payments set message_id = null where bot_id = $1 and message_id is not null and updated_at <= $2`,
  },
  {
    table: 'processed_updates',
    columns: ['update_id'],
    text: 'delete from processed_updates where bot_id = $1 and processed_at <= $2',
    isOnce: true,
  },
  {
    table: 'ticket_copies',
    columns: ['message_id', 'rest_message_ids'],
    text: `delete from ticket_copies as copy using tickets as ticket, users as person
      where copy.bot_id = $1 and copy.updated_at <= $2 and ticket.bot_id = $1 and ticket.id = copy.ticket_id
        and person.bot_id = $1 and person.id = ticket.user_id and person.telegram_id <> copy.chat_id`,
  },
  {
    table: 'ticket_copies',
    columns: ['message_id', 'rest_message_ids'],
    // Nothing more is changed of what the bot of before has shown: no revision is as high.
    text: `update ticket_copies set message_id = null, rest_message_ids = '{}',
        shown_revision = case when shown_revision = 0 then 0 else 2147483647 end
      where bot_id = $1 and message_id is not null and updated_at <= $2`,
  },
  {
    table: 'ticket_messages',
    columns: ['source_message_id'],
    text: `update ticket_messages set source_chat_id = null, source_message_id = null
      where bot_id = $1 and source_chat_id >= -1000000000000 and created_at <= $2`,
  },
  {
    table: 'zarinpal_payments',
    columns: ['message_id'],
    text: `update zarinpal_payments set message_id = null where bot_id = $1 and message_id is not null and updated_at <= $2`,
  },
];

/** Forgets them up to now, in the transaction in which the bot becomes another one. */
export async function forgetNumbers(tx: Tx, botId: string): Promise<void> {
  // Once in years, over all that a bot has: the half minute of other statements may not suffice.
  await tx.sql("select set_config('statement_timeout', '10min', true)");
  for (const { text } of forgettings) await tx.sql(text, [botId, 'infinity']);
}

/**
 * Forgets once more what was noted until an instant: a process that had not heard yet who the bot is may have spoken for the one of
 * before. Doing it again later changes nothing.
 */
export async function forgetLateNumbers(tx: Tx, botId: string, until: Date): Promise<void> {
  for (const { text, isOnce } of forgettings) if (!isOnce) await tx.sql(text, [botId, until]);
}
