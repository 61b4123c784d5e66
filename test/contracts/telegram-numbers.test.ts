import { expect } from 'chai';
import { forgettings } from '#services/bots/forget-numbers.js';
import { settingKeys } from '#services/settings/catalog.js';
import { ownerQuery } from '../support/database.js';

/*
 * Telegram numbers messages, updates and files for each bot by itself. A bot can be given the token of another one: what such a column has is
 * then forgotten (`services/bots/forget-numbers`), or it stands here why it may stay.
 */

/** Names of columns that hold such numbers. */
const ofTelegram =
  /(?:^|_)(?:message|topic|thread|update|file|album|media|photo|picture|callback)(?:_unique)?_ids?$/;

/** Columns that may keep what they have → why. */
const kept: Readonly<Record<string, string>> = {
  'bots.admin_topic_id': 'a topic has its number from its supergroup, whoever speaks there',
  'bots.card_receipt_topic_id': 'a topic has its number from its supergroup, whoever speaks there',
  'bots.notification_topic_id': 'a topic has its number from its supergroup, whoever speaks there',
  'card_receipts.file_id':
    'reviewers are told of a part that cannot be shown; it is right again when the bot of before comes back',
  'card_receipts.file_unique_id': 'a file has it wherever it is sent',
  'card_to_card_payments.receipt_image_file_id': 'programs read it, and nothing is sent by it',
  'ticket_messages.album_id':
    'tells parts of a ticket that go together; whose they are is found with the chat, which is forgotten',
  'ticket_messages.file_id':
    'that it cannot be shown is said in its place; it is right again when the bot of before comes back',
  'ticket_messages.file_unique_id': 'a file has it wherever it is sent',
  'tickets.desk_topic_id': 'a topic has its number from its supergroup, whoever speaks there',
  'tickets.desk_turn_message_id': 'a message of a supergroup, which has topics, has its number from there',
};

/** Columns of other names that hold them. */
const otherNames = ['conversations.data'];

describe('numbers that Telegram counts for each bot', () => {
  it('are all known to the change of the bot', async () => {
    const rows = await ownerQuery<{ name: string }>(
      `select table_name || '.' || column_name as name from information_schema.columns
       where table_schema = 'public' order by 1`,
    );
    const names = rows.map(({ name }) => name);
    const found = names.filter((name) => ofTelegram.test(name.slice(name.indexOf('.') + 1)));
    const forgotten = forgettings.flatMap(({ table, columns }) =>
      columns.map((column) => `${table}.${column}`),
    );
    expect([...new Set(forgotten)].filter((name) => !names.includes(name))).to.eql([]);
    const known = [...new Set([...forgotten, ...Object.keys(kept)])].filter(
      (name) => !otherNames.includes(name),
    );
    expect(found, 'forget it in services/bots/forget-numbers, or say here why it may stay').to.have.members(
      known,
    );
  });

  it('are in no setting but the picture of the menu, which goes when Telegram does not take it, and topics', () => {
    const found = settingKeys.filter((key) => ofTelegram.test(key) && !key.endsWith('_topic_id'));
    expect(found).to.eql(['logo_file_id']);
  });
});
