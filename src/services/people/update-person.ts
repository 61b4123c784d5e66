import type { Language } from '#platform/language.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import type { Person } from './admit-update.js';

const setters = {
  chooseLanguage: `update users set language = $3, language_chosen_at = now(), updated_at = now()
    where bot_id = $1 and id = $2`,
  keepPayload: `update users set start_payload = $3, updated_at = now()
    where bot_id = $1 and id = $2 and registered_at is null`,
  keepAction: `update users set start_action = $3, updated_at = now()
    where bot_id = $1 and id = $2 and registered_at is null`,
  chooseReminders: `update users set wants_reminders = $3, updated_at = now() where bot_id = $1 and id = $2`,
  revive: `update users set status = 'active', registered_at = null, language_chosen_at = null,
      rules_accepted_at = null, rules_version = null, privacy_version = null, channel_checked_at = null, updated_at = now()
    where bot_id = $1 and id = $2 and status = 'deleted'`,
} as const;

/** Sets the language a person chose. */
export async function chooseLanguage(
  tenant: Tenant,
  tx: Tx,
  { person, language }: { readonly person: Person; readonly language: Language },
): Promise<void> {
  await tx.sql(setters.chooseLanguage, [tenant.botId, person.id, language]);
  person.language = language;
  person.hasChosenLanguage = true;
}

/** Keeps the payload of the link that brought a person whose registration is under way; the newest link counts. */
export async function keepPayload(
  tenant: Tenant,
  tx: Tx,
  { person, payload }: { readonly person: Person; readonly payload: string },
): Promise<void> {
  await tx.sql(setters.keepPayload, [tenant.botId, person.id, payload]);
}

/** Keeps the payload of a link that opens something, for the end of registration; the newest one counts. */
export async function keepAction(
  tenant: Tenant,
  tx: Tx,
  { person, payload }: { readonly person: Person; readonly payload: string },
): Promise<void> {
  await tx.sql(setters.keepAction, [tenant.botId, person.id, payload]);
}

/** Sets whether a person wishes to be reminded and warned of what they have. */
export async function chooseReminders(
  tenant: Tenant,
  tx: Tx,
  { person, isOn }: { readonly person: Person; readonly isOn: boolean },
): Promise<void> {
  await tx.sql(setters.chooseReminders, [tenant.botId, person.id, isOn]);
  person.wantsReminders = isOn;
}

/** Lets a deleted person register again; balance, ledger, invitations and trial stay as they are. */
export async function revivePerson(tenant: Tenant, tx: Tx, person: Person): Promise<void> {
  await tx.sql(setters.revive, [tenant.botId, person.id]);
  person.status = 'active';
  person.registeredAt = undefined;
  person.hasChosenLanguage = false;
  person.hasAcceptedRules = false;
  person.hasAcceptedPrivacy = false;
  person.accepted = { rules: 0, privacy_policy: 0 };
}
