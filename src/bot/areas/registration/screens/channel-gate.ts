import type { RequiredChannel } from '#services/people/required-channels.js';
import { oneWay } from '../../../format/one-way.js';
import { tapButton, type Button, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import type { Purpose } from '../read-purpose.js';

/** What is shown of a channel. */
type Shown = Pick<RequiredChannel, 'chat' | 'link' | 'title'>;

/** Leads to a channel; a @name makes its own link. Undefined: nothing leads there. */
function openButton(
  voice: Voice,
  { chat, link, title }: Shown,
  number: number | undefined,
): Button | undefined {
  const { openChannel, openNamed } = voice.texts.registration.buttons;
  const url = link ?? (chat.startsWith('@') ? `https://t.me/${chat.slice(1)}` : undefined);
  if (url === undefined) return undefined;
  const name = title ?? (number === undefined ? undefined : voice.number(number));
  const text =
    name === undefined
      ? openChannel
      : oneWay(voice.language, (show) => openNamed.replace('{channel}', () => show(name)));
  return { text, url };
}

/** Asks a person to join channels: to use the bot, or for what they are about to do. */
export function channelGate(
  voice: Voice,
  { channels, purpose }: { readonly channels: readonly Shown[]; readonly purpose?: Purpose | undefined },
): Screen {
  const { channel, buttons } = voice.texts.registration;
  const isSeveral = channels.length > 1;
  const asks = { purchase: channel.purchase, trial: channel.trial };
  const asked = purpose ? asks[purpose] : { one: channel.ask, several: channel.askSeveral };
  const open = channels.map((one, at) => openButton(voice, one, isSeveral ? at + 1 : undefined));
  return {
    text: isSeveral ? asked.several : asked.one,
    keyboard: [...open, tapButton(buttons.joined, 'joined', purpose)]
      .filter((button) => button !== undefined)
      .map((button) => [button]),
  };
}
