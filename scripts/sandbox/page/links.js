import { alertBox, ask, attempt, toast } from './dialogs.js';
import { el, iconButton } from './dom.js';
import { chooseChat } from './places.js';
import { get, post } from './server.js';
import { openChat, state } from './state.js';

const answerLimitMs = 150_000;
/** Buttons that wait for the bot's answer, and answers that came before the button's request had ended. */
const waiting = new Map();
const early = new Map();

/** Presses a button below a message; one with callback data shows that it waits until the bot answers. */
export async function pressButton(message, button, node) {
  if (button.kind === 'url') return openLink(button.value);
  if (button.kind === 'copy') {
    await navigator.clipboard.writeText(button.value);
    return toast('Copied');
  }
  const where = { chat: state.chatKey, person: state.personId, message_id: message.id };
  if (!['callback', 'pay'].includes(button.kind)) return toast('The sandbox does not open Mini Apps.', true);
  node.classList.add('waiting');
  const asked = button.kind === 'pay' ? post('pay', where) : post('tap', { ...where, data: button.value });
  const { query } = await asked.catch((error) => {
    node.classList.remove('waiting');
    throw error;
  });
  return awaitAnswer(query, node);
}

function awaitAnswer(query, node) {
  const timer = setTimeout(() => endWait(query), answerLimitMs);
  waiting.set(query, { node, timer });
  const answer = early.get(query);
  if (answer) showAnswer(query, answer);
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
export async function openLink(url) {
  if (/t\.me\/(\$|invoice\/)[\w-]+$/.test(url)) return attempt(() => openInvoice(url));
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

/** Shows what an invoice link sells; the person pays it or goes away. */
async function openInvoice(link) {
  const { title, description, price, bot } = await get('invoice', { link });
  if (!(await ask({ title, text: `${description}\n${bot}`, agree: `Pay ${price}` }))) return;
  const { query } = await post('pay-link', { person: state.personId, link });
  awaitAnswer(query);
}

/** Opens the dialog with a bot, with START ready to be pressed when there is a payload. */
export async function openBot(bot, payload) {
  const key = `${bot.id}:${state.personId}`;
  if (payload) state.payloads.set(key, payload);
  await chooseChat(key);
}

/** Shows a picture as large as the window allows. */
export function showPhoto(src) {
  const dialog = el('dialog', { class: 'photo-view', 'aria-label': 'Photo', onclose: () => dialog.remove() });
  dialog.append(
    el('img', { src, alt: 'Photo' }),
    iconButton('close', 'Close', () => dialog.close()),
  );
  dialog.addEventListener('click', () => dialog.close());
  document.body.append(dialog);
  dialog.showModal();
}

/** What a bot answered to a button comes to the person who pressed it. */
export function onAnswer({ query, answer, person }) {
  if (person !== state.personId) return endWait(query);
  if (waiting.has(query)) return showAnswer(query, answer);
  if (early.size > 100) early.clear();
  early.set(query, answer);
  return undefined;
}
