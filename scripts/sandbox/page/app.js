import { addCall, loadCalls, startCalls } from './calls.js';
import {
  drawHeader,
  drawMessages,
  putMessage,
  scrollToEnd,
  setActions,
  showMessageAt,
  watchScroll,
} from './chat.js';
import { drawComposer, pick, place, sendText, setReply } from './compose.js';
import { alertBox, ask, askFields, attempt, openMenu, toast } from './dialogs.js';
import { el, iconButton } from './dom.js';
import { follow, get, post } from './server.js';
import { drawSidebar } from './sidebar.js';
import { chatsOf, isAdmin, isMember, me, openChat, rememberPlace, state } from './state.js';

const answerLimitMs = 150_000;
/** Buttons that wait for the bot's answer, and answers that came before the button's request had ended. */
const waiting = new Map();
const early = new Map();

const sidebarActions = { onPerson: choosePerson, onAddPerson: addPerson, onChat: chooseChat };

async function loadWorld() {
  const world = await get('state');
  state.bots = world.bots;
  state.people = world.people;
  state.chats = new Map(world.chats.map((chat) => [chat.key, chat]));
  for (const chat of world.chats) if (chat.isTyping) stopTypingLater(chat.key);
  if (!me()) state.personId = state.people[0]?.id ?? '';
  if (!chatsOf(state.personId).some((chat) => chat.key === state.chatKey))
    state.chatKey = chatsOf(state.personId)[0]?.key ?? '';
  drawSidebar(sidebarActions);
  await loadChat();
}

let loading = 0;

async function loadChat() {
  loading += 1;
  const turn = loading;
  const opened = await get('chat', { chat: state.chatKey, person: state.personId });
  if (turn !== loading) return;
  if (state.chats.has(opened.chat.key)) state.chats.set(opened.chat.key, opened.chat);
  state.messages = new Map(opened.messages.map((message) => [message.id, message]));
  state.keyboard = opened.keyboard?.markup.keyboard ? opened.keyboard : null;
  state.commands = opened.commands;
  state.description = opened.description;
  drawHeader();
  drawMessages();
  drawComposer();
}

async function choosePerson(id) {
  if (id === state.personId) return;
  const botId = openChat().botId;
  state.personId = id;
  if (botId) state.chatKey = `${botId}:${id}`;
  await openPlace();
}

