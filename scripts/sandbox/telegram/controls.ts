import {
  editAsPerson,
  sendAsPerson,
  setBlocked,
  tapAsPerson,
  type PersonEdit,
  type PersonMessage,
  type Tap,
  type TapTarget,
} from './act-as-person.js';
import { ApiError } from './api-error.js';
import type { Core } from './core.js';
import type { Fault } from './faults.js';
import { addGroup, migrateGroup, setBotMember, setMember, type GroupInput } from './groups.js';
import type { Violation } from './limits.js';
import { dropTopic } from './methods/topics.js';
import { payInvoice, payInvoiceLink, type Payment } from './payments.js';
import { turnTopic, type TopicTurn } from './service-messages.js';
import { changeSubscription, refundStars, renewStars, withdrawStars } from './stars.js';
import type {
  Chat,
  Json,
  MemberStatus,
  Person,
  RecordedCall,
  StarSubscription,
  StarTransaction,
  Webhook,
} from './types.js';
import { viewChat, type MessageView } from './view-chat.js';
import { addBot, addPerson, botOf, privateChat, replaceToken, type BotInput, type World } from './world.js';

/** What tests do to bots: make them, take their tokens away, hand them updates. */
export interface BotControls {
  addBot(input?: BotInput): { token: string; id: string; username: string };
  /** Makes a bot's token worthless, as BotFather's /revoke; returns the new one. */
  revokeToken(token: string): string;
  /** Queues an update as given, however odd; a missing update_id is filled in. Returns the update_id. */
  pushUpdate(token: string, update: Json): number;
  /** The ids of the updates that the bot has not confirmed yet. */
  pendingUpdates(token: string): number[];
  webhook(token: string): Webhook | null;
}

/** The controls of bots. */
export function botControls(core: Core): BotControls {
  const { world, feed, sender } = core;
  return {
    addBot(input = {}) {
      const { token, id, username } = addBot(world, input);
      return { token, id, username };
    },
    revokeToken(token) {
      const bot = botOf(world, token);
      const next = replaceToken(world, bot);
      bot.webhook = null;
      sender.restart(bot);
      feed.endPoll(bot, new ApiError(401, 'Unauthorized'));
      return next;
    },
    pushUpdate: (token, update) => feed.pushRaw(botOf(world, token), update),
    pendingUpdates: (token) => botOf(world, token).pending.map((entry) => entry.update.update_id),
    webhook: (token) => botOf(world, token).webhook,
  };
}

/** What tests do as persons. */
export interface PersonControls {
  /** Adds a person, or changes the one with that id. */
  person(input: Partial<Person> & { firstName: string }): Person;
  /** A person writes to a bot (or to a group the bot is in); returns the update_id. */
  send(token: string, person: Person, message: PersonMessage): number;
  /** A person changes what a message of theirs says; returns the update_id. */
  edit(token: string, person: Person, edit: PersonEdit): number;
  /** A person presses an inline button, named by its callback data or its text. */
  tap(token: string, person: Person, target: TapTarget): Tap;
  /** A person presses Pay on an invoice in the chat with the bot. */
  pay(token: string, person: Person, messageId: number): Payment;
  /** A person opens an invoice link and presses Pay. */
  payLink(person: Person, link: string): Payment;
  block(token: string, person: Person): number;
  unblock(token: string, person: Person): number;
  /** A person deletes their account: every bot gets 403. */
  deactivate(person: Person): void;
  /** The messages of a bot's dialog with a person (chatId = the person's id), or of a group. */
  chat(token: string, chatId: string): MessageView[];
}

/** The controls of persons. */
export function personControls(core: Core): PersonControls {
  const { world } = core;
  const parties = (token: string, person: Person) => ({ bot: botOf(world, token), person });
  return {
    person: (input) => addPerson(world, input),
    send: (token, person, message) => sendAsPerson(core, parties(token, person), message),
    edit: (token, person, edit) => editAsPerson(core, parties(token, person), edit),
    tap: (token, person, target) => tapAsPerson(core, parties(token, person), target),
    pay: (token, person, messageId) => payInvoice(core, parties(token, person), messageId),
    payLink: (person, link) => payInvoiceLink(core, person, link),
    block: (token, person) => setBlocked(core, parties(token, person), true),
    unblock: (token, person) => setBlocked(core, parties(token, person), false),
    deactivate(person) {
      addPerson(world, { ...person, isDeactivated: true });
    },
    chat(token, chatId) {
      const chat = world.chats.get(chatId) ?? privateChat(world, botOf(world, token).id, chatId);
      return viewChat(chat);
    },
  };
}

/** What Telegram and payers do with a bot's Stars; charges by their ids. */
export interface StarControls {
  /** Payments, refunds and withdrawals, oldest first. */
  starTransactions(token: string): StarTransaction[];
  /** Telegram gives a payment back by itself; returns the update_id of the message that says so. */
  refundStars(token: string, chargeId: string): number;
  /** The next 30 days of the subscription with this first charge are paid; returns the update_id. */
  renewStars(token: string, chargeId: string): number;
  /** A payer cancels that subscription, takes it up again, or it cannot be charged; returns the update_id. */
  changeSubscription(token: string, chargeId: string, state: StarSubscription['state']): number;
  /** The owner takes Stars out, so that they are missing for a refund. */
  withdrawStars(token: string, amount: number): void;
}

