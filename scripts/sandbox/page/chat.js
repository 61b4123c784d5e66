import { avatar, day, el } from './dom.js';
import { dayLine, drawMessage } from './messages.js';
import { botOf, isMember, openChat, state } from './state.js';

const list = () => document.getElementById('messages');
const nearEnd = 120;

/** Draws the top of the open chat: who it is, whether the bot types, and how it hears of updates. */
export function drawHeader() {
  const chat = openChat();
  const bot = botOf(chat);
  document.getElementById('chat-avatar').replaceChildren(avatar(chat.botId ?? chat.key, chat.title));
  document.getElementById('chat-title').textContent = chat.title;
  const status = document.getElementById('chat-status');
  status.textContent = chat.isTyping ? 'typing…' : subtitle(chat, bot);
  status.classList.toggle('typing', chat.isTyping);
  drawNote(chat, bot);
  drawPinned(chat);
  drawTopics(chat);
}

function subtitle(chat, bot) {
  if (bot) return `@${bot.username} · bot, hears by ${bot.mode}`;
  const count = Object.keys(chat.members).filter((id) => isMember(chat, id)).length;
  const word = chat.type === 'channel' ? 'subscribers and bots' : 'members, bots included';
  return [chat.username && `@${chat.username}`, `${count} ${word}`].filter(Boolean).join(' · ');
}

let waitingSince = 0;
let noteTimer;

/** Says so when a bot has not fetched what was sent to it for some seconds: the fleet is probably not running. */
function drawNote(chat, bot) {
  const note = document.getElementById('note');
  clearTimeout(noteTimer);
  if (!bot?.waiting) {
    waitingSince = 0;
    note.hidden = true;
    return;
  }
  waitingSince ||= Date.now();
  const rest = 4000 - (Date.now() - waitingSince);
  if (rest > 0) noteTimer = setTimeout(drawHeader, rest);
  note.hidden = rest > 0;
  const count = bot.waiting === 1 ? 'One update waits' : `${bot.waiting} updates wait`;
  note.textContent = `${count} for the bot; nobody has fetched ${bot.waiting === 1 ? 'it' : 'them'} yet. Is the fleet running?`;
}

function drawPinned(chat) {
  const bar = document.getElementById('pinned');
  bar.hidden = !chat.pinned;
  if (!chat.pinned) return;
  bar.replaceChildren(
    el('b', {}, 'Pinned message'),
    el('span', { dir: 'auto' }, chat.pinned.text || 'Photo or file'),
  );
  bar.onclick = () => showMessageAt(chat.pinned.id);
}

function drawTopics(chat) {
  const bar = document.getElementById('topics');
  bar.hidden = !chat.isForum;
  if (!chat.isForum) return;
  const chip = (id, name) =>
    el(
      'button',
      {
        type: 'button',
        class: 'chip',
        'aria-pressed': String(state.threadId === id),
        dir: 'auto',
        onclick: () => {
          state.threadId = id;
          drawHeader();
          drawMessages();
        },
      },
      name,
    );
  const topics = chat.topics.map(({ id, name, isClosed }) => chip(id, isClosed ? `${name} (closed)` : name));
  bar.replaceChildren(chip(0, 'General'), ...topics);
}

let actions;

/** Gives the messages what their parts do when they are tapped. */
export function setActions(given) {
  actions = given;
}

/** Draws all messages of the open chat and goes to the newest. */
export function drawMessages() {
  const chat = openChat();
  const nodes = [];
  let lastDay = '';
  for (const message of shownMessages()) {
    const today = day(message.date);
    if (today !== lastDay) nodes.push(dayLine(message.date));
    lastDay = today;
    nodes.push(drawMessage(message, actions));
  }
  if (nodes.length === 0) nodes.push(emptyCard(chat));
  list().replaceChildren(...nodes);
  scrollToEnd();
}

function shownMessages() {
  const isForum = openChat().isForum;
  return [...state.messages.values()].filter((one) => !isForum || (one.threadId ?? 0) === state.threadId);
}

function emptyCard(chat) {
  const isBot = chat.type === 'private';
  const text =
    state.description ||
    (isBot ? 'Press START below to begin, as in Telegram.' : 'Nothing was written here yet.');
  return el(
    'li',
    { class: 'empty' },
    avatar(chat.botId ?? chat.key, chat.title),
    el('b', { dir: 'auto' }, isBot && state.description ? 'What can this bot do?' : chat.title),
    el('p', { dir: 'auto' }, text),
  );
}

/** Puts a new, changed or deleted message into the open chat; the view stays at the end when it was there. */
export function putMessage(message) {
  const isNew = !state.messages.has(message.id);
  state.messages.set(message.id, message);
  const wasAtEnd = isAtEnd();
  if (isNew) {
    if (state.messages.size === 1) list().replaceChildren();
    const all = shownMessages();
    if (all.at(-1)?.id !== message.id) return;
    const before = all.at(-2);
    if (!before || day(before.date) !== day(message.date)) list().append(dayLine(message.date));
    list().append(drawMessage(message, actions));
  } else replaceMessage(message);
  if (wasAtEnd || (isNew && message.senderId === state.personId)) scrollToEnd();
  else if (isNew) document.getElementById('to-end').hidden = false;
}

function replaceMessage(message) {
  const old = nodeOf(message.id);
  if (!old) return;
  const next = drawMessage(message, actions);
  next.classList.add('changed');
  const focusedText = old.contains(document.activeElement) ? document.activeElement.textContent : undefined;
  old.replaceWith(next);
  if (focusedText === undefined) return;
  const buttons = [...next.querySelectorAll('button')];
  (buttons.find((one) => one.textContent === focusedText) ?? buttons.at(0))?.focus({ preventScroll: true });
}

function nodeOf(id) {
  return list().querySelector(`[data-id="${id}"]`);
}

/** Scrolls to a message and marks it for a moment. */
export function showMessageAt(id) {
  const node = nodeOf(id);
  if (!node) return;
  node.scrollIntoView({ block: 'center', behavior: 'smooth' });
  node.classList.remove('changed');
  requestAnimationFrame(() => node.classList.add('changed'));
}

function isAtEnd() {
  const box = document.getElementById('scroll');
  return box.scrollHeight - box.scrollTop - box.clientHeight < nearEnd;
}

/** Goes to the newest message. */
export function scrollToEnd() {
  const box = document.getElementById('scroll');
  box.scrollTop = box.scrollHeight;
  document.getElementById('to-end').hidden = true;
}

/** Hides the way to the newest message when it is in view. */
export function watchScroll() {
  document.getElementById('scroll').addEventListener('scroll', () => {
    if (isAtEnd()) document.getElementById('to-end').hidden = true;
  });
  document.getElementById('messages').addEventListener(
    'load',
    (event) => {
      if (event.target.tagName === 'IMG' && isAtEnd()) scrollToEnd();
    },
    true,
  );
}