async function chooseChat(key) {
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
  drawSidebar(sidebarActions);
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

setActions({
  onCommand: (text) => void sendText(text),
  onLink: (url) => void openLink(url),
  onShow: showMessageAt,
  onReply: setReply,
  onPhoto: showPhoto,
  onButton: (message, button, node) => void attempt(() => pressButton(message, button, node)),
});

async function pressButton(message, button, node) {
  if (button.kind === 'url') return openLink(button.value);
  if (button.kind === 'copy') {
    await navigator.clipboard.writeText(button.value);
    return toast('Copied');
  }
  const where = { chat: state.chatKey, person: state.personId, message_id: message.id };
  if (button.kind === 'pay') return post('pay', where);
  if (button.kind !== 'callback') return toast('The sandbox does not open Mini Apps.', true);
  node.classList.add('waiting');
  const { query } = await post('tap', { ...where, data: button.value }).catch((error) => {
    node.classList.remove('waiting');
    throw error;
  });
  const timer = setTimeout(() => endWait(query), answerLimitMs);
  waiting.set(query, { node, timer });
  const answer = early.get(query);
  if (answer) showAnswer(query, answer);
  return undefined;
}

function endWait(query) {
  const { node, timer } = waiting.get(query) ?? {};
  clearTimeout(timer);
  node?.classList.remove('waiting');
  waiting.delete(query);
}

function showAnswer(query, answer) {
  early.delete(query);
  endWait(query);
  if (answer.url) void openLink(answer.url);
  if (!answer.text) return;
  if (answer.showAlert) void alertBox(answer.text, openChat().title);
  else toast(answer.text);
}

/** Opens a link; one to a bot or chat of the sandbox stays on the page, any other is asked about first. */
async function openLink(url) {
  const [, name, query] = /^(?:https?:\/\/)?t\.me\/(\w+)\/?(?:\?(.*))?$/i.exec(url) ?? [];
  const isNamed = (one) => one.username?.toLowerCase() === name?.toLowerCase();
  const bot = name && state.bots.find(isNamed);
  const chat = name && [...state.chats.values()].find((one) => one.type !== 'private' && isNamed(one));
  if (bot) return openBot(bot, new URLSearchParams(query).get('start'));
  if (chat) return chooseChat(chat.key);
  if (await ask({ title: 'Open this link?', text: url, agree: 'Open' }))
    window.open(url, '_blank', 'noopener,noreferrer');
  return undefined;
}

async function openBot(bot, payload) {
  const key = `${bot.id}:${state.personId}`;
  if (payload) state.payloads.set(key, payload);
  await chooseChat(key);
}

function showPhoto(src) {
  const dialog = el('dialog', { class: 'photo-view', 'aria-label': 'Photo', onclose: () => dialog.remove() });
  dialog.append(
    el('img', { src, alt: 'Photo' }),
    iconButton('close', 'Close', () => dialog.close()),
  );
  dialog.addEventListener('click', () => dialog.close());
  document.body.append(dialog);
  dialog.showModal();
}

function onEvent(event) {
  const { kind, chat, message } = event;
  if (kind === 'call') return addCall(event.call);
  if (kind === 'answer') return onAnswer(event);
  if (kind === 'bot') {
    state.bots = state.bots.map((bot) => (bot.id === event.bot.id ? event.bot : bot));
    return drawHeader();
  }
  if (kind === 'bots' || kind === 'persons') return void attempt(loadWorld);
  if (!chat?.key) return undefined;
  state.chats.set(chat.key, chat);
  if (kind === 'typing') stopTypingLater(chat.key);
  const isOpen = chat.key === state.chatKey;
  if (kind === 'message' && message) countUnread(chat, message);
  if (isOpen && message) applyMessage(event);
  else if (isOpen && kind === 'delete') void attempt(loadChat);
  if (isOpen) drawHeader();
  if (isOpen) drawComposer();
  return drawSidebar(sidebarActions);
}

function onAnswer({ query, answer, person }) {
  if (person !== state.personId) return endWait(query);
  if (waiting.has(query)) return showAnswer(query, answer);
  early.set(query, answer);
  if (answer.text === 'Paid') toast('Paid');
  return undefined;
}

function applyMessage({ kind, message, keyboard }) {
  putMessage(message);
  if (kind !== 'message' || !keyboard) return;
  if (keyboard.force_reply) setReply(message);
  else state.keyboard = keyboard.keyboard ? { messageId: message.id, markup: keyboard } : null;
}

function countUnread(chat, message) {
  const readers =
    chat.type === 'private'
      ? [chat.personId]
      : state.people.map(({ id }) => id).filter((id) => isMember(chat, id));
  for (const reader of readers) {
    const isSeen = chat.key === state.chatKey && reader === state.personId && !document.hidden;
    if (isSeen || message.senderId === reader) continue;
    const key = `${chat.key}|${reader}`;
    state.unread.set(key, (state.unread.get(key) ?? 0) + 1);
  }
}

const typingTimers = new Map();

function stopTypingLater(key) {
  clearTimeout(typingTimers.get(key));
  const stop = () => {
    const chat = state.chats.get(key);
    if (!chat) return;
    state.chats.set(key, { ...chat, isTyping: false });
    if (key === state.chatKey) drawHeader();
    drawSidebar(sidebarActions);
  };
  typingTimers.set(key, setTimeout(stop, 5000));
}

function chatMenu(event) {
  const chat = openChat();
  const items = [];
  if (chat.type === 'private') {
    items.push(['Open with a start link…', openStartLink]);
    const change = (isBlocked) => () => attempt(() => post('block', { ...place(), is_blocked: isBlocked }));
    items.push(chat.isBlocked ? ['Unblock the bot', change(false)] : ['Block the bot', change(true)]);
  } else if (chat.members[state.personId] !== 'creator') {
    const isIn = isMember(chat, state.personId);
    const change = () => attempt(() => post('join', { ...place(), is_joined: !isIn }));
    items.push([isIn ? 'Leave' : 'Join', change]);
  } else items.push([isAdmin(chat, state.personId) ? 'You own this chat' : '', () => undefined]);
  openMenu(event.currentTarget, items);
}

async function openStartLink() {
  const chat = openChat();
  const fields = [
    {
      name: 'payload',
      label: 'Payload, or the whole link (https://t.me/…?start=…)',
      required: true,
      dir: 'ltr',
    },
  ];
  const payloadOf = (text) => /[?&]start=([^&\s]+)/.exec(text)?.[1] ?? text;
  const check = async ({ payload }) =>
    /^[\w-]{1,64}$/.test(payloadOf(payload)) ? undefined : 'A payload is 1 to 64 letters, digits, _ or -.';
  const values = await askFields({ title: 'Open with a start link', fields, agree: 'Open', check });
  if (!values) return;
  state.payloads.set(chat.key, payloadOf(values.payload));
  drawComposer();
}

/** `#person=…&chat=…` comes from an earlier visit, `?bot=…&start=…&person=…` from a link that somebody wrote. */
async function readAddress() {
  const hash = new URLSearchParams(location.hash.slice(1));
  const query = new URLSearchParams(location.search);
  const wanted = query.get('person') ?? hash.get('person') ?? '';
  const { people } = await get('state');
  const person = people.find(({ id, username }) => wanted && (id === wanted || username === wanted));
  if (person) state.personId = person.id;
  state.chatKey = hash.get('chat') ?? '';
  if (state.chatKey) document.body.classList.add('in-chat');
  await loadWorld();
  const bot = state.bots.find(({ username }) => username === query.get('bot'));
  if (bot) await openBot(bot, query.get('start'));
}

function wire() {
  const on = (id, action) => document.getElementById(id).addEventListener('click', action);
  on('back', () => document.body.classList.remove('in-chat'));
  on('chat-menu', chatMenu);
  on('to-end', scrollToEnd);
  const calls = document.getElementById('show-calls');
  const toggle = () =>
    calls.setAttribute('aria-pressed', String(document.body.classList.toggle('with-calls')));
  on('show-calls', toggle);
  on('hide-calls', toggle);
  if (matchMedia('(min-width: 1180px)').matches) toggle();
  const drop = document.getElementById('chat');
  drop.addEventListener('dragover', (event) => event.preventDefault());
  drop.addEventListener('drop', (event) => {
    event.preventDefault();
    pick(event.dataTransfer.files[0]);
  });
  startCalls();
  watchScroll();
}

let isFirst = true;
const lost = document.getElementById('lost');

wire();
follow({
  onOpen: () => {
    lost.hidden = true;
    void attempt(isFirst ? readAddress : loadWorld).then(() => (isFirst = false));
    void attempt(loadCalls);
  },
  onEvent,
  onLost: () => {
    lost.hidden = false;
  },
});
