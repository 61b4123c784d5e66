import { askFields, attempt, toast } from './dialogs.js';
import { el } from './dom.js';
import { chooseChat, loadWorld } from './places.js';
import { post } from './server.js';
import { state } from './state.js';

/** Makes a bot as BotFather does: asks for its name, and shows its token with the command that adds it to the fleet. */
export async function addBot() {
  let made;
  const check = async (values) => {
    made = await post('bots', values);
  };
  const fields = [{ name: 'first_name', label: 'Name, in any language', required: true, maxLength: 64 }];
  if (!(await askFields({ title: 'A new bot', fields, agree: 'Make it', check }))) return;
  await attempt(loadWorld);
  await attempt(() => chooseChat(`${made.bot.id}:${state.personId}`));
  showToken(made);
}

function showToken({ bot, token }) {
  const command = `npm run create-bot -- --token ${token}`;
  const dialog = el('dialog', { class: 'dialog', 'aria-label': bot.name, onclose: () => dialog.remove() });
  const copy = (text) => () =>
    attempt(async () => {
      await navigator.clipboard.writeText(text);
      toast('Copied');
    });
  const button = (label, onclick) => el('button', { type: 'button', class: 'text-button', onclick }, label);
  dialog.append(
    el('h2', { dir: 'auto' }, bot.name),
    el('p', {}, `@${bot.username} is there. Its token:`),
    el('p', { class: 'token', id: 'new-token', dir: 'ltr' }, token),
    el('p', {}, 'Nobody answers there until the fleet runs it. In a second terminal, in the project:'),
    el('p', { class: 'token', id: 'new-command', dir: 'ltr' }, command),
    el(
      'div',
      { class: 'dialog-buttons' },
      button('Copy token', copy(token)),
      button('Copy command', copy(command)),
      button('Done', () => dialog.close()),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
}
