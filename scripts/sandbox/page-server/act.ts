import { z } from 'zod';
import {
  sendAsPerson,
  setBlocked,
  tapAsPerson,
  type PersonMessage,
  type SendPlace,
} from '../telegram/act-as-person.js';
import type { Core } from '../telegram/core.js';
import { isAdmin, isPresent } from '../telegram/find-chat.js';
import { setMember } from '../telegram/groups.js';
import { payInvoice, payInvoiceLink } from '../telegram/payments.js';
import { turnTopic } from '../telegram/service-messages.js';
import type { BotAccount, Chat, Json, Person } from '../telegram/types.js';
import { addBot, addPerson } from '../telegram/world.js';
import { PageError } from './page-error.js';
import { findChat, showBot } from './show-world.js';

const maxText = 4096;
const place = {
  chat: z.string().min(1).max(60),
  person: z.string().regex(/^\d{1,16}$/, 'must be the id of a person'),
};
const where = { ...place, reply_to: z.number().int().optional(), thread_id: z.number().int().optional() };
const messageId = z.number().int().positive();

const inputs = {
  send: z.strictObject({ ...where, text: z.string().trim().min(1).max(maxText) }),
  start: z.strictObject({
    ...place,
    payload: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 letters, digits, _ or -, as Telegram takes them')
      .optional(),
  }),
  tap: z.strictObject({ ...place, message_id: messageId, data: z.string() }),
  pay: z.strictObject({ ...place, message_id: messageId }),
  'pay-link': z.strictObject({ person: place.person, link: z.string().min(1).max(200) }),
  contact: z.strictObject(where),
  block: z.strictObject({ ...place, is_blocked: z.boolean() }),
  join: z.strictObject({ ...place, is_joined: z.boolean() }),
  topic: z.strictObject({ ...place, thread_id: messageId, is_closed: z.boolean() }),
  bots: z.strictObject({ first_name: z.string().trim().min(1).max(64) }),
  people: z.strictObject({
    first_name: z.string().trim().min(1).max(64),
    last_name: z.string().trim().max(64).optional(),
    username: z
      .string()
      .regex(/^(@?[A-Za-z]\w{4,31})?$/, 'must be 5 to 32 letters, digits or _, beginning with a letter')
      .optional(),
    language_code: z
      .string()
      .regex(/^([a-z]{2}(-[a-z]{2})?)?$/i, 'must be a code of two letters')
      .optional(),
  }),
};

/** What a page can ask for by POST, each under its name. */
export type ActionName = keyof typeof inputs;

/** Whether the page knows an action. */
export function isAction(name: string): name is ActionName {
  return Object.hasOwn(inputs, name);
}

/** Carries out what a person does on the page; throws a PageError that says what is wrong with it. */
export function act(core: Core, name: ActionName, body: unknown): Json {
  switch (name) {
    case 'send': {
      const { text, ...rest } = readInput(inputs.send, body);
      return say(core, rest, { text });
    }
    case 'start': {
      const { payload, ...rest } = readInput(inputs.start, body);
      return say(core, rest, { text: startText(payload) });
    }
    case 'contact': {
      const input = readInput(inputs.contact, body);
      return say(core, input, { fields: { contact: contactOf(personOf(core, input.person)) } });
    }
    case 'tap':
      return tap(core, readInput(inputs.tap, body));
    case 'pay':
      return pay(core, readInput(inputs.pay, body));
    case 'pay-link': {
      const { person, link } = readInput(inputs['pay-link'], body);
      return { query: refused(() => payInvoiceLink(core, personOf(core, person), link)).queryId };
    }
    case 'block': {
      const input = readInput(inputs.block, body);
      const { bot, person } = dialogOf(core, input);
      return { update_id: setBlocked(core, { bot, person }, input.is_blocked) };
    }
    case 'join':
      return join(core, readInput(inputs.join, body));
    case 'topic': {
      const { thread_id: topicId, is_closed: isClosed, ...input } = readInput(inputs.topic, body);
      const forum = { chat: chatOf(core, input.chat), person: personOf(core, input.person) };
      return { message_id: refused(() => turnTopic(core, forum, { topicId, isClosed })) };
    }
    case 'bots': {
      const { first_name: firstName } = readInput(inputs.bots, body);
      const bot = addBot(core.world, { firstName });
      return { bot: showBot(bot), token: bot.token };
    }
    case 'people':
      return addToPeople(core, readInput(inputs.people, body));
  }
}

const startText = (payload: string | undefined): string => (payload ? `/start ${payload}` : '/start');

function readInput<Schema extends z.ZodType>(schema: Schema, body: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const reasons = parsed.error.issues.map((issue) =>
    [issue.path.join('.'), issue.message].filter(Boolean).join(': '),
  );
  throw new PageError(400, reasons.join('; '));
}

/** Where on the page somebody acts. */
export interface Where {
  chat: string;
  person: string;
  reply_to?: number | undefined;
  thread_id?: number | undefined;
}

