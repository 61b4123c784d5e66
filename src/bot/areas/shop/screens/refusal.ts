import type { OrderRefusal } from '#services/orders/types.js';
import { inRows, tapButton, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { menuButton } from '../../shared/screens/menu-button.js';
import { supportButton, type SupportWays } from '../../shared/screens/support-button.js';

/** Why a wish cannot be met, with the ways on. */
export const refusal = (
  voice: Voice,
  { reason, support }: { readonly reason: OrderRefusal; readonly support: SupportWays },
): Screen => ({
  text: voice.texts.shop.errors[reason],
  keyboard: [
    ...inRows([
      tapButton(voice.texts.subscriptions.buttons.subscriptions, 'subscriptions'),
      supportButton(voice, support),
    ]),
    [menuButton(voice)],
  ],
});
