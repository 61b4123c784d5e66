import type { BotContext } from '../../context.js';
import { tapButton, type Button } from '../../screen.js';

/** To the support, where the menu has a button for it and people can write to somebody here. */
export const supportEntry = ({ settings, support, voice }: BotContext): Button | undefined =>
  settings.values.support_menu && support.hasTickets
    ? tapButton(voice.texts.support.buttons.support, 'support')
    : undefined;
