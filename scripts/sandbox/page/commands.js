import { el } from './dom.js';
import { sendText } from './say.js';
import { openChat, state } from './state.js';

/** Opens the list of all commands, or closes it. */
export function toggleCommands() {
  const isOpen = !document.getElementById('command-list').hidden;
  drawCommands(isOpen ? undefined : '');
  if (!isOpen) document.querySelector('#command-list button')?.focus();
}

/** Lists the commands that begin with a word; undefined closes the list. */
export function drawCommands(beginning) {
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
