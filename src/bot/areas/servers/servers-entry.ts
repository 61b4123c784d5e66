import type { BotContext } from '../../context.js';
import { tapButton, type Button } from '../../screen.js';

/** To the status of the servers: our list, or the bot's own page as a link or a mini app; undefined: it is not shown. */
export function serversEntry({ snapshot, settings, voice }: BotContext): Button | undefined {
  if (!snapshot.features.server_status.isOn) return undefined;
  const { status: text } = voice.texts.servers.buttons;
  const { server_status_mode: mode, server_status_url: url } = settings.values;
  if (mode === 'list') return tapButton(text, 'servers');
  if (url === null) return undefined;
  return mode === 'link' ? { text, url } : { text, web_app: { url } };
}
