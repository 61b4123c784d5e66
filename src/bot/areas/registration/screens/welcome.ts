import type { TrialOffer } from '#services/orders/offers.js';
import type { WelcomePlaceholder } from '#services/settings/welcome-placeholders.js';
import { tapButton, type Screen } from '../../../screen.js';
import type { Template } from '../../../texts/shape.js';
import type { Voice } from '../../../voice.js';
import { trialLabel } from '../../menu/screens/trial-label.js';

/** What a welcome of the bot's admins is made of. */
export interface WelcomeView {
  /** In Telegram's HTML, with placeholders. */
  readonly html: string;
  readonly person: { readonly firstName: string; readonly lastName?: string | null };
  /** @name of the bot, without @. */
  readonly botUsername: string;
  readonly trialTerms: { readonly days: number; readonly trafficGb: number; readonly devices: number };
  /** The trial that a button below it starts; null: there is no button. */
  readonly trial: Pick<TrialOffer, 'priceToman'> | null;
}

/** The welcome of the bot's admins, filled in for a person. */
export function welcomeScreen(voice: Voice, view: WelcomeView): Screen {
  const { html, person, botUsername, trialTerms, trial } = view;
  const text = voice.say(html as Template<WelcomePlaceholder>, {
    bot: voice.isolate(`@${botUsername}`),
    first_name: voice.name({ firstName: person.firstName }),
    name: voice.name(person),
    trial_days: trialTerms.days,
    trial_devices: trialTerms.devices,
    trial_traffic: voice.traffic(trialTerms.trafficGb),
  });
  return trial ? { text, keyboard: [[tapButton(trialLabel(voice, trial), 'trial')]] } : { text };
}
