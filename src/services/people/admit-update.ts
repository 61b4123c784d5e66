import { randomInt } from 'node:crypto';
import { now } from '#platform/clock.js';
import { isLanguage, type Language } from '#platform/language.js';
import { dayMs } from '#platform/units.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import type { AcceptedVersions } from '../pages/demanded-document.js';

/** What an update tells of its sender. */
export interface Profile {
  readonly telegramId: string;
  readonly username: string | null;
  readonly firstName: string;
  readonly lastName: string | null;
}

/** As what somebody runs a bot. */
export type AdminRole = 'owner' | 'admin' | 'reviewer';

/** A person in one bot, as their update finds them; a change made while it is handled is made here too. */
export interface Person extends Profile {
  readonly id: string;
  language: Language;
  hasChosenLanguage: boolean;
  hasAcceptedRules: boolean;
  hasAcceptedPrivacy: boolean;
  /** Which versions they accepted. */
  accepted: AcceptedVersions;
  status: 'active' | 'blocked' | 'deleted';
  /** Undefined while registration is under way. */
  registeredAt: Date | undefined;
  /** The campaign that brought them; only known in the update that completes the registration. */
  campaignCode?: string | undefined;
  balanceToman: number;
  wantsReminders: boolean;
  /** Has the person a balance as a partner? */
  readonly isPartner: boolean;
  readonly adminRole: AdminRole | undefined;
}

/** Where a chat stands. */
export interface ConversationState {
  readonly state: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Admission {
  readonly person: Person;
  readonly conversation: ConversationState;
  /** Since when the bot is under maintenance because the panel is away; null: it is not. */
  readonly panelAwaySince: Date | null;
}

interface Row {
  readonly id: string | null;
  readonly language: string;
  readonly language_chosen_at: Date | null;
  readonly rules_accepted_at: Date | null;
  readonly rules_version: number | null;
  readonly privacy_version: number | null;
  readonly status: Person['status'];
  readonly registered_at: Date | null;
  readonly balance_toman: string;
  readonly wants_reminders: boolean;
  readonly is_partner: boolean;
  readonly admin_role: 'owner' | 'admin' | 'reviewer' | null;
  readonly state: string | null;
  readonly data: Record<string, unknown> | null;
  readonly away_since: Date | null;
}

const columns = `id, language, language_chosen_at, rules_accepted_at, rules_version, privacy_version, status, registered_at,
  balance_toman, wants_reminders, is_partner`;

const admit = `
  with mark as (
    insert into processed_updates (bot_id, update_id, chat_id) values ($1, $2, $3)
    on conflict (bot_id, update_id) do update set outcome = 'done', processed_at = now()
    where processed_updates.outcome = 'failed' returning update_id
  ), known as (
    select ${columns}, username, first_name, last_name, last_seen_at, can_receive
    from users where bot_id = $1 and telegram_id = $4
  ), fresh as (
    insert into users (bot_id, telegram_id, username, first_name, last_name, language, referral_code)
    select $1, $4, $5, $6, $7, $8, $9 from mark where not exists (select from known)
    on conflict do nothing returning ${columns}
  ), refreshed as (
    update users set username = $5, first_name = $6, last_name = $7, last_seen_at = now(), updated_at = now(),
      can_receive = true, unreachable_since = null
    from mark, known
    where users.bot_id = $1 and users.id = known.id and (
      (known.username, known.first_name, known.last_name) is distinct from ($5::text, $6::text, $7::text)
      or not known.can_receive or known.last_seen_at < now() - interval '1 minute')
  )
  select person.*, admin.role as admin_role, conversation.state, conversation.data,
    maintenance.automatic_since as away_since
  from mark
  left join (select ${columns} from known union all select ${columns} from fresh) person on true
  left join conversations conversation on conversation.bot_id = $1 and conversation.chat_id = $3
    and conversation.updated_at > $10
  left join bot_admins admin on admin.bot_id = $1 and admin.telegram_id = $4
  left join bot_maintenance maintenance on maintenance.bot_id = $1`;

const addPerson = `
  insert into users (bot_id, telegram_id, username, first_name, last_name, language, referral_code)
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict do nothing returning ${columns}`;
const findPerson = `select ${columns} from users where bot_id = $1 and telegram_id = $2`;

const codeSigns = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';
const newReferralCode = (): string =>
  `ref${Array.from({ length: 8 }, () => codeSigns[randomInt(codeSigns.length)]).join('')}`;

/** After so long nobody goes on with a dialogue: what comes then begins anew. The clean-up removes its row. */
const goesStaleMs = 7 * dayMs;

/** Longest stored name, in UTF-16 units. */
const longestName = 128;

/** A text of the outside as PostgreSQL can keep it: no NUL, no half of a surrogate pair, of bounded length. */
const storable = (text: string): string =>
  text
    .slice(0, longestName)
    // eslint-disable-next-line no-control-regex -- PostgreSQL refuses NUL in any text
    .replace(/\u0000|\p{Cs}/gu, '');

/**
 * Marks an update of a private chat as done, and finds its sender (made, refreshed or reachable again) and where
 * the chat stands; one statement unless a new referral code was taken already. Undefined when the update was
 * done before; one that failed for good before is admitted once more.
 */
export async function admitUpdate(
  tenant: Tenant,
  tx: Tx,
  input: {
    readonly updateId: number;
    readonly chatId: string;
    readonly profile: Profile;
    /** The language of a person not seen before. */
    readonly language: Language;
    /** Makes the code that the person invites others with. */
    readonly newCode?: () => string;
  },
): Promise<Admission | undefined> {
  const { newCode = newReferralCode } = input;
  const profile = {
    telegramId: input.profile.telegramId,
    username: input.profile.username && storable(input.profile.username),
    firstName: storable(input.profile.firstName),
    lastName: input.profile.lastName && storable(input.profile.lastName),
  };
  const names = [profile.username, profile.firstName, profile.lastName];
  const who = [profile.telegramId, ...names, input.language];
  const place = [tenant.botId, input.updateId, input.chatId];
  const since = new Date(now() - goesStaleMs);
  const [row] = await tx.sql<Row>(admit, [...place, ...who, newCode(), since]);
  if (!row) return undefined;
  let found = row.id === null ? undefined : row;
  for (let attempt = 1; !found; attempt += 1) {
    if (attempt > 10) throw new Error('no free referral code was found in 10 tries');
    const [made] = await tx.sql<Row>(addPerson, [tenant.botId, ...who, newCode()]);
    const [other] = made ? [made] : await tx.sql<Row>(findPerson, [tenant.botId, profile.telegramId]);
    found = other && { ...row, ...other };
  }
  return {
    person: personOf(profile, found),
    conversation: { state: row.state ?? 'idle', data: row.data ?? {} },
    panelAwaySince: row.away_since,
  };
}

const personOf = (profile: Profile, row: Row): Person => ({
  id: row.id as string,
  language: isLanguage(row.language) ? row.language : 'fa',
  hasChosenLanguage: row.language_chosen_at !== null,
  hasAcceptedRules: row.rules_accepted_at !== null,
  hasAcceptedPrivacy: row.privacy_version !== null,
  accepted: { rules: row.rules_version ?? 0, privacy_policy: row.privacy_version ?? 0 },
  status: row.status,
  registeredAt: row.registered_at ?? undefined,
  balanceToman: Number(row.balance_toman),
  wantsReminders: row.wants_reminders,
  isPartner: row.is_partner,
  adminRole: row.admin_role ?? undefined,
  ...profile,
});
