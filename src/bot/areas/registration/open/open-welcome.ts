import { readMenuFacts } from '#services/orders/read-menu-facts.js';
import type { BotContext } from '../../../context.js';
import type { Screen } from '../../../screen.js';
import { welcomeScreen } from '../screens/welcome.js';

/**
 * The welcome of the bot's admins for who has just registered; undefined: there is none in their language. Its button starts the trial
 * where one is offered to them: who was given a subscription by their campaign has none.
 */
export async function openWelcome(ctx: BotContext): Promise<Screen | undefined> {
  const { tenant, tx, person, voice, settings } = ctx;
  const { values, username } = settings;
  const html = voice.own(values.welcome_text);
  if (!html) return undefined;
  const facts = values.welcome_trial_button
    ? await readMenuFacts(tenant, tx, { userId: person.id })
    : undefined;
  return welcomeScreen(voice, {
    ...{ html, person, botUsername: username, trial: facts?.trial ?? null },
    trialTerms: {
      days: values.trial_days,
      trafficGb: values.trial_traffic_gb,
      devices: values.trial_devices,
    },
  });
}
