import { isDeepStrictEqual } from 'node:util';
import type { Update } from 'telegraf/types';
import { UserFacingError } from '#platform/errors.js';
import type { Language } from '#platform/language.js';
import { log } from '#platform/log.js';
import { notify } from '#services/notices/notify.js';
import { takeRepeat, takeStars, takeStarsBack } from '#services/payments/take-stars.js';
import { admitUpdate, type ConversationState } from '#services/people/admit-update.js';
import { checkChannel, type ChannelTrouble } from '#services/people/check-channel.js';
import { markReachable } from '#services/people/mark-reachable.js';
import { markUpdate } from '#services/people/mark-update.js';
import { noteMember, noteOneOfSeveral, noteStranger } from '#services/people/note-membership.js';
import { findRequired, requiredChannels } from '#services/people/required-channels.js';
import { saveConversation } from '#services/people/save-conversation.js';
import { moveChatIn } from '#services/settings/move-chat.js';
import type { BotSettings } from '#services/settings/bot-settings.js';
import type { BotSnapshot } from '#services/snapshots/bot-snapshot.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { apologize } from './apologize.js';
import { findAction } from './areas.js';
import type { BotMeans } from './bot-means.js';
import { readCallbackData } from './callback-data.js';
import { composer } from './composer.js';
import { BotContext, type Encounter } from './context.js';
import { deskGroupOf } from './areas/desk/place.js';
import { takeEdit } from './areas/desk/staff-words.js';
import { handleGroup } from './handle-group.js';
import { isOfOtherBot } from './of-other-bot.js';
import { enqueueCalls, numberedChat } from './outgoing-calls.js';
import { readUpdate, type Incoming, type RawUpdate } from './read-update.js';
import { askPace } from './areas/gates/ask-pace.js';
import { MembershipWantedError } from './areas/registration/missing-for.js';
import { purposeOf } from './areas/registration/purpose-of.js';
import { voiceOf } from './voice.js';

type Personal = Encounter['incoming'];
type Stars = Extract<Incoming, { kind: 'stars' }>;
type Moved = Extract<Incoming, { kind: 'membership' }>;
const route = composer.middleware();

/**
 * Handles one update of one bot, once however often it is called:
 * 1. what only the outside knows is asked for, no transaction open; 2. in one transaction the update is marked, its
 * sender found, the composer decides, the conversation is kept, and the calls to Telegram are enqueued. Where it turns out there that
 * more must be asked, it is undone, and both steps are made once more.
 */
export async function handleUpdate(tenant: Tenant, update: RawUpdate, means: BotMeans): Promise<void> {
  const incoming = readUpdate(update);
  if (incoming.kind === 'ignored') {
    log.info({ update: update.update_id, reason: incoming.reason }, 'update ignored');
    return;
  }
  const snapshot = await means.snapshots.read(tenant);
  if (!snapshot) {
    log.warn({ update: update.update_id }, 'the bot of this update was deleted; the update is dropped');
    return;
  }
  if (await isOfOtherBot(tenant, snapshot.settings, { of: means.of, kind: incoming.kind })) return;
  if (incoming.kind === 'message' || incoming.kind === 'tap')
    return handlePersonal(tenant, snapshot, { update, incoming, means });
  const { settings } = snapshot;
  if (incoming.kind === 'membership')
    return handleMembership(tenant, settings, { updateId: update.update_id, incoming });
  if (incoming.kind === 'stars') return handleStars(tenant, settings, { update, incoming });
  if (!isOurs(settings, incoming)) return;
  await tenant.db((tx) => handleOther({ tenant, tx, settings, incoming, updateId: update.update_id }));
}

/** Of what people say in groups and of messages that they change, most is no affair of ours, and costs no transaction. */
function isOurs(settings: BotSettings, incoming: Incoming): boolean {
  const { telegramBotId } = settings;
  if (incoming.kind === 'edit') return !incoming.isInGroup || deskGroupOf(settings) === incoming.chatId;
  if (incoming.kind === 'group-topic') return deskGroupOf(settings) === incoming.chatId;
  if (incoming.kind !== 'group-message' || incoming.replied?.botId === telegramBotId) return true;
  return incoming.topicId !== undefined && deskGroupOf(settings) === incoming.chatId;
}

interface PersonalUpdate {
  readonly update: RawUpdate;
  readonly incoming: Personal;
  readonly means: BotMeans;
}

async function handlePersonal(
  tenant: Tenant,
  snapshot: BotSnapshot,
  { update, incoming, means }: PersonalUpdate,
): Promise<void> {
  const { settings } = snapshot;
  const { askTelegram, publicUrl, vault } = means;
  const { telegramId } = incoming.profile;
  const gapMs = settings.values.throttle_ms;
  const ask = (purpose: Encounter['purpose']) =>
    checkChannel(tenant, { settings: settings.values, telegramId, ask: askTelegram, purpose });
  const purpose = purposeOf(incoming);
  const [nodes, membership, pace] = await Promise.all([
    asksForNodes(incoming) ? means.nodes.read() : undefined,
    ask(purpose),
    askPace(tenant, { update, telegramId, gapMs }, means),
  ]);
  const outside = { publicUrl, vault, nodes, pace };
  const serve = (asked: Pick<Encounter, 'membership' | 'purpose'>): Promise<void> =>
    tenant.db(async (tx) => {
      const { chatId, profile } = incoming;
      const language = firstLanguage(settings, incoming);
      const updateId = update.update_id;
      const admission = await admitUpdate(tenant, tx, { updateId, chatId, profile, language });
      if (!admission) return;
      const encounter = { tenant, tx, snapshot, ...outside, ...asked, incoming, admission };
      await meet(new BotContext(update as unknown as Update, encounter), admission.conversation);
    });
  try {
    await serve({ membership, purpose }).catch(async (error: unknown) => {
      if (!(error instanceof MembershipWantedError)) throw error;
      await serve({ membership: await ask(error.purpose), purpose: error.purpose });
    });
  } catch (error) {
    if (!(error instanceof UserFacingError)) throw error;
    await apologize(tenant, update, { settings, error });
  }
}

