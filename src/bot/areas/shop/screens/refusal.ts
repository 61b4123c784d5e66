import type { OrderRefusal } from '#services/orders/types.js';
import { inRows, tapButton, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { menuButton } from '../../shared/screens/menu-button.js';
import { supportButton } from '../../shared/screens/support-button.js';

/** Why a wish cannot be met, with the ways on. */
export const refusal = (
  voice: Voice,
  {
    reason,
    supportUsername,
  }: { readonly reason: OrderRefusal; readonly supportUsername: string | undefined },
): Screen => ({
  text: voice.texts.shop.errors[reason],
  keyboard: [
    ...inRows([
      tapButton(voice.texts.subscriptions.buttons.subscriptions, 'subscriptions'),
      supportButton(voice, supportUsername),
    ]),
    [menuButton(voice)],
  ],
});
