import { ask, attempt, toast } from './dialogs.js';
import { el, icon, iconButton } from './dom.js';
import { post, upload } from './server.js';
import { botOf, isAdmin, isMember, openChat, state } from './state.js';

const maxText = 4096;
const host = () => document.getElementById('composer');
let isKeyboardHidden = false;
/** The message whose one-time keyboard was used. */
let usedKeyboard = 0;
let picked = null;
const drafts = new Map();

/** Where the person writes: the open chat, its topic, and the message that is answered. */
export function place(more = {}) {
  const where = { chat: state.chatKey, person: state.personId, ...more };
  if (openChat().isForum && state.threadId) where.thread_id = state.threadId;
  return where;
}

/** Draws what is below the messages: START, Join, Restart, or the input with the bot's keyboard. */
export function drawComposer() {
  const chat = openChat();
  const [key, make] = footFor(chat);
  const wanted = `${state.chatKey}|${key}`;
  if (host().dataset.shows !== wanted) {
    keepDraft();
    picked = null;
    host().dataset.shows = wanted;
    host().replaceChildren(...make());
  }
  if (key === 'input') fillInput();
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
export async function start() {
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
  document.getElementById('menu-button').hidden = state.commands.length === 0;
  drawReplyBar();
  drawFileBar();
  drawKeyboard(box);
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
  if (picked) return sendFile(box, text);
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

/** Sends a text as the person who is played. */
export function sendText(text, answers = null) {
  return attempt(() => post('send', place({ text, ...(answers && { reply_to: answers.id }) })));
}

async function sendFile(box, caption) {
  const { file, isPhoto } = picked;
  const query = { ...place(), kind: isPhoto ? 'photo' : 'document', caption };
  if (state.replyTo) query.reply_to = state.replyTo.id;
  const sent = await attempt(() => upload(file, query));
  if (!sent) return;
  box.value = '';
  pick(undefined);
  setReply(null);
  grow(box);
}

/** Takes a file to be sent with the next press of Send; undefined takes it away again. */
export function pick(file) {
  const input = document.getElementById('file');
  if (!input) return;
  if (!file) input.value = '';
  picked = file ? { file, isPhoto: /^image\/(png|jpeg|gif|webp)$/.test(file.type) } : null;
  drawFileBar();
  if (file) document.getElementById('input').focus();
}

function drawFileBar() {
  const bar = document.getElementById('file-bar');
  bar.hidden = !picked;
  if (!picked) return bar.replaceChildren();
  const { file, isPhoto } = picked;
  const isPicture = /^image\/(png|jpeg|gif|webp)$/.test(file.type);
  const asFile = el('input', {
    type: 'checkbox',
    checked: !isPhoto,
    onchange: () => (picked.isPhoto = !asFile.checked),
  });
  return bar.replaceChildren(
    isPicture
      ? el('img', {
          src: URL.createObjectURL(file),
          alt: '',
          onload: (event) => URL.revokeObjectURL(event.target.src),
        })
      : icon('file'),
    el('span', { class: 'bar-text', dir: 'auto' }, file.name),
    isPicture && el('label', { class: 'as-file' }, asFile, 'send as a file'),
    iconButton('close', 'Do not send it', () => pick(undefined)),
  );
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

function toggleCommands() {
  const isOpen = !document.getElementById('command-list').hidden;
  drawCommands(isOpen ? undefined : '');
  if (!isOpen) document.querySelector('#command-list button')?.focus();
}

/** Lists the commands that begin with a word; undefined closes the list. */
function drawCommands(beginning) {
  const list = document.getElementById('command-list');
  const found =
    beginning === undefined ? [] : state.commands.filter(({ command }) => command.startsWith(beginning));
  list.hidden = found.length === 0;
  const isGroup = openChat().type !== 'private';
  list.replaceChildren(
    ...found.map(({ bot, command, description }) => {
      const onclick = () => {
        drawCommands(undefined);
        const box = document.getElementById('input');
        box.value = '';
        void sendText(isGroup ? `/${command}@${bot}` : `/${command}`);
        box.focus();
      };
      const name = el('b', { dir: 'ltr' }, `/${command}`);
      return el(
        'button',
        { type: 'button', role: 'option', class: 'command', onclick },
        name,
        el('span', { dir: 'auto' }, description),
      );
    }),
  );
  list.onkeydown = (event) => {
    if (event.key === 'Escape') {
      drawCommands(undefined);
      document.getElementById('input').focus();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const all = [...list.children];
    all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus();
  };
}

function toggleKeyboard() {
  isKeyboardHidden = !isKeyboardHidden;
  drawKeyboard(document.getElementById('input'));
}

function drawKeyboard(box) {
  const markup = state.keyboard?.markup;
  const rows = markup?.keyboard ?? [];
  const isUsed = markup?.one_time_keyboard && usedKeyboard === state.keyboard.messageId;
  box.placeholder = markup?.input_field_placeholder ?? 'Message';
  document.getElementById('keyboard-toggle').hidden = rows.length === 0;
  const pad = document.getElementById('keyboard');
  pad.hidden = rows.length === 0 || isKeyboardHidden || Boolean(isUsed);
  pad.replaceChildren(
    ...rows.map((row) =>
      el(
        'div',
        { class: 'key-row' },
        ...row.map((key) =>
          el(
            'button',
            { type: 'button', class: 'key', dir: 'auto', onclick: () => pressKey(key) },
            key.text ?? key,
          ),
        ),
      ),
    ),
  );
}

async function pressKey(key) {
  usedKeyboard = state.keyboard.messageId;
  if (key.request_contact) return shareContact();
  const special = Object.keys(key).find((name) => name.startsWith('request_') || name === 'web_app');
  if (special) return toast(`The sandbox does not play ${special} buttons.`, true);
  await sendText(key.text ?? key);
  return drawComposer();
}

async function shareContact() {
  const chat = openChat();
  const text = `${botOf(chat)?.name ?? 'The bot'} will get the phone number of the person you play.`;
  if (!(await ask({ title: 'Share your phone number?', text, agree: 'Share' }))) return;
  await attempt(() => post('contact', place(state.keyboard && { reply_to: state.keyboard.messageId })));
  drawComposer();
}
