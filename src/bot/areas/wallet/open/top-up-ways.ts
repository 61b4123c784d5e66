import type { BotContext } from '../../../context.js';
import type { Button } from '../../../screen.js';
import { supportButton } from '../../shared/screens/support-button.js';

/**
 * The ways in which this bot takes money, a button each: here the support, where it has one and lets it take money. A
 * payment method of its own adds its button here.
 */
export function topUpWays(ctx: BotContext): Button[] {
  const { supportUsername, values } = ctx.settings;
  const contact = values.support_topup ? supportButton(ctx.voice, supportUsername) : undefined;
  return contact ? [{ ...contact, text: ctx.voice.texts.wallet.buttons.topUpBySupport }] : [];
}
