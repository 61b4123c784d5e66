import { inRows, paragraphs, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { menuButton } from '../../shared/screens/menu-button.js';
import { supportButton, type SupportWays } from '../../shared/screens/support-button.js';

/** How the bot is used, with its commands. */
export function helpScreen(
  voice: Voice,
  view: {
    readonly commands: readonly { readonly command: string; readonly description: string }[];
    readonly support: SupportWays;
  },
): Screen {
  const { title, body, commands, line, support } = voice.texts.menu.help;
  const button = supportButton(voice, view.support);
  const lines = view.commands.map(({ command, description }) =>
    voice.say(line, { command: voice.foreign(`/${command}`), description }),
  );
  return {
    text: paragraphs(
      `<b>${title}</b>`,
      voice.say(body, { command: voice.foreign('/menu') }),
      [commands, ...lines].join('\n'),
      button && support,
    ),
    keyboard: [...inRows([button]), [menuButton(voice)]],
  };
}
