import { avatar, clock, day, el, icon, iconButton, size } from './dom.js';
import { richText } from './rich-text.js';
import { openChat, state } from './state.js';

/** Draws one message; `actions` are what its parts do (command, link, tap, reply, show). */
export function drawMessage(message, actions) {
  if (message.service)
    return el('li', { class: 'service', 'data-id': message.id, dir: 'auto' }, message.service);
  if (message.isDeleted) return deleted(message);
  const isOut = message.senderId === state.personId;
  const isShared = openChat().type !== 'private';
  return el(
    'li',
    { class: `message ${isOut ? 'out' : 'in'}`, 'data-id': message.id },
    isShared && !isOut && avatar(message.senderId, message.senderName, true),
    el(
      'div',
      { class: 'column' },
      el(
        'div',
        { class: 'line' },
        bubble(message, { isOut, isShared, actions }),
        replyButton(message, actions),
      ),
      message.buttons.length > 0 && buttons(message, actions),
    ),
  );
}

function bubble(message, { isOut, isShared, actions }) {
  const isBare = message.photo && !message.text && !message.reply && !message.forwardedFrom;
  const node = el(
    'div',
    { class: `bubble${message.photo ? ' with-photo' : ''}${isBare ? ' bare' : ''}` },
    isShared && !isOut && el('div', { class: 'sender', dir: 'auto' }, message.senderName),
    message.forwardedFrom &&
      el('div', { class: 'forwarded' }, 'Forwarded from ', el('b', { dir: 'auto' }, message.forwardedFrom)),
    message.reply && quoted(message.reply, actions),
    message.photo && photo(message.photo, actions),
    message.file && file(message.file),
    message.contact && contact(message.contact),
    message.invoice && invoice(message.invoice),
    message.text &&
      el('div', { class: 'text', dir: 'auto' }, richText(message.text, message.entities, actions)),
    el(
      'div',
      { class: 'foot' },
      ...(message.reactions ?? []).map((emoji) => el('span', { class: 'reaction' }, emoji)),
      el('span', { class: 'time' }, message.isEdited && el('i', {}, 'edited '), clock(message.date)),
    ),
  );
  if (message.photo) node.style.width = `${sizeOf(message.photo).width + 8}px`;
  return node;
}

function replyButton(message, actions) {
  return iconButton('reply', 'Reply to this message', () => actions.onReply(message), {
    class: 'icon-button reply',
  });
}

function deleted(message) {
  const what = message.text || (message.photo && 'a photo') || message.file?.name || 'a message';
  return el(
    'li',
    { class: 'deleted', 'data-id': message.id },
    el(
      'details',
      {},
      el('summary', {}, 'Deleted message'),
      el('div', { dir: 'auto' }, `${message.senderName}: ${what}`),
    ),
  );
}

function quoted(reply, actions) {
  return el(
    'button',
    { type: 'button', class: 'quoted', onclick: () => actions.onShow(reply.id) },
    el('b', { dir: 'auto' }, reply.name),
    el('span', { dir: 'auto' }, reply.text),
  );
}

/** How large a photo is drawn, in pixels. */
function sizeOf({ width, height }) {
  const scale = Math.min(1, 320 / width, 360 / height);
  return { width: Math.max(Math.round(width * scale), 100), height: Math.round(height * scale) };
}

function photo(shown, actions) {
  const { src, isSpoiler } = shown;
  const image = el('img', { src, alt: 'Photo', ...sizeOf(shown) });
  const node = el(
    'button',
    {
      type: 'button',
      class: 'photo',
      'aria-label': isSpoiler ? 'Hidden photo, tap to show' : 'Open the photo',
    },
    image,
  );
  if (isSpoiler) node.classList.add('hidden-photo');
  node.addEventListener('click', () => {
    if (!node.classList.contains('hidden-photo')) return actions.onPhoto(src);
    node.classList.remove('hidden-photo');
    node.setAttribute('aria-label', 'Open the photo');
    return undefined;
  });
  return node;
}

function file({ src, name, size: bytes }) {
  return el(
    'a',
    { class: 'file', href: src, download: name },
    el('span', { class: 'file-icon' }, icon('file')),
    el('span', {}, el('b', { dir: 'auto' }, name), el('span', { class: 'faint' }, size(bytes))),
  );
}

function contact({ name, phone }) {
  return el(
    'div',
    { class: 'file' },
    avatar(phone, name),
    el('span', {}, el('b', { dir: 'auto' }, name), el('span', { class: 'faint', dir: 'ltr' }, `+${phone}`)),
  );
}

function invoice({ title, description, price }) {
  return el(
    'div',
    { class: 'invoice' },
    el('b', { dir: 'auto' }, title),
    el('span', { dir: 'auto' }, description),
    el('span', { class: 'price' }, price),
  );
}

const signs = { url: 'outside', copy: 'copy', web_app: 'outside' };

function buttons(message, actions) {
  return el(
    'div',
    { class: 'buttons', role: 'group', 'aria-label': 'Buttons of the message' },
    ...message.buttons.map((row) =>
      el(
        'div',
        { class: 'button-row' },
        ...row.map((button) => {
          const node = el(
            'button',
            {
              type: 'button',
              class: `inline-button ${button.style ?? ''}`,
              dir: 'auto',
              title: button.kind === 'url' ? button.value : undefined,
            },
            el('span', {}, button.text),
            signs[button.kind] && el('span', { class: 'sign' }, icon(signs[button.kind])),
          );
          node.addEventListener('click', () => actions.onButton(message, button, node));
          return node;
        }),
      ),
    ),
  );
}

/** The line between two days. */
export function dayLine(seconds) {
  return el('li', { class: 'service day' }, day(seconds));
}
