import type { BotContext } from '../../context.js';
import { tapButton, type Button } from '../../screen.js';

/** Leads partners to their cabinet, and others to the application where the bot takes any. */
export function partnerEntry({ person, settings, voice }: BotContext): Button | undefined {
  const { buttons } = voice.texts.partners;
  if (person.isPartner) return tapButton(buttons.cabinet, 'partner');
  return settings.values.partner_applications ? tapButton(buttons.become, 'partner') : undefined;
}
