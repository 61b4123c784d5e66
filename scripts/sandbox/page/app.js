import { pick } from './attach.js';
import { loadCalls, startCalls } from './calls.js';
import { chatMenu } from './chat-menu.js';
import { scrollToEnd, setActions, showMessageAt, watchScroll } from './chat.js';
import { setReply } from './compose.js';
import { attempt, toast } from './dialogs.js';
import { onEvent } from './events.js';
import { openBot, openLink, pressButton, showPhoto } from './links.js';
import { addBot } from './new-bot.js';
import { loadWorld } from './places.js';
import { sendText } from './say.js';
import { follow, get } from './server.js';
import { nameOf, openChat, state } from './state.js';

setActions({
  onCommand: (text) => void sendText(text),
  onLink: (url) => void openLink(url),
  onShow: showMessageAt,
  onReply: setReply,
  onPhoto: showPhoto,
  onButton: (message, button, node) => void attempt(() => pressButton(message, button, node)),
});

/** `#person=…&chat=…` comes from an earlier visit, `?bot=…&start=…&person=…` from a link that somebody wrote. */
async function readAddress() {
  const hash = new URLSearchParams(location.hash.slice(1));
  const query = new URLSearchParams(location.search);
  const wanted = query.get('person') ?? hash.get('person') ?? '';
  const { people } = await get('state');
  const person = people.find((one) => wanted && (one.id === wanted || isNamed(one, wanted)));
  if (person) state.personId = person.id;
  state.chatKey = hash.get('chat') ?? '';
  if (state.chatKey) document.body.classList.add('in-chat');
  await loadWorld();
  const bot = query.has('bot') && state.bots.find((one) => isNamed(one, query.get('bot')));
  if (bot) await openBot(bot, query.get('start'));
  explainLink({ person, bot, query });
}

function isNamed({ username }, name) {
  return username?.toLowerCase() === name.replace(/^@/, '').toLowerCase();
}

/** A link that names somebody who is not here opens something else, and says so. */
function explainLink({ person, bot, query }) {
  const missing = [
    query.has('person') && !person && `person “${query.get('person')}”`,
    query.has('bot') && !bot && `bot “${query.get('bot')}”`,
  ].filter(Boolean);
  if (missing.length === 0) return;
  const what = missing.map((one) => `There is no ${one} here.`).join(' ');
  toast(`${what} You play ${nameOf(state.personId)}, in the chat ${openChat().title}.`, true);
}

function wire() {
  const on = (id, action) => document.getElementById(id).addEventListener('click', action);
  on('back', () => document.body.classList.remove('in-chat'));
  on('chat-menu', chatMenu);
  on('to-end', scrollToEnd);
  on('new-bot', addBot);
  const calls = document.getElementById('show-calls');
  const toggle = (isShown) =>
    calls.setAttribute('aria-pressed', String(document.body.classList.toggle('with-calls', isShown)));
  on('show-calls', () => toggle());
  on('hide-calls', () => toggle(false));
  // Where it would cover the chat it is opened by hand only.
  const hasRoom = matchMedia('(min-width: 1180px)');
  hasRoom.addEventListener('change', () => toggle(hasRoom.matches));
  toggle(hasRoom.matches);
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
