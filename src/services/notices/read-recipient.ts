import { isLanguage, type Language } from '#platform/language.js';
import type { Tenant, Tx } from '#tenancy/scope.js';

/** A person, as a message to them needs it. */
export interface Recipient {
  readonly userId: string;
  /** Their private chat with the bot. */
  readonly chatId: string;
  readonly language: Language;
  /** Did they get through registration? */
  readonly isRegistered: boolean;
}

/** Whom a notice is about: a person, the owner of a subscription, or the buyer of an order. */
export interface AboutPerson {
  readonly user_id?: string;
  readonly subscription_id?: string;
  readonly order_id?: string;
}

interface Row extends Omit<Recipient, 'language'> {
  readonly language: string;
  readonly status: 'active' | 'blocked' | 'deleted';
  readonly wantsReminders: boolean;
}

const person = `
  select id::text as "userId", telegram_id::text as "chatId", language, registered_at is not null as "isRegistered", status,
    wants_reminders as "wantsReminders"
  from users where bot_id = $1 and can_receive and status <> 'deleted' and id = `;
const byUser = `${person}$2`;
const bySubscription = `${person}(select user_id from subscriptions where bot_id = $1 and id = $2)`;
const byOrder = `${person}(select user_id from orders where bot_id = $1 and id = $2)`;

/** The statement that finds the person, and what of. */
function searchOf(about: AboutPerson): readonly [text: string, id: string | undefined] {
  const { user_id: userId, subscription_id: subscriptionId, order_id: orderId } = about;
  if (userId !== undefined) return [byUser, userId];
  return subscriptionId !== undefined ? [bySubscription, subscriptionId] : [byOrder, orderId];
}

/**
 * The person whom a notice is about; undefined when they are gone, have blocked the bot, an admin blocked them and it may
 * not reach such, or it is a reminder and they wish for none.
 */
export async function readRecipient(
  tenant: Tenant,
  tx: Tx,
  {
    about,
    reachesBlocked = false,
    isReminder = false,
  }: { readonly about: AboutPerson; readonly reachesBlocked?: boolean; readonly isReminder?: boolean },
): Promise<Recipient | undefined> {
  const [text, id] = searchOf(about);
  const [row] = await tx.sql<Row>(text, [tenant.botId, id]);
  if (!row || (row.status === 'blocked' && !reachesBlocked)) return undefined;
  const { status: _, language, wantsReminders, ...recipient } = row;
  if (isReminder && !wantsReminders) return undefined;
  return { ...recipient, language: isLanguage(language) ? language : 'fa' };
}
