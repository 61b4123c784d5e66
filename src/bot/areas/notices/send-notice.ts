import type { Payload } from '#jobs/catalog.js';
import { enqueue } from '#jobs/enqueue.js';
import { now } from '#platform/clock.js';
import { PermanentError, RetryableError } from '#platform/errors.js';
import { log } from '#platform/log.js';
import { dayMs, hourMs, minuteMs } from '#platform/units.js';
import { isBotOn } from '#services/bots/is-bot-on.js';
import { noticeOf, type NoticeKind } from '#services/notices/catalog.js';
import { findPlaces, type NoticePlace } from '#services/notices/find-places.js';
import type { NoticeContract } from '#services/notices/notice-contract.js';
import { endOfQuiet } from '#services/notices/quiet-hours.js';
import { readRecipient, type AboutPerson } from '#services/notices/read-recipient.js';
import { takeNotice } from '#services/notices/take-notice.js';
import type { BotSettings } from '#services/settings/bot-settings.js';
import type { BotSnapshot } from '#services/snapshots/bot-snapshot.js';
import { tenantOf, type Tenant } from '#tenancy/scope.js';
import { enqueueCalls, newMessages } from '../../outgoing-calls.js';
import { supportWays } from '../../support-ways.js';
import { voiceOf } from '../../voice.js';
import { sayings } from './index.js';
import type { AnySaying, PersonScene, Said, Scene } from './saying.js';

type QueuedNotice = Payload<'notice.send'>;

/** What telling depends on beside the notice itself. */
export interface Telling {
  /** The outbox row of the notice; undefined in a person's retry of a failed job. */
  readonly outboxId: string | undefined;
  /** People who hear of every bot's trouble (`ADMIN_IDS`). */
  readonly fleetAdminIds: readonly string[];
  /** The bot as it is; undefined when it is gone. */
  readonly snapshot: BotSnapshot | undefined;
}

/** How long a kind that a newer version decided waits for a process that knows it. */
const unknownPauseMs = 30_000;
/** What a bot that is switched off would have said to people is kept so long, and looked at so often, for it to come back. */
const kept = { forMs: 3 * dayMs, pauseMs: 30 * minuteMs } as const;

/**
 * Tells whom it concerns of a notice, once however often it is called: nobody where the bot is gone, a switch is off, nobody
 * can be reached, or it is too old to be of use. In the bot's quiet hours what can wait is enqueued anew until they are over, and
 * what a person would hear of a bot that is switched off until it is on again, for some days.
 */
export async function sendNotice(tenant: Tenant, notice: QueuedNotice, telling: Telling): Promise<void> {
  const contract = noticeOf(notice.kind);
  if (!contract)
    throw new RetryableError('notice.kind_unknown', { isLocal: true, retryAfterMs: unknownPauseMs });
  const { success, data: about, error } = contract.about.safeParse(notice.about);
  if (!success) throw new PermanentError('notice.payload_refused', { cause: error });
  const { snapshot } = telling;
  const settings = snapshot?.settings;
  if (!settings || !isWanted(contract, settings, notice)) return;
  await takeNotice(tenant, { contract, outboxId: telling.outboxId }, async (tx) => {
    const waitsUntil = contract.when === 'by_day' ? endOfQuiet(now(), settings.values.time_zone) : undefined;
    if (waitsUntil !== undefined)
      return enqueue(tenant, 'notice.send', notice, { notBefore: new Date(waitsUntil) });
    const scene = { tenant, tx, settings, support: supportWays(snapshot) };
    const order = { contract, kind: notice.kind as NoticeKind, about };
    if (!contract.to.includes('person')) return tellPlaces(scene, order, telling);
    if (!(await isBotOn(tenant, tx))) return keepForLater(tenant, notice);
    await tellPerson(scene, order);
  });
}

async function keepForLater(tenant: Tenant, notice: QueuedNotice): Promise<void> {
  if (now() - Date.parse(notice.decided_at) > kept.forMs) return;
  await enqueue(tenant, 'notice.send', notice, { notBefore: new Date(now() + kept.pauseMs) });
}

function isWanted(
  { switches = [], usefulHours }: NoticeContract,
  { values }: BotSettings,
  { kind, decided_at: decidedAt }: QueuedNotice,
): boolean {
  const isOld = usefulHours !== undefined && now() - Date.parse(decidedAt) > usefulHours * hourMs;
  if (isOld)
    log.warn({ notice: kind, decided: decidedAt }, 'a notice is too old to be of use; it is not sent');
  return !isOld && switches.every((key) => values[key]);
}

interface Order {
  readonly contract: NoticeContract;
  readonly kind: NoticeKind;
  readonly about: unknown;
}

const say = (scene: Scene | PersonScene, { kind, about }: Order): Promise<Said | undefined> =>
  (sayings[kind] as AnySaying)(scene, about);

async function tellPerson(scene: Scene, order: Order): Promise<void> {
  const { tenant, tx, settings } = scene;
  const { reachesBlocked, isReminder } = order.contract;
  const about = order.about as AboutPerson;
  const recipient = await readRecipient(tenant, tx, {
    about,
    ...(reachesBlocked && { reachesBlocked }),
    ...(isReminder && { isReminder }),
  });
  const said = recipient && (await say({ ...scene, recipient }, order));
  if (!said) return;
  const { chatId, language } = recipient;
  const screen = said.screen(voiceOf(language, settings.values.time_zone));
  await enqueueCalls(tenant, chatId, newMessages(chatId, screen));
}

async function tellPlaces(scene: Scene, order: Order, { fleetAdminIds }: Telling): Promise<void> {
  const { tenant, tx, settings } = scene;
  const { contract } = order;
  const places = await findPlaces(tenant, tx, { contract, settings, fleetAdminIds });
  const said = places.length > 0 ? await say(scene, order) : undefined;
  if (!said || !isChosen(said, settings)) return;
  for (const place of places) await tellPlace(place, said, settings);
}

const isChosen = ({ choice }: Said, { values }: BotSettings): boolean =>
  choice === undefined || values.admin_notice_kinds.includes(choice);

function tellPlace({ speakerId, chatId, topicId, language }: NoticePlace, said: Said, settings: BotSettings) {
  const screen = said.screen(voiceOf(language, settings.values.time_zone));
  return enqueueCalls(tenantOf(speakerId), chatId, newMessages(chatId, screen, topicId));
}
