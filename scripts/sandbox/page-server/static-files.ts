import { readFile } from 'node:fs/promises';

const javascript = 'text/javascript; charset=utf-8';

/** Every file of the page, by its path on the server. */
export const staticFiles: Record<string, { name: string; type: string } | undefined> = {
  '/': { name: 'index.html', type: 'text/html; charset=utf-8' },
  '/page/app.js': { name: 'app.js', type: javascript },
  '/page/calls.js': { name: 'calls.js', type: javascript },
  '/page/chat.js': { name: 'chat.js', type: javascript },
  '/page/compose.js': { name: 'compose.js', type: javascript },
  '/page/dialogs.js': { name: 'dialogs.js', type: javascript },
  '/page/dom.js': { name: 'dom.js', type: javascript },
  '/page/icon.svg': { name: 'icon.svg', type: 'image/svg+xml' },
  '/page/messages.js': { name: 'messages.js', type: javascript },
  '/page/rich-text.js': { name: 'rich-text.js', type: javascript },
  '/page/server.js': { name: 'server.js', type: javascript },
  '/page/sidebar.js': { name: 'sidebar.js', type: javascript },
  '/page/state.js': { name: 'state.js', type: javascript },
  '/page/style.css': { name: 'style.css', type: 'text/css; charset=utf-8' },
};

/** The bytes of one file of the page. */
export function readStatic(name: string): Promise<Buffer> {
  return readFile(new URL(`../page/${name}`, import.meta.url));
}
