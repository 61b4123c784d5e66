import { pick, pickedFile } from './attach.js';
import { drawCommands, toggleCommands } from './commands.js';
import { attempt } from './dialogs.js';
import { el, icon, iconButton } from './dom.js';
import { drawKeyboard, toggleKeyboard } from './keyboard.js';
import { place, sendText } from './say.js';
import { post, upload } from './server.js';
import { isAdmin, isMember, openChat, state } from './state.js';

const maxText = 4096;
const host = () => document.getElementById('composer');
const drafts = new Map();

/** Draws what is below the messages: START, Join, Restart, or the input with the bot's keyboard. */
export function drawComposer() {
  const chat = openChat();
  const [key, make] = footFor(chat);
  const wanted = `${state.chatKey}|${state.personId}|${key}`;
  if (host().dataset.shows !== wanted) {
    keepDraft();
    pick(undefined);
    host().dataset.shows = wanted;
    host().replaceChildren(...make());
    if (key === 'input') fillInput();
  }
  if (key !== 'input') return;
  document.getElementById('menu-button').hidden = state.commands.length === 0;
  drawKeyboard();
}

function footFor(chat) {
  if (chat.type === 'private') return dialogFoot(chat);
  if (!isMember(chat, state.personId)) return ['join', () => [wide('JOIN', () => join(true))]];
  if (chat.type === 'channel' && !isAdmin(chat, state.personId))
    return ['leave', () => [wide('LEAVE', () => join(false))]];
  return ['input', makeInput];
}

function dialogFoot(chat) {
  if (chat.isBlocked) return ['restart', () => [wide('RESTART BOT', restart)]];
  const payload = state.payloads.get(chat.key);
  if (!chat.isStarted || payload !== undefined)
    return [`start ${payload ?? ''}`, () => [wide('START', start, payload && `with the payload ${payload}`)]];
  return ['input', makeInput];
}

function wide(label, onclick, hint) {
  return el(
    'button',
    { type: 'button', class: 'wide-button', onclick },
    label,
    hint && el('span', { class: 'hint', dir: 'ltr' }, hint),
  );
}

/** Presses START, with the payload of the link that was opened. */
async function start() {
  const payload = state.payloads.get(state.chatKey);
  state.payloads.delete(state.chatKey);
  await attempt(() => post('start', payload ? place({ payload }) : place()));
  drawComposer();
}

async function restart() {
  await attempt(async () => {
    await post('block', { ...place(), is_blocked: false });
    await post('start', place());
  });
}

async function join(isJoined) {
  await attempt(() => post('join', { chat: state.chatKey, person: state.personId, is_joined: isJoined }));
}

function makeInput() {
  const box = el('textarea', {
    id: 'input',
    rows: 1,
    dir: 'auto',
    placeholder: 'Message',
    'aria-label': 'Message',
    oninput: () => onInput(box),
    onkeydown: (event) => onKey(event, box),
    onpaste: onPaste,
  });
  box.value = drafts.get(draftKey()) ?? '';
  const files = el('input', { type: 'file', hidden: true, id: 'file', onchange: () => pick(files.files[0]) });
  return [
    el('div', { id: 'command-list', role: 'listbox', 'aria-label': 'Commands', hidden: true }),
    el('div', { id: 'reply-bar', hidden: true }),
    el('div', { id: 'file-bar', hidden: true }),
    el(
      'div',
      { class: 'input-row' },
      el(
        'button',
        { type: 'button', id: 'menu-button', class: 'menu-button', onclick: toggleCommands },
        icon('slash'),
        'Menu',
      ),
      iconButton('attach', 'Send a picture or file', () => files.click(), { id: 'attach' }),
      files,
      box,
      iconButton('keyboard', 'Show or hide the keyboard', toggleKeyboard, { id: 'keyboard-toggle' }),
      iconButton('send', 'Send', () => submit(box), { class: 'icon-button send' }),
    ),
    el('div', { id: 'keyboard', role: 'group', 'aria-label': "The bot's keyboard", hidden: true }),
  ];
}

function draftKey() {
  return `${state.chatKey}|${state.personId}`;
}

function keepDraft() {
  const box = document.getElementById('input');
  if (box?.dataset.key) drafts.set(box.dataset.key, box.value);
}

function fillInput() {
  const box = document.getElementById('input');
  box.dataset.key = draftKey();
  drawReplyBar();
  grow(box);
}

function onInput(box) {
  grow(box);
  const word = /^\/(\w*)$/.exec(box.value);
  drawCommands(word ? word[1] : undefined);
}

function grow(box) {
  box.style.height = 'auto';
  box.style.height = `${Math.min(box.scrollHeight, 180)}px`;
}

function onKey(event, box) {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    void submit(box);
  }
  if (event.key !== 'Escape') return;
  drawCommands(undefined);
  setReply(null);
  pick(undefined);
}

function onPaste(event) {
  const [file] = event.clipboardData.files;
  if (file) pick(file);
}

async function submit(box) {
  const text = box.value.trim();
  if (pickedFile()) return sendFile(box, text);
  if (!text) return;
  box.value = '';
  onInput(box);
  const answers = state.replyTo;
  setReply(null);
  for (const part of inParts(text)) await sendText(part, answers);
  box.focus();
}

/** A long text goes out as several messages, as from Telegram's apps. */
function inParts(text) {
  const parts = [];
  for (let at = 0; at < text.length; at += maxText) parts.push(text.slice(at, at + maxText));
  return parts;
}

async function sendFile(box, caption) {
  const { file, isPhoto } = pickedFile();
  const query = { ...place(), kind: isPhoto ? 'photo' : 'document', caption };
  if (state.replyTo) query.reply_to = state.replyTo.id;
  const sent = await attempt(() => upload(file, query));
  if (!sent) return;
  box.value = '';
  pick(undefined);
  setReply(null);
  grow(box);
}

/** Chooses the message to answer; null chooses none. */
export function setReply(message) {
  state.replyTo = message;
  drawReplyBar();
  if (message) document.getElementById('input')?.focus();
}

function drawReplyBar() {
  const bar = document.getElementById('reply-bar');
  if (!bar) return;
  bar.hidden = !state.replyTo;
  if (!state.replyTo) return;
  const { senderName, text, photo } = state.replyTo;
  bar.replaceChildren(
    icon('reply'),
    el(
      'span',
      { class: 'bar-text' },
      el('b', { dir: 'auto' }, senderName),
      el('span', { dir: 'auto' }, text || (photo ? 'Photo' : 'Message')),
    ),
    iconButton('close', 'Do not answer this message', () => setReply(null)),
  );
}
