import { inRows, tapButton, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { supportButton, type SupportWays } from '../../shared/screens/support-button.js';

/** The bot stands still; what is left to do is shown. `isOwner`: those who can end it hear why. */
export const standsStill = (
  voice: Voice,
  { isOwner, support }: { readonly isOwner: boolean; readonly support: SupportWays },
): Screen => {
  const { still } = voice.texts.billing;
  const { subscriptions, payments } = voice.texts;
  return {
    text: isOwner ? voice.say(still.owners, { command: '/statement' }) : still.people,
    keyboard: inRows([
      tapButton(subscriptions.buttons.subscriptions, 'subscriptions'),
      tapButton(payments.buttons.payments, 'payments'),
      supportButton(voice, support),
    ]),
  };
};
