import { avatar, clock, el, icon } from './dom.js';
import { chatsOf, nameOf, state } from './state.js';

/** Draws the people to play and the chats of the one who is played. */
export function drawSidebar({ onPerson, onAddPerson, onChat }) {
  drawPeople({ onPerson, onAddPerson });
  drawChats(onChat);
}

function drawPeople({ onPerson, onAddPerson }) {
  const host = document.getElementById('people');
  const people = state.people.map((person) => {
    const name = nameOf(person.id);
    const isMe = person.id === state.personId;
    const hasUnread = !isMe && chatsOf(person.id).some((chat) => unreadOf(chat, person.id) > 0);
    return el(
      'button',
      {
        type: 'button',
        class: 'person',
        'aria-pressed': String(isMe),
        'data-id': person.id,
        title: [name, person.username && `@${person.username}`, `id ${person.id}`]
          .filter(Boolean)
          .join(' · '),
        onclick: () => onPerson(person.id),
      },
      avatar(person.id, name),
      el('span', { class: 'person-name', dir: 'auto' }, person.firstName),
      el('span', { class: 'person-language' }, person.languageCode || '—'),
      hasUnread && el('span', { class: 'dot', title: 'New messages' }),
    );
  });
  const add = el(
    'button',
    { type: 'button', class: 'person', 'aria-label': 'Add a person', 'data-id': 'add', onclick: onAddPerson },
    el('span', { class: 'avatar add' }, icon('plus')),
    el('span', { class: 'person-name' }, 'Add'),
  );
  putRows(host, [...people, add]);
}

/** Puts rows in place of the old ones; those that look the same stay, so that no click and no focus is lost. */
function putRows(host, rows) {
  rows.forEach((row, index) => {
    const old = host.children[index];
    if (!old) return host.append(row);
    if (old.isEqualNode(row)) return undefined;
    const wasFocused = old.contains(document.activeElement);
    old.replaceWith(row);
    if (wasFocused) (row.querySelector('button') ?? row).focus();
    return undefined;
  });
  while (host.children.length > rows.length) host.lastElementChild.remove();
}

function drawChats(onChat) {
  const host = document.getElementById('chats');
  putRows(
    host,
    chatsOf(state.personId).map((chat) => chatRow(chat, onChat)),
  );
}

function chatRow(chat, onChat) {
  const unread = unreadOf(chat, state.personId);
  const isOpen = chat.key === state.chatKey;
  return el(
    'li',
    {},
    el(
      'button',
      {
        type: 'button',
        class: 'chat-row',
        'data-key': chat.key,
        'aria-current': isOpen ? 'true' : undefined,
        onclick: () => onChat(chat.key),
      },
      avatar(chat.botId ?? chat.key, chat.title),
      el(
        'span',
        { class: 'chat-row-text' },
        el(
          'span',
          { class: 'chat-row-top' },
          el('span', { class: 'chat-title', dir: 'auto' }, chat.title),
          el('span', { class: 'kind' }, kinds[chat.type]),
          chat.last && el('time', {}, clock(chat.last.date)),
        ),
        el(
          'span',
          { class: 'chat-row-top' },
          el('span', { class: 'preview', dir: 'auto' }, preview(chat)),
          unread > 0 && el('span', { class: 'badge', 'aria-label': `${unread} new` }, String(unread)),
        ),
      ),
    ),
  );
}

const kinds = { private: 'bot', group: 'group', supergroup: 'group', channel: 'channel' };

/** How many new messages a person has not seen in a chat. */
function unreadOf(chat, personId) {
  return state.unread.get(`${chat.key}|${personId}`) ?? 0;
}

function preview(chat) {
  if (chat.isTyping) return 'typing…';
  const { last } = chat;
  if (!last) return chat.type === 'private' ? 'Not started yet' : 'No messages yet';
  const own = last.senderId === state.personId ? 'You: ' : '';
  const { service, text, photo, file, invoice, contact } = last;
  const media = (photo && 'Photo') || file?.name || invoice?.title || (contact ? 'Contact' : 'Message');
  return own + (service ?? (text.split('\n')[0] || media));
}
