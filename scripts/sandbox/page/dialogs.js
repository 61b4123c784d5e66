import { el } from './dom.js';

/** Shows a short text over the chat, as Telegram shows the answer to a button. */
export function toast(text, isError = false) {
  const host = document.getElementById('toasts');
  const node = el('div', { class: isError ? 'toast error' : 'toast', dir: 'auto' }, text);
  host.append(node);
  setTimeout(() => node.remove(), isError ? 6000 : 3500);
}

/** Runs what a person asked for and shows the reason when it cannot be. */
export async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    toast(error.message, true);
    return undefined;
  }
}

/** Asks with a dialog; resolves with true when the person agrees. */
export function ask({ title, text, agree = 'OK', refuse = 'Cancel' }) {
  return new Promise((resolve) => {
    const dialog = el('dialog', { class: 'dialog', 'aria-label': title || text });
    const close = (value) => () => {
      dialog.returnValue = value;
      dialog.close(value);
    };
    dialog.append(
      title ? el('h2', { dir: 'auto' }, title) : '',
      el('p', { dir: 'auto' }, text),
      el(
        'div',
        { class: 'dialog-buttons' },
        refuse && el('button', { type: 'button', class: 'text-button', onclick: close('') }, refuse),
        el(
          'button',
          { type: 'button', class: 'text-button strong', onclick: close('yes'), autofocus: true },
          agree,
        ),
      ),
    );
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** Shows a text until the person confirms it. */
export function alertBox(text, title = '') {
  return ask({ title, text, refuse: '' });
}

/**
 * Asks for some fields (name, label, and attributes of the input or `options` of a choice); resolves with their
 * values, or undefined when the person gives up. `check` may return a reason to stay open.
 */
export function askFields({ title, fields, agree, check }) {
  return new Promise((resolve) => {
    const inputs = fields.map(field);
    const problem = el('p', { class: 'problem', role: 'alert' });
    const dialog = el('dialog', { class: 'dialog', 'aria-label': title });
    let result;
    const submit = async (event) => {
      event.preventDefault();
      const values = Object.fromEntries(inputs.map(({ name, input }) => [name, input.value.trim()]));
      const reason = await check(values).catch((error) => error.message);
      problem.textContent = reason ?? '';
      if (reason) return;
      result = values;
      dialog.close();
    };
    dialog.append(
      el(
        'form',
        { onsubmit: submit },
        el('h2', {}, title),
        ...inputs.map(({ label, input }) => el('label', {}, el('span', {}, label), input)),
        problem,
        el(
          'div',
          { class: 'dialog-buttons' },
          el('button', { type: 'button', class: 'text-button', onclick: () => dialog.close() }, 'Cancel'),
          el('button', { type: 'submit', class: 'text-button strong' }, agree),
        ),
      ),
    );
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(result);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

function field({ name, label, options, ...attributes }) {
  if (!options)
    return { name, label, input: el('input', { name, dir: 'auto', autocomplete: 'off', ...attributes }) };
  const input = el('select', { name }, ...options.map(([value, text]) => el('option', { value }, text)));
  return { name, label, input };
}

/** Opens a small menu at a button; `items` are [label, action]. */
export function openMenu(button, items) {
  const menu = el('div', { class: 'menu', role: 'menu' });
  const close = () => {
    menu.remove();
    document.removeEventListener('pointerdown', onOutside, true);
    button.focus();
  };
  const onOutside = (event) => !menu.contains(event.target) && close();
  for (const [label, action] of items) {
    const onclick = () => {
      close();
      action();
    };
    menu.append(el('button', { type: 'button', role: 'menuitem', class: 'menu-item', onclick }, label));
  }
  menu.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const buttons = [...menu.children];
    if (event.key === 'Escape') close();
    if (!step) return;
    event.preventDefault();
    buttons[(buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length].focus();
  });
  document.body.append(menu);
  const box = button.getBoundingClientRect();
  const isLow = box.top > window.innerHeight / 2;
  menu.style.left = `${Math.max(8, Math.min(box.left, window.innerWidth - menu.offsetWidth - 8))}px`;
  menu.style.top = isLow ? `${box.top - menu.offsetHeight - 6}px` : `${box.bottom + 6}px`;
  document.addEventListener('pointerdown', onOutside, true);
  menu.firstElementChild?.focus();
}
