import type { BotContext } from '../../context.js';
import { tapButton, type Button } from '../../screen.js';

/** Leads from the main menu to where a code is typed; undefined: the bot has no promo codes. */
export const codeEntry = ({ snapshot, voice }: BotContext): Button | undefined =>
  snapshot.features.promo_codes.isOn ? tapButton(voice.texts.codes.buttons.enter, 'promo-code') : undefined;