function asksForNodes(incoming: Personal): boolean {
  const data = incoming.kind === 'tap' ? readCallbackData(incoming.data) : undefined;
  return data !== undefined && findAction(data.action)?.readsNodes === true;
}

/** The language for a person not seen before: that of their Telegram where people may choose it, else the bot's. */
function firstLanguage({ values, defaultLanguage }: BotSettings, { hint }: Pick<Personal, 'hint'>): Language {
  const isFree = values.language_selection && values.offered_languages.length > 1;
  return isFree && hint && values.offered_languages.includes(hint) ? hint : defaultLanguage;
}

async function meet(ctx: BotContext, before: ConversationState): Promise<void> {
  const { tenant, tx, person } = ctx;
  const { chatId } = ctx.incoming;
  await noteChannel(ctx);
  await route(ctx, () => Promise.resolve());
  const { conversation } = ctx;
  if (!isDeepStrictEqual(conversation, before))
    saveConversation(tenant, tx, { chatId, userId: person.id, conversation });
  await enqueueCalls(tenant, numberedChat(chatId, ctx.settings), ctx.takeCalls());
}

async function noteChannel({ tenant, tx, person, settings, membership }: BotContext): Promise<void> {
  const { telegramId } = person;
  const { values } = settings;
  if (membership.kind === 'member' && membership.isNew) {
    const isAll = requiredChannels(values).every(({ purpose }) => purpose === 'everybody');
    await (isAll
      ? noteMember(tenant, tx, { telegramId })
      : noteOneOfSeveral(tenant, tx, { telegramId, isChecked: true }));
  }
  if (membership.kind === 'stranger')
    await noteStranger(tenant, tx, { telegramId, values, missing: membership.missing });
  if (membership.kind !== 'stranger' && membership.kind !== 'unknown') return;
  for (const trouble of membership.troubles) await reportChannel(tenant, tx, trouble);
}

async function reportChannel(tenant: Tenant, tx: Tx, { chat, reason }: ChannelTrouble): Promise<void> {
  log.warn(
    { channel: chat, reason },
    'channel membership cannot be checked, so everybody passes; check the channel in the settings and that the bot is its admin',
  );
  await notify(tenant, tx, { kind: 'channel_trouble', about: { channel_id: chat, reason } });
}

/**
 * Money that moved is taken over whoever it is of (a person who is blocked, or not registered yet) and wherever their chat
 * stands; what follows from it tells them.
 */
async function handleStars(
  tenant: Tenant,
  settings: BotSettings,
  { update, incoming }: { readonly update: RawUpdate; readonly incoming: Stars },
): Promise<void> {
  const { chatId, profile, way, chargeId, amount, payload, paidUntil } = incoming;
  const language = firstLanguage(settings, incoming);
  const updateId = update.update_id;
  await tenant.db(async (tx) => {
    const admission = await admitUpdate(tenant, tx, { updateId, chatId, profile, language });
    if (!admission) return;
    const take = way === 'in' ? takeStars : takeStarsBack;
    const moved = { userId: admission.person.id, chargeId, amount, payload, paidUntil };
    await take(tenant, tx, moved, settings.values);
  });
}

/** Of all chats that the bot runs, only who comes into a required channel or leaves it is of interest. */
async function handleMembership(
  tenant: Tenant,
  { values }: BotSettings,
  { updateId, incoming }: { readonly updateId: number; readonly incoming: Moved },
): Promise<void> {
  const { chatId, telegramId, room, isInside } = incoming;
  const found = findRequired(values, room);
  if (!found) return;
  const isOnly = requiredChannels(values).length === 1;
  await tenant.db(async (tx) => {
    if (!(await markUpdate(tenant, tx, { updateId, chatId, telegramId }))) return;
    if (!isInside) await noteStranger(tenant, tx, { telegramId, values, missing: [found] });
    else if (isOnly) await noteMember(tenant, tx, { telegramId });
    else await noteOneOfSeveral(tenant, tx, { telegramId, isChecked: false });
  });
}

async function handleOther(update: {
  readonly tenant: Tenant;
  readonly tx: Tx;
  readonly settings: BotSettings;
  readonly incoming: Exclude<Incoming, Personal | Stars | Moved | { kind: 'ignored' }>;
  readonly updateId: number;
}): Promise<void> {
  const { tenant, tx, settings, incoming, updateId } = update;
  const { chatId } = incoming;
  if (incoming.kind === 'reach') {
    const { canReceive, profile } = incoming;
    return markReachable(tenant, tx, { updateId, chatId, telegramId: profile.telegramId, canReceive });
  }
  const telegramId = 'profile' in incoming ? incoming.profile.telegramId : null;
  const marked = await markUpdate(tenant, tx, { updateId, chatId, telegramId });
  if (!marked) return;
  if (incoming.kind === 'repeat') return takeRepeat(tenant, tx, { telegramId: chatId, ...incoming });
  if (incoming.kind === 'edit') {
    const source = { chatId, messageId: incoming.messageId };
    return takeEdit({ tenant, tx, settings }, { source, content: incoming.content });
  }
  if (incoming.kind === 'group-moved') return moveChatIn(tenant, tx, { from: chatId, to: incoming.to });
  const language = marked.language ?? firstLanguage(settings, incoming);
  await handleGroup({ tenant, tx, settings, incoming, voice: voiceOf(language, settings.values.time_zone) });
}
