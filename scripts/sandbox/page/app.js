import { pick } from './attach.js';
import { loadCalls, startCalls } from './calls.js';
import { chatMenu } from './chat-menu.js';
import { scrollToEnd, setActions, showMessageAt, watchScroll } from './chat.js';
import { setReply } from './compose.js';
import { attempt } from './dialogs.js';
import { onEvent } from './events.js';
import { openBot, openLink, pressButton, showPhoto } from './links.js';
import { loadWorld } from './places.js';
import { sendText } from './say.js';
import { follow, get } from './server.js';
import { state } from './state.js';

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