/** The controls of Stars. */
export function starControls(core: Core): StarControls {
  const bot = (token: string) => botOf(core.world, token);
  return {
    starTransactions: (token) => [...bot(token).stars.transactions],
    refundStars: (token, chargeId) => refundStars(core, bot(token), chargeId),
    renewStars: (token, chargeId) => renewStars(core, bot(token), chargeId),
    changeSubscription: (token, chargeId, state) => changeSubscription(core, bot(token), { chargeId, state }),
    withdrawStars: (token, amount) => withdrawStars(bot(token), amount),
  };
}

/** A group or channel to make; bots are named by their tokens. */
export type ChatInput = Omit<GroupInput, 'type' | 'bots' | 'adminBots' | 'title'> & {
  title?: string;
  bots?: string[];
  adminBots?: string[];
};

/** What tests do with groups and channels; ids are strings as everywhere. */
export interface GroupControls {
  addChannel(input: ChatInput): string;
  /** A supergroup unless `isBasic`. */
  addGroup(input: ChatInput & { isBasic?: boolean }): string;
  joinChannel(person: Person, chatId: string, status?: MemberStatus): void;
  leaveChannel(person: Person, chatId: string): void;
  /** Adds a bot, makes it admin without some rights, or kicks it; it gets my_chat_member. */
  setBotStatus(
    token: string,
    place: { chatId: string; by: Person },
    status: MemberStatus,
    missingRights?: string[],
  ): number;
  /** An admin deletes a topic with all that was said in it; bots are not told. */
  deleteTopic(chatId: string, topicId: number): void;
  /** An admin closes a topic by hand, or opens it again; bots hear of it. Returns the number of the message that says so. */
  turnTopic(person: Person, chatId: string, turn: TopicTurn): number;
  /** The topics of a forum. */
  topics(chatId: string): { id: number; name: string; isClosed: boolean }[];
  /** Turns a group into a supergroup; returns the new id. */
  migrateGroup(chatId: string, by: Person): string;
}

/** The controls of groups and channels. */
export function groupControls(core: Core): GroupControls {
  const { world } = core;
  const add = (input: ChatInput, type: Chat['type']): string => {
    const tokens = (list: string[] = []) => list.map((token) => botOf(world, token));
    const bots = { bots: tokens(input.bots), adminBots: tokens(input.adminBots) };
    return addGroup(world, { title: 'Group', ...input, ...bots, type }).id;
  };
  return {
    addChannel: (input) => add(input, 'channel'),
    addGroup: ({ isBasic, ...input }) => add(input, isBasic ? 'group' : 'supergroup'),
    joinChannel: (person, chatId, status = 'member') =>
      setMember(core, { chat: sharedChat(world, chatId), person }, status),
    leaveChannel: (person, chatId) => setMember(core, { chat: sharedChat(world, chatId), person }, 'left'),
    setBotStatus: (token, place, status, missingRights) =>
      setBotMember(
        core,
        { chat: sharedChat(world, place.chatId), bot: botOf(world, token), by: place.by },
        status,
        missingRights,
      ),
    deleteTopic(chatId, topicId) {
      const chat = sharedChat(world, chatId);
      const topic = chat.topics.get(topicId);
      if (!topic) throw new Error(`The chat ${chatId} has no topic ${topicId}.`);
      dropTopic(world, chat, topic);
    },
    turnTopic: (person, chatId, turn) => turnTopic(core, { chat: sharedChat(world, chatId), person }, turn),
    topics: (chatId) => [...sharedChat(world, chatId).topics.values()],
    migrateGroup: (chatId, by) => migrateGroup(core, sharedChat(world, chatId), by).id,
  };
}

function sharedChat(world: World, chatId: string): Chat {
  const byName = [...world.chats.values()].find((chat) => chat.username && `@${chat.username}` === chatId);
  const chat = world.chats.get(chatId) ?? byName;
  if (!chat) throw new Error(`The sandbox has no chat ${chatId}; add it with addGroup() or addChannel().`);
  return chat;
}

/** What tests do to the server itself, and what it saw. */
export interface ServerControls {
  /** The next matching calls meet this fault. */
  failNext(fault: Fault): void;
  clearFaults(): void;
  /** Holds every answer back for so many ms. */
  latency(ms: number): void;
  /** Telegram is away: calls hang and webhooks are silent until resume(). */
  pause(): void;
  resume(): void;
  calls(filter?: { token?: string; method?: string; chatId?: string }): RecordedCall[];
  clearCalls(): void;
  /** Each moment a bot sent more than the limits allow (with option `limits`) or within a 429's pause. */
  violations(): Violation[];
}

/** The controls of the server. */
export function serverControls(core: Core): ServerControls {
  let open = (): void => {};
  const controls: ServerControls = {
    failNext: (fault) => core.faults.add(fault),
    clearFaults: () => core.faults.clear(),
    latency(ms) {
      core.latencyMs = ms;
    },
    pause() {
      core.sender.setPaused(true);
      core.gate ??= new Promise((resolve) => {
        open = resolve;
      });
    },
    resume() {
      core.gate = null;
      open();
      core.sender.setPaused(false);
    },
    calls: ({ token, method, chatId } = {}) =>
      core.world.calls.filter(
        (call) =>
          (token === undefined || call.token === token) &&
          (method === undefined || call.method === method) &&
          (chatId === undefined || call.chatId === chatId),
      ),
    clearCalls() {
      core.world.calls.length = 0;
    },
    violations: () => [...core.limits.violations],
  };
  return controls;
}
