/** What the page knows. Chats are by key: `botId:personId` for dialogs, the id for groups and channels. */
export const state = {
  bots: [],
  people: [],
  chats: new Map(),
  personId: '',
  chatKey: '',
  threadId: 0,
  /** The open chat: its messages by id, keyboard, commands and description. */
  messages: new Map(),
  keyboard: null,
  commands: [],
  description: '',
  replyTo: null,
  /** Payloads of start links that were opened but not sent, by chat. */
  payloads: new Map(),
  unread: new Map(),
};

/** The person the newcomer plays now. */
export function me() {
  return state.people.find((person) => person.id === state.personId);
}

/** A person's or bot's full name. */
export function nameOf(id) {
  const person = state.people.find((one) => one.id === id);
  if (person) return [person.firstName, person.lastName].filter(Boolean).join(' ');
  return state.bots.find((one) => one.id === id)?.name ?? '';
}

/** The open chat; a dialog that was never started has no messages yet. */
export function openChat() {
  return state.chats.get(state.chatKey) ?? emptyDialog(state.chatKey);
}

/** The chats a person can open: a dialog with every bot, their groups, and all public channels. */
export function chatsOf(personId) {
  const dialogs = state.bots.map((bot) => {
    const key = `${bot.id}:${personId}`;
    return { ...(state.chats.get(key) ?? emptyDialog(key)), title: bot.name };
  });
  const shared = [...state.chats.values()].filter(
    (chat) => chat.type !== 'private' && (isMember(chat, personId) || chat.username),
  );
  return [...dialogs, ...shared];
}

/** Whether a person is in a group or channel. */
export function isMember(chat, personId) {
  return ['creator', 'administrator', 'member', 'restricted'].includes(chat.members[personId]);
}

/** Whether a person runs a group or channel. */
export function isAdmin(chat, personId) {
  return ['creator', 'administrator'].includes(chat.members[personId]);
}

/** The bot of a dialog. */
export function botOf(chat) {
  return state.bots.find((bot) => bot.id === chat.botId);
}

function emptyDialog(key) {
  const [botId, personId] = key.split(':');
  const bot = state.bots.find((one) => one.id === botId);
  return {
    key,
    type: 'private',
    title: bot?.name ?? '',
    botId,
    personId,
    isForum: false,
    isStarted: false,
    isBlocked: false,
    isTyping: false,
    members: {},
    topics: [],
  };
}

/** Keeps who and where in the address, so that a reload comes back to it. */
export function rememberPlace() {
  const place = new URLSearchParams({ person: state.personId, chat: state.chatKey });
  history.replaceState(null, '', `#${place}`);
}
