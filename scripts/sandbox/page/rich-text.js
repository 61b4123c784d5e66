import { el } from './dom.js';

const tags = {
  bold: 'b',
  italic: 'i',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
};

/**
 * A text with its Telegram entities (offsets in UTF-16 units) as nodes. `onCommand` gets a tapped /command,
 * `onLink` the address of a tapped link.
 */
export function richText(text, entities, { onCommand, onLink }) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  const fragment = document.createDocumentFragment();
  fragment.append(...build({ text, onCommand, onLink }, sorted, 0, text.length));
  return fragment;
}

function build(source, entities, start, end) {
  const nodes = [];
  let at = start;
  let rest = entities;
  while (rest.length > 0) {
    const [entity, ...later] = rest;
    const stop = Math.min(entity.offset + entity.length, end);
    rest = later;
    if (entity.offset < at || entity.offset >= end) continue;
    const inside = later.filter((one) => one.offset < stop);
    rest = later.filter((one) => one.offset >= stop);
    if (entity.offset > at) nodes.push(source.text.slice(at, entity.offset));
    nodes.push(wrap(source, entity, build(source, inside, entity.offset, stop)));
    at = stop;
  }
  if (at < end) nodes.push(source.text.slice(at, end));
  return nodes;
}

function wrap(source, entity, children) {
  const text = source.text.slice(entity.offset, entity.offset + entity.length);
  switch (entity.type) {
    case 'pre':
      return el('pre', { dir: 'ltr' }, el('code', {}, ...children));
    case 'blockquote':
    case 'expandable_blockquote':
      return quote(entity.type === 'expandable_blockquote', children);
    case 'spoiler':
      return spoiler(children);
    case 'bot_command':
      return el(
        'button',
        { type: 'button', class: 'in-text', dir: 'auto', onclick: () => source.onCommand(text) },
        ...children,
      );
    case 'text_link':
      return link(source, entity.url, children);
    case 'url':
      return link(source, /^https?:/i.test(text) ? text : `https://${text}`, children);
    case 'mention':
      return link(source, `https://t.me/${text.slice(1)}`, children);
    case 'hashtag':
    case 'text_mention':
      return el('span', { class: 'tag' }, ...children);
    default:
      return el(tags[entity.type] ?? 'span', entity.type === 'code' ? { dir: 'ltr' } : {}, ...children);
  }
}

function link(source, url, children) {
  return el(
    'button',
    { type: 'button', class: 'in-text', dir: 'auto', title: url, onclick: () => source.onLink(url) },
    ...children,
  );
}

function quote(isExpandable, children) {
  const node = el('blockquote', { dir: 'auto' }, ...children);
  if (!isExpandable) return node;
  node.classList.add('folded');
  node.tabIndex = 0;
  node.title = 'Tap to unfold';
  const toggle = () => node.classList.toggle('folded');
  node.addEventListener('click', toggle);
  node.addEventListener('keydown', (event) => event.key === 'Enter' && toggle());
  return node;
}

function spoiler(children) {
  const node = el(
    'span',
    { class: 'spoiler', role: 'button', tabIndex: 0, 'aria-label': 'Hidden text, tap to show' },
    ...children,
  );
  const show = () => {
    node.classList.add('shown');
    node.removeAttribute('aria-label');
  };
  node.addEventListener('click', show);
  node.addEventListener('keydown', (event) => (event.key === 'Enter' || event.key === ' ') && show());
  return node;
}
