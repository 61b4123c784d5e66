import { drawComposer } from './compose.js';
import { askFields, attempt, openMenu } from './dialogs.js';
import { place } from './say.js';
import { post } from './server.js';
import { isMember, openChat, state } from './state.js';

/** Opens the menu of the open chat at its button. */
export function chatMenu(event) {
  const chat = openChat();
  const items = topicItems(chat);
  if (chat.type === 'private') {
    items.push(['Open with a start link…', openStartLink]);
    const change = (isBlocked) => () => attempt(() => post('block', { ...place(), is_blocked: isBlocked }));
    items.push(chat.isBlocked ? ['Unblock the bot', change(false)] : ['Block the bot', change(true)]);
  } else if (chat.members[state.personId] !== 'creator') {
    const isIn = isMember(chat, state.personId);
    const change = () => attempt(() => post('join', { ...place(), is_joined: !isIn }));
    items.push([isIn ? 'Leave' : 'Join', change]);
  } else items.push(['This person owns the chat', () => undefined]);
  openMenu(event.currentTarget, items);
}

/** Who runs a forum closes the open topic, or opens it again. */
function topicItems(chat) {
  const topic = chat.isForum && chat.topics.find(({ id }) => id === state.threadId);
  if (!topic || !['creator', 'administrator'].includes(chat.members[state.personId])) return [];
  const change = () => attempt(() => post('topic', place({ is_closed: !topic.isClosed })));
  return [[topic.isClosed ? 'Open the topic again' : 'Close the topic', change]];
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
