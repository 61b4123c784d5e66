import { tapButton, type Button, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';

/** Asks a person to join the bot's channel; `channelId` of the form @name makes its own link. */
export function channelGate(
  voice: Voice,
  view: { readonly channelId: string | null; readonly channelLink: string | null },
): Screen {
  const { channel, buttons } = voice.texts.registration;
  const ownLink = view.channelId?.startsWith('@') ? `https://t.me/${view.channelId.slice(1)}` : undefined;
  const url = view.channelLink ?? ownLink;
  const open: Button[] = url ? [{ text: buttons.openChannel, url }] : [];
  return {
    text: channel.ask,
    keyboard: [open, [tapButton(buttons.joined, 'joined')]].filter((row) => row.length > 0),
  };
}
