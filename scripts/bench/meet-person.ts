import { firstLanguageChoice } from '#bot/areas/registration/screens/language-choice.js';
import { helpScreen } from '#bot/areas/menu/screens/help.js';
import { profileScreen } from '#bot/areas/menu/screens/profile.js';
import { listCommands } from '#bot/areas.js';
import { voiceOf } from '#bot/voice.js';
import type { Screen } from '#bot/screen.js';
import { languages } from '#platform/language.js';
import { admitUpdate } from '#services/people/admit-update.js';
import { saveConversation } from '#services/people/save-conversation.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import type { Deed } from './people.js';

/** What the sides know of an update. */
export interface Met {
  readonly deed: Deed;
  readonly updateId: number;
  readonly chatId: string;
  readonly from: { readonly id: number; readonly first_name: string };
}

/** The statements of our update, by our own functions; false when it was done before. */
export async function meetPerson(
  tenant: Tenant,
  tx: Tx,
  { deed, updateId, chatId, from }: Met,
): Promise<boolean> {
  const profile = { telegramId: String(from.id), username: null, firstName: from.first_name, lastName: null };
  const admission = await admitUpdate(tenant, tx, { updateId, chatId, profile, language: 'en' });
  if (!admission) return false;
  const conversation = { state: 'registration.language', data: {} };
  if (deed === 'start') saveConversation(tenant, tx, { chatId, userId: admission.person.id, conversation });
  return true;
}

/** Our answers to the mix, made once: what it costs to make a screen is nobody's but ours. */
export function makeScreens(): Readonly<Record<Deed, Screen>> {
  const voice = voiceOf('en');
  const now = new Date();
  const person = { firstName: 'Person 6000000000', lastName: null };
  return {
    start: firstLanguageChoice(languages, 'en'),
    command: helpScreen(voice, {
      commands: listCommands('en'),
      support: { contact: undefined, hasTickets: false },
    }),
    tap: profileScreen(voice, { person, registeredAt: now, balanceToman: 0, wantsReminders: true, now }),
  };
}
