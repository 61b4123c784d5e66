import { drawHeader, drawMessages } from './chat.js';
import { drawComposer } from './compose.js';
import { askFields, attempt } from './dialogs.js';
import { get, post } from './server.js';
import { drawSidebar } from './sidebar.js';
import { chatsOf, me, openChat, rememberPlace, state } from './state.js';

const typingMs = 5000;
const typingTimers = new Map();

/** Draws people and chats anew. */
export function redrawSidebar() {
  drawSidebar({ onPerson: choosePerson, onAddPerson: addPerson, onChat: chooseChat });
}

/** Asks for everything: at the start, and when bots or people changed. */
export async function loadWorld() {
  const world = await get('state');
  state.bots = world.bots;
  state.people = world.people;
  state.chats = new Map(world.chats.map((chat) => [chat.key, chat]));
  for (const chat of world.chats) if (chat.isTyping) stopTypingLater(chat.key);
  if (!me()) state.personId = state.people[0]?.id ?? '';
  if (!chatsOf(state.personId).some((chat) => chat.key === state.chatKey))
    state.chatKey = chatsOf(state.personId)[0]?.key ?? '';
  redrawSidebar();
  await loadChat();
}

let turn = 0;
/** While the open chat is on its way: what happened in it since, in order. */
let missed = null;

/** Keeps an event for after the load that is under way; false when none is. */
export function isKeptForLater(event) {
  missed?.push(event);
  return missed !== null;
}

/** Asks for the open chat and draws it with what happened in the meantime. */
export async function loadChat() {
  turn += 1;
  const mine = turn;
  missed = [];
  const opened = await get('chat', { chat: state.chatKey, person: state.personId }).catch((error) => {
    if (mine === turn) missed = null;
    throw error;
  });
  if (mine !== turn) return;
  if (state.chats.has(opened.chat.key)) state.chats.set(opened.chat.key, opened.chat);
  state.messages = new Map(opened.messages.map((message) => [message.id, message]));
  state.keyboard = opened.keyboard?.markup.keyboard ? opened.keyboard : null;
  state.commands = opened.commands;
  state.description = opened.description;
  drawHeader();
  drawMessages();
  drawComposer();
  const later = missed;
  missed = null;
  for (const event of later) replay(event);
}

let replay = () => undefined;

/** Says who handles the events that came during a load. */
export function onReplay(handle) {
  replay = handle;
}

async function choosePerson(id) {
  if (id === state.personId) return;
  const botId = openChat().botId;
  state.personId = id;
  if (botId) state.chatKey = `${botId}:${id}`;
  await openPlace();
}

/** Opens a chat. */
export async function chooseChat(key) {
  state.chatKey = key;
  document.body.classList.add('in-chat');
  await openPlace();
  if (!matchMedia('(pointer: coarse)').matches) document.getElementById('input')?.focus();
}

async function openPlace() {
  state.threadId = 0;
  state.replyTo = null;
  state.unread.delete(`${state.chatKey}|${state.personId}`);
  if (!chatsOf(state.personId).some((chat) => chat.key === state.chatKey))
    state.chatKey = chatsOf(state.personId)[0].key;
  rememberPlace();
  redrawSidebar();
  await attempt(loadChat);
}

async function addPerson() {
  const fields = [
    { name: 'first_name', label: 'First name', required: true, maxLength: 64 },
    { name: 'last_name', label: 'Last name', maxLength: 64 },
    { name: 'username', label: 'Username (may be empty)', maxLength: 33, dir: 'ltr' },
    {
      name: 'language_code',
      label: 'Language of their Telegram',
      options: [
        ['fa', 'Persian (fa)'],
        ['en', 'English (en)'],
        ['ru', 'Russian (ru)'],
        ['de', 'German (de)'],
        ['', 'not told'],
      ],
    },
  ];
  let added;
  const check = async (values) => {
    added = (await post('people', values)).person;
  };
  if (!(await askFields({ title: 'Add a person', fields, agree: 'Add', check }))) return;
  if (!state.people.some((person) => person.id === added.id)) state.people.push(added);
  await choosePerson(added.id);
}

/** Ends a bot's “typing…” when five seconds have passed without another. */
export function stopTypingLater(key) {
  clearTimeout(typingTimers.get(key));
  const stop = () => {
    const chat = state.chats.get(key);
    if (!chat) return;
    state.chats.set(key, { ...chat, isTyping: false });
    if (key === state.chatKey) drawHeader();
    redrawSidebar();
  };
  typingTimers.set(key, setTimeout(stop, typingMs));
}
