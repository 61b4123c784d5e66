import type { BotContext } from '../../context.js';
import { tapButton, type Button } from '../../screen.js';

/** The button of the main menu that leads to inviting others; undefined: the programme is off. */
export const inviteEntry = ({ snapshot, voice }: BotContext): Button | undefined =>
  snapshot.features.referral_program.isOn
    ? tapButton(voice.texts.referrals.buttons.invite, 'invite')
    : undefined;
