import type { CallbackAnswer, MessageView, Person, PersonMessage } from '../../scripts/sandbox/telegram.js';
import { newCustomer, type Customer } from './bot/customer.js';
import { openBotDriver } from './bot/drive-bot.js';
import { ownerQuery } from './database.js';

export type HelpDesk = Awaited<ReturnType<typeof openHelpDesk>>;

/** What staff or people send. */
export type Said = Exclude<PersonMessage, string>;

/** A bot whose staff help in a group, and a person who asks, played through a stand-in for Telegram. */
export async function openHelpDesk({
  isBasic = false,
  isForum = !isBasic,
  hasGroup = true,
}: { readonly isBasic?: boolean; readonly isForum?: boolean; readonly hasGroup?: boolean } = {}) {
  const driver = await openBotDriver();
  const { telegram } = driver;
  const reza = telegram.person({ firstName: 'Reza' });
  const mina = telegram.person({ firstName: 'Mina' });
  const bot = await driver.addBot({ defaultLanguage: 'en' });
  const { botId, token } = bot;
  const group = telegram.addGroup({
    ...{ isBasic, isForum, title: 'Desk', owner: reza, members: [mina], adminBots: [token] },
  });
  if (hasGroup) await ownerQuery('update bots set admin_chat_id = $2 where id = $1', [botId, group]);
  await ownerQuery(`insert into bot_admins (bot_id, telegram_id, role) values ($1, $2, 'owner')`, [
    botId,
    reza.id,
  ]);
  await bot.configure({ ticket_rating: false });
  await bot.switchOn('support_tickets');
  const sara = await newCustomer(driver, bot);
  const settled = async (): Promise<void> => {
    await bot.takeIn();
    await driver.settle();
  };
  const inGroup = (chatId = group): MessageView[] =>
    telegram.chat(token, chatId).filter(({ isDeleted, raw }) => !isDeleted && !isService(raw));
  const lastTopic = (chatId = group) => telegram.topics(chatId).at(-1);
  return {
    ...{ driver, bot, group, reza, mina, sara, settled, inGroup },
    /** The topics of the group that are there. */
    topics: (chatId = group) => telegram.topics(chatId),
    /** What the bot posted in a topic, the last one unless it is said, oldest first. */
    shown: (threadId = lastTopic()?.id): MessageView[] =>
      inGroup().filter((message) => message.from === 'bot' && message.threadId === threadId),
    /** Opens a ticket, of Sara unless another person is named; returns its number. */
    open: async (
      title = 'It does not work',
      said: PersonMessage = 'Since today',
      who: Customer = sara,
    ): Promise<string> => {
      await openTicket(who, title, said);
      return lastTicket(botId);
    },
    /** Staff write into the topic of the last ticket, or where it is said. */
    says: async (person: Person, said: Said | string): Promise<number> => {
      const content = typeof said === 'string' ? { text: said } : said;
      const place = { chatId: group, ...(lastTopic() && { threadId: lastTopic()!.id }) };
      await bot.send(person, { ...place, ...content } as PersonMessage);
      return telegram.chat(token, content.chatId ?? group).at(-1)!.id;
    },
    /** Staff press a button in the group, on the last message that has it. */
    taps: async (person: Person, button: string, chatId = group): Promise<CallbackAnswer> => {
      const holder = inGroup(chatId).findLast(({ buttons }) =>
        buttons.flat().some(({ text, data }) => text === button || data?.split(':')[0] === button),
      );
      const data = holder?.buttons
        .flat()
        .find((one) => one.text === button || one.data?.split(':')[0] === button)?.data;
      if (!holder || data === undefined) throw new Error(`no message of the group has the button ${button}`);
      const tap = telegram.tap(token, person, { messageId: holder.id, button: data, chatId });
      await settled();
      return tap.answered;
    },
    /** What the person reads of support, oldest first. */
    answers: (): MessageView[] =>
      bot.said(sara.person).filter(({ text, replyToId, media, photo, document, threadId }) => {
        const isMedia = media !== undefined || photo !== undefined || document !== undefined;
        return (
          (text.startsWith('💬 Support') && text !== '💬 Support') || (isMedia && !replyToId && !threadId)
        );
      }),
    ticket: async (id: string) =>
      (await ownerQuery<Record<string, unknown>>('select * from tickets where id = $1', [id]))[0]!,
  };
}

async function openTicket(
  { bot, person, taps }: Customer,
  title: string,
  said: PersonMessage,
): Promise<void> {
  await bot.send(person, '/menu');
  await taps('💬 Support');
  await taps('✍️ New ticket');
  await bot.send(person, title);
  await bot.send(person, said);
}

async function lastTicket(botId: string): Promise<string> {
  const [row] = await ownerQuery<{ id: string }>(
    'select id::text from tickets where bot_id = $1 order by tickets.id desc limit 1',
    [botId],
  );
  return row!.id;
}

const isService = (raw: Readonly<Record<string, unknown>>): boolean =>
  Object.keys(raw).some((field) => field.startsWith('forum_topic_') || field.startsWith('migrate_'));
