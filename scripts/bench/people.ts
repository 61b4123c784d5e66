import type { TestFleet } from '../../test/support/processes/fleet.js';

/** What a person does: writes for the first time, taps a button, or sends a command. */
export type Deed = 'start' | 'tap' | 'command';

/**
 * In turn, so that any five updates have the same mix: 80 % of known people, who tap and write alike; 20 % of people whom
 * nobody has met.
 */
const deeds: readonly Deed[] = ['tap', 'command', 'start', 'tap', 'command'];

/** So many that each of them is met about twice a minute: Telegram's limit of a chat holds none of them back. */
const knownPeople = 12_000;
const firstKnown = 6_000_000_000;
const firstNew = 5_000_000_000;

/** A person's update, and which of the bots it is for. */
export interface PersonalUpdate {
  readonly bot: number;
  readonly chatId: string;
  readonly body: string;
}

/**
 * Gives each list of bots its known people, dealt out in turn: registered, at the menu. They count as seen a moment ago all
 * the time, as people do from their second tap on.
 */
export async function fillPeople(
  { query }: Pick<TestFleet, 'query'>,
  botLists: readonly (readonly string[])[],
): Promise<void> {
  for (const bots of botLists)
    await query(
      `with person as (
         select ($1::bigint[])[1 + n % array_length($1::bigint[], 1)] as bot_id, $2::bigint + n as telegram_id
         from generate_series(0, $3::int - 1) as n
       ), known as (
         insert into users (bot_id, telegram_id, first_name, language, referral_code, language_chosen_at,
           rules_accepted_at, registered_at, last_seen_at)
         select bot_id, telegram_id, 'Person ' || telegram_id, 'en', 'known' || telegram_id, now(), now(), now(),
           now() + interval '1 day'
         from person returning id, bot_id, telegram_id
       )
       insert into conversations (bot_id, chat_id, user_id, state, data)
       select bot_id, telegram_id, id, 'idle', '{}' from known`,
      [bots, firstKnown, knownPeople],
    );
  await query('analyze users, conversations');
}

const count = { updates: 0, known: 0, fresh: 0 };

/** The next update of the mix for one of so many bots; each is the only one of its kind in this process. */
export function nextUpdate(bots: number): PersonalUpdate {
  const deed = deeds[count.updates % deeds.length] as Deed;
  count.updates += 1;
  const isNew = deed === 'start';
  const at = isNew ? count.fresh++ : count.known++ % knownPeople;
  const id = (isNew ? firstNew : firstKnown) + at;
  const from = { id, is_bot: false, first_name: `Person ${id}`, language_code: 'en' };
  const chat = { id, type: 'private', first_name: from.first_name };
  const update = { update_id: count.updates, ...contentOf(deed, { from, chat, id: count.updates }) };
  return { bot: at % bots, chatId: String(id), body: JSON.stringify(update) };
}

interface Sender {
  readonly from: object;
  readonly chat: object;
  readonly id: number;
}

function contentOf(deed: Deed, { from, chat, id }: Sender): object {
  const date = Math.floor(Date.now() / 1000);
  if (deed === 'tap') {
    const bot = { id: 1, is_bot: true, first_name: 'Bench' };
    // Of a message that was not tapped before: the same screen again would not be answered by an edit.
    const message = { message_id: id, date, from: bot, chat, text: 'Hello! What would you like to do?' };
    return {
      callback_query: { id: String(id), from, chat_instance: String(id), data: 'profile', message },
    };
  }
  const text = deed === 'start' ? '/start' : '/help';
  const entities = [{ type: 'bot_command', offset: 0, length: text.length }];
  return { message: { message_id: id, date, from, chat, text, entities } };
}
