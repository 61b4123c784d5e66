import type { Language } from '#platform/language.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { topicOf } from '../settings/bot-topics.js';
import type { BotSettings } from '../settings/bot-settings.js';
import { findAdminsToTell } from './find-admins-to-tell.js';
import { findReviewers, findReviewPlaces } from './find-reviewers.js';
import type { NoticeContract } from './notice-contract.js';

/** A chat in which a bot tells of something, and in which language. */
export interface NoticePlace {
  /** Number of the bot that speaks. */
  readonly speakerId: string;
  readonly chatId: string;
  readonly topicId?: number | undefined;
  readonly language: Language;
}

interface Search {
  readonly contract: NoticeContract;
  readonly settings: BotSettings;
  /** People who hear of every bot's trouble (`ADMIN_IDS`). */
  readonly fleetAdminIds: readonly string[];
}

interface Master {
  readonly id: string;
  readonly language: Language;
  readonly admin_chat_id: string | null;
  readonly admin_topic_id: string | null;
}

const findMaster = `
  select id::text, default_language as language, admin_chat_id::text, admin_topic_id::text
  from bots where is_master and is_active`;

/** Where those who run bots, or the fleet, hear of a notice: each chat once. A master bot that is to speak of itself cannot. */
export async function findPlaces(tenant: Tenant, tx: Tx, search: Search): Promise<NoticePlace[]> {
  const { to } = search.contract;
  const isOfFleet = to.includes('runners') || to.includes('owners');
  const [master] = isOfFleet ? await tx.sql<Master>(findMaster) : [];
  const places: NoticePlace[] = [];
  if (to.includes('admins')) places.push(...(await findAdmins(tenant, tx, search)));
  if (to.includes('reviewers')) places.push(...(await speakInReviews(tenant, tx, search)));
  if (master && to.includes('runners') && master.id !== tenant.botId)
    places.push(...(await findRunners(tenant, tx, { master, search })));
  if (master && to.includes('owners') && !(to.includes('runners') && master.id === tenant.botId))
    places.push(...(await findOwners(tenant, tx, { master, search })));
  return unique(places);
}

async function findAdmins(tenant: Tenant, tx: Tx, { contract, settings }: Search): Promise<NoticePlace[]> {
  const speaker = { speakerId: tenant.botId, language: settings.defaultLanguage };
  const place = placeOf(settings, contract);
  if (place) return [{ ...speaker, ...place }];
  if (!contract.isUrgent) return [];
  const ids = await findAdminsToTell(tx, { botId: tenant.botId, speakerId: tenant.botId });
  return ids.map((id) => ({ ...speaker, chatId: id }));
}

/** The chat of a bot's admins; for news the group that is set for them, where one is. */
function placeOf(
  settings: BotSettings,
  { topic }: NoticeContract,
): { readonly chatId: string; readonly topicId: number | undefined } | undefined {
  const { adminChatId, notificationGroupId } = settings;
  const isNews = topic === 'notification_topic_id';
  if (isNews && notificationGroupId !== undefined)
    return { chatId: notificationGroupId, topicId: topicOf(settings, topic) };
  if (adminChatId === undefined) return undefined;
  return { chatId: adminChatId, topicId: topicOf(settings, isNews ? 'admin_topic_id' : topic) };
}

async function speakInReviews(
  tenant: Tenant,
  tx: Tx,
  { contract, settings }: Search,
): Promise<NoticePlace[]> {
  const found = contract.isPrivate
    ? await findReviewers(tenant, tx)
    : await findReviewPlaces(tenant, tx, settings);
  return found.map((place) => ({ ...place, speakerId: tenant.botId }));
}

async function findRunners(
  tenant: Tenant,
  tx: Tx,
  { master, search }: { readonly master: Master; readonly search: Search },
): Promise<NoticePlace[]> {
  const ids = await findAdminsToTell(tx, { botId: tenant.botId, speakerId: master.id });
  const { defaultLanguage: language } = search.settings;
  return ids.map((chatId) => ({ speakerId: master.id, chatId, language }));
}

async function findOwners(
  tenant: Tenant,
  tx: Tx,
  { master, search }: { readonly master: Master; readonly search: Search },
): Promise<NoticePlace[]> {
  const { language, admin_chat_id: chatId } = master;
  const speaker = { speakerId: master.id, language };
  if (chatId !== null) return [{ ...speaker, chatId, ...topicAtMaster(tenant, { master, search }) }];
  const ids = await findAdminsToTell(tx, { botId: master.id, speakerId: master.id });
  return [...ids, ...search.fleetAdminIds].map((id) => ({ ...speaker, chatId: id }));
}

/** Topics of the master bot, whose settings are at hand where the notice is about it. */
function topicAtMaster(
  tenant: Tenant,
  { master, search: { contract, settings } }: { readonly master: Master; readonly search: Search },
): { topicId?: number | undefined } {
  const { topic } = contract;
  if (topic === undefined) return {};
  if (tenant.botId === master.id) return { topicId: topicOf(settings, topic) };
  return master.admin_topic_id === null ? {} : { topicId: Number(master.admin_topic_id) };
}

const unique = (places: readonly NoticePlace[]): NoticePlace[] => [
  ...new Map(places.map((place) => [`${place.speakerId} ${place.chatId}`, place])).values(),
];