/** A person sends something into a dialog, group or channel; returns the update's id. */
export function say(
  core: Core,
  input: Where,
  content: Exclude<PersonMessage, string> extends infer Message
    ? Message extends SendPlace
      ? Omit<Message, keyof SendPlace>
      : never
    : never,
): Json {
  const person = personOf(core, input.person);
  const chat = chatOf(core, input.chat);
  const bot = chat.type === 'private' ? dialogOf(core, input).bot : listenerOf(core, chat, person);
  const target: SendPlace = {};
  if (chat.type !== 'private') target.chatId = chat.id;
  if (input.thread_id) target.threadId = input.thread_id;
  if (input.reply_to) target.replyTo = input.reply_to;
  const message = { ...content, ...target } as PersonMessage;
  return { update_id: refused(() => sendAsPerson(core, { bot, person }, message)) };
}

function tap(core: Core, input: z.infer<typeof inputs.tap>): Json {
  const person = personOf(core, input.person);
  const chat = chatOf(core, input.chat);
  const sender = String(chat.messages.get(input.message_id)?.api.from?.id);
  const bot = chat.type === 'private' ? dialogOf(core, input).bot : core.world.bots.get(sender);
  if (!bot) throw new PageError(400, `message ${input.message_id} is not there or not a bot's`);
  const target = { messageId: input.message_id, button: input.data };
  const place = chat.type === 'private' ? {} : { chatId: chat.id };
  const { queryId } = refused(() => tapAsPerson(core, { bot, person }, { ...target, ...place }));
  return { query: queryId };
}

function pay(core: Core, input: z.infer<typeof inputs.pay>): Json {
  const { bot, person } = dialogOf(core, input);
  return { query: refused(() => payInvoice(core, { bot, person }, input.message_id)).queryId };
}

function join(core: Core, input: z.infer<typeof inputs.join>): Json {
  const chat = chatOf(core, input.chat);
  if (chat.type === 'private') throw new PageError(400, 'chat: a dialog cannot be joined');
  const person = personOf(core, input.person);
  if (chat.members.get(person.id) === 'creator')
    throw new PageError(400, 'the owner of a chat cannot leave it');
  setMember(core, { chat, person }, input.is_joined ? 'member' : 'left');
  return { status: chat.members.get(person.id) };
}

function addToPeople(core: Core, input: z.infer<typeof inputs.people>): Json {
  const person: Partial<Person> & { firstName: string } = { firstName: input.first_name };
  if (input.last_name) person.lastName = input.last_name;
  if (input.username) person.username = input.username.replace('@', '');
  if (input.language_code) person.languageCode = input.language_code.toLowerCase();
  return { person: addPerson(core.world, person) };
}

function personOf(core: Core, id: string): Person {
  const person = core.world.persons.get(id);
  if (!person) throw new PageError(404, `there is no person ${id}`);
  return person;
}

function chatOf(core: Core, key: string): Chat {
  const chat = findChat(core.world, key);
  if (!chat) throw new PageError(404, `there is no chat ${key}`);
  return chat;
}

function dialogOf(core: Core, input: { chat: string; person: string }): { bot: BotAccount; person: Person } {
  const person = personOf(core, input.person);
  const chat = chatOf(core, input.chat);
  if (!chat.botId) throw new PageError(400, 'chat: this works in a dialog with a bot only');
  if (chat.id !== person.id)
    throw new PageError(400, `chat ${chat.key} is not a dialog of person ${person.id}`);
  return { bot: core.world.bots.get(chat.botId)!, person };
}

/** A bot that hears what a person writes in a group. */
function listenerOf(core: Core, chat: Chat, person: Person): BotAccount {
  if (!isPresent(chat, person.id)) throw new PageError(400, `${person.firstName} is not in this chat`);
  if (chat.type === 'channel' && !isAdmin(chat, person.id))
    throw new PageError(400, 'only admins of a channel write there');
  const bots = [...core.world.bots.values()];
  const bot = bots.find((one) => isAdmin(chat, one.id)) ?? bots.find((one) => isPresent(chat, one.id));
  if (!bot) throw new PageError(400, 'no bot is in this chat');
  return bot;
}

/** The stand-in refuses by throwing plain errors whose text says why. */
function refused<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw new PageError(400, error instanceof Error ? error.message : String(error));
  }
}

const dialCodes: Record<string, string> = { fa: '98912', ru: '7912', en: '447700' };

/** The card a person shares: their own name, and a number made from their id. */
function contactOf(person: Person): Json {
  const digits = person.id.slice(-7).padStart(7, '0');
  const contact: Json = {
    phone_number: `${dialCodes[person.languageCode ?? ''] ?? '1555'}${digits}`,
    first_name: person.firstName,
    user_id: Number(person.id),
  };
  if (person.lastName) contact.last_name = person.lastName;
  return contact;
}
