import { readFile } from 'node:fs/promises';

const stylesheet = 'text/css; charset=utf-8';
const javascript = 'text/javascript; charset=utf-8';

/** Every file of the page, by its path on the server. */
export const staticFiles: Record<string, { name: string; type: string } | undefined> = {
  '/': { name: 'index.html', type: 'text/html; charset=utf-8' },
  '/page/app.js': { name: 'app.js', type: javascript },
  '/page/attach.js': { name: 'attach.js', type: javascript },
  '/page/calls.js': { name: 'calls.js', type: javascript },
  '/page/chat-menu.js': { name: 'chat-menu.js', type: javascript },
  '/page/chat.js': { name: 'chat.js', type: javascript },
  '/page/commands.js': { name: 'commands.js', type: javascript },
  '/page/compose.js': { name: 'compose.js', type: javascript },
  '/page/dialogs.js': { name: 'dialogs.js', type: javascript },
  '/page/dom.js': { name: 'dom.js', type: javascript },
  '/page/events.js': { name: 'events.js', type: javascript },
  '/page/icon.svg': { name: 'icon.svg', type: 'image/svg+xml' },
  '/page/keyboard.js': { name: 'keyboard.js', type: javascript },
  '/page/links.js': { name: 'links.js', type: javascript },
  '/page/messages.js': { name: 'messages.js', type: javascript },
  '/page/new-bot.js': { name: 'new-bot.js', type: javascript },
  '/page/places.js': { name: 'places.js', type: javascript },
  '/page/rich-text.js': { name: 'rich-text.js', type: javascript },
  '/page/say.js': { name: 'say.js', type: javascript },
  '/page/server.js': { name: 'server.js', type: javascript },
  '/page/sidebar.js': { name: 'sidebar.js', type: javascript },
  '/page/state.js': { name: 'state.js', type: javascript },
  '/page/base.css': { name: 'base.css', type: stylesheet },
  '/page/sidebar.css': { name: 'sidebar.css', type: stylesheet },
  '/page/chat.css': { name: 'chat.css', type: stylesheet },
  '/page/messages.css': { name: 'messages.css', type: stylesheet },
  '/page/composer.css': { name: 'composer.css', type: stylesheet },
  '/page/calls.css': { name: 'calls.css', type: stylesheet },
  '/page/narrow.css': { name: 'narrow.css', type: stylesheet },
};

/** The bytes of one file of the page. */
export function readStatic(name: string): Promise<Buffer> {
  return readFile(new URL(`../page/${name}`, import.meta.url));
}
