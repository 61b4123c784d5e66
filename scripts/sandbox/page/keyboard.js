import { ask, attempt, toast } from './dialogs.js';
import { el } from './dom.js';
import { place, sendText } from './say.js';
import { post } from './server.js';
import { botOf, openChat, state } from './state.js';

let isHidden = false;
/** The message whose one-time keyboard was used. */
let usedKeyboard = 0;

/** Shows the bot's keyboard below the input, or puts it away. */
export function toggleKeyboard() {
  isHidden = !isHidden;
  drawKeyboard();
}

/** Draws the bot's keyboard, when there is one; the same one stays as it is, so that no press is lost. */
export function drawKeyboard() {
  const markup = state.keyboard?.markup;
  const rows = markup?.keyboard ?? [];
  const isUsed = markup?.one_time_keyboard && usedKeyboard === state.keyboard.messageId;
  document.getElementById('input').placeholder = markup?.input_field_placeholder ?? 'Message';
  document.getElementById('keyboard-toggle').hidden = rows.length === 0;
  const pad = document.getElementById('keyboard');
  pad.hidden = rows.length === 0 || isHidden || Boolean(isUsed);
  const signature = JSON.stringify(rows);
  if (pad.dataset.shows === signature) return;
  pad.dataset.shows = signature;
  pad.replaceChildren(...rows.map((row) => el('div', { class: 'key-row' }, ...row.map(keyButton))));
}

function keyButton(key) {
  const onclick = () => pressKey(key);
  return el('button', { type: 'button', class: 'key', dir: 'auto', onclick }, key.text ?? key);
}

async function pressKey(key) {
  usedKeyboard = state.keyboard.messageId;
  if (key.request_contact) return shareContact();
  const special = Object.keys(key).find((name) => name.startsWith('request_') || name === 'web_app');
  if (special) return toast(`The sandbox does not play ${special} buttons.`, true);
  await sendText(key.text ?? key);
  return drawKeyboard();
}

async function shareContact() {
  const chat = openChat();
  const text = `${botOf(chat)?.name ?? 'The bot'} will get the phone number of the person you play.`;
  if (!(await ask({ title: 'Share your phone number?', text, agree: 'Share' }))) return;
  await attempt(() => post('contact', place(state.keyboard && { reply_to: state.keyboard.messageId })));
  drawKeyboard();
}
