import { now } from '#platform/clock.js';
import { listOwnPayments } from '#services/payments/open-payments.js';
import { listOwnSubscriptions } from '#services/subscriptions/own-subscriptions.js';
import { addStaffMessage } from '#services/tickets/add-staff-message.js';
import { findReadyAnswerById, readyTextOf, type ReadyAnswer } from '#services/tickets/canned-answers.js';
import { closeTicket, reopenTicket } from '#services/tickets/close-ticket.js';
import { release, setPending, setPriority, takeOver } from '#services/tickets/handle-ticket.js';
import { readAsker } from '#services/tickets/read-asker.js';
import type { MessageSource } from '#services/tickets/ticket-messages.js';
import { blockFromTickets, unblockFromTickets } from '#services/tickets/ticket-blocks.js';
import { findTicket, listTickets, type Ticket } from '#services/tickets/ticket-rows.js';
import { openCard } from './open/open-card.js';
import { blockMinutes, priorities } from './screens/desk-buttons.js';
import { personScreen } from './screens/person.js';
import { tappedCard, turnTapped, type DeskScene } from './scene.js';
import { whyNotTaken, type NotTaken } from './staff-words.js';
import { readDeskTarget } from './target.js';
import type { DeskMenu } from './screens/desk-view.js';

/** What staff hear of a tap; undefined: nothing, the message says it. `stale`: the button means nothing. */
export type DeskHeard = { readonly say: string; readonly isAlert?: true } | 'stale' | undefined;

type Act = (scene: DeskScene, ticket: Ticket, rest: string) => Promise<DeskHeard>;

/** Runs what a button does, whose argument may be anything; of a ticket that the bot has not, nothing. */
export async function runDeskAct(scene: DeskScene, name: DeskActName, argument: string): Promise<DeskHeard> {
  const target = readDeskTarget(argument);
  const ticket = target && (await findTicket(scene.tenant, scene.tx, target));
  return target && ticket ? deskActs[name]({ ...scene, ticketId: ticket.id }, ticket, target.rest) : 'stale';
}

/** The buttons of every day come back, and what was done is said. */
async function done(scene: DeskScene, isChanged: boolean, words: string): Promise<DeskHeard> {
  await turnTapped(scene, '');
  const { already } = scene.voice.texts.desk.alerts;
  return { say: isChanged ? words : already };
}

const turnTo =
  (menu: DeskMenu): Act =>
  async (scene) =>
    (await turnTapped(scene, menu)) ? undefined : 'stale';

/** Sends an answer that is kept ready, in the language of the person; why not, where the ticket does not take it. */
export async function sendReady(
  { tenant, tx, settings, staff }: DeskScene,
  ticket: Ticket,
  { answer, source }: { readonly answer: ReadyAnswer; readonly source?: MessageSource },
): Promise<NotTaken | undefined> {
  const asker = await readAsker(tenant, tx, ticket.userId);
  const standard = settings.defaultLanguage;
  const html = readyTextOf(answer, { language: asker?.language ?? standard, standard });
  const message = { kind: 'text', html, source } as const;
  try {
    await addStaffMessage(tenant, tx, { ticketId: ticket.id, staff, message });
  } catch (error) {
    return whyNotTaken(error);
  }
  return undefined;
}

/** What the buttons of a ticket do, by their names. */
const deskActs = {
  'desk-answer': async (scene, ticket, rest) => {
    const { alerts } = scene.voice.texts.desk;
    const isId = /^[1-9]\d{0,17}$/.test(rest);
    const answer = isId ? await findReadyAnswerById(scene.tenant, scene.tx, rest) : undefined;
    if (!answer) return { say: alerts.gone, isAlert: true };
    // A second tap comes to a card whose list was closed by the first.
    if ((await tappedCard(scene))?.menu !== 'answers') return { say: alerts.already };
    const refused = await sendReady(scene, ticket, { answer });
    if (refused) return { say: scene.voice.texts.desk.copy[refused], isAlert: true };
    return done(scene, true, alerts.answered);
  },
  'desk-answers': turnTo('answers'),
  'desk-back': turnTo(''),
  'desk-block': turnTo('block'),
  'desk-block-for': async (scene, ticket, rest) => {
    const { tenant, tx, staff, voice } = scene;
    const minutes = blockMinutes.find((one) => String(one) === rest);
    if (minutes === undefined) return 'stale';
    const block = { userId: ticket.userId, minutes: minutes === 0 ? null : minutes, by: staff };
    await blockFromTickets(tenant, tx, block);
    return done(scene, true, voice.texts.desk.alerts.blocked);
  },
  'desk-close': async (scene, { id: ticketId }) => {
    const { tenant, tx, staff, voice } = scene;
    const { isChanged } = await closeTicket(tenant, tx, { ticketId, by: 'staff', staff });
    return done(scene, isChanged, voice.texts.desk.alerts.closed);
  },
  'desk-open': async (scene, { id: ticketId }) => {
    await openCard(scene, ticketId);
    return undefined;
  },
  'desk-pending': async (scene, { id: ticketId }) => {
    const { tenant, tx, staff, voice } = scene;
    const { isChanged } = await setPending(tenant, tx, { ticketId, staff });
    return done(scene, isChanged, voice.texts.desk.alerts.pending);
  },
  'desk-person': async (scene, { id, userId }) => {
    const { tenant, tx, voice } = scene;
    const asker = await readAsker(tenant, tx, userId);
    if (!asker) return { say: voice.texts.desk.alerts.gone, isAlert: true };
    const { payments } = await listOwnPayments(tenant, tx, { userId });
    const { count } = await listTickets(tenant, tx, { userId, pageSize: 1 });
    const subscriptions = await listOwnSubscriptions(tenant, tx, { userId });
    const at = new Date(now());
    await scene.show(personScreen(voice, { asker, payments, subscriptions, ticketCount: count, at }), id);
    return undefined;
  },
  'desk-priority': turnTo('priority'),
  'desk-priority-set': async (scene, { id: ticketId }, rest) => {
    const { tenant, tx, staff, voice } = scene;
    const priority = priorities.find((one) => one === rest);
    if (!priority) return 'stale';
    const { isChanged } = await setPriority(tenant, tx, { ticketId, priority, staff });
    return done(scene, isChanged, voice.texts.desk.alerts.priority);
  },
  'desk-release': async (scene, { id: ticketId }) => {
    const { tenant, tx, staff, voice } = scene;
    const { isChanged } = await release(tenant, tx, { ticketId, staff });
    return done(scene, isChanged, voice.texts.desk.alerts.released);
  },
  'desk-reopen': async (scene, { id: ticketId }) => {
    const { tenant, tx, staff, voice } = scene;
    const { isChanged } = await reopenTicket(tenant, tx, { ticketId, staff });
    return done(scene, isChanged, voice.texts.desk.alerts.reopened);
  },
  'desk-reply': (scene, { id }) => {
    scene.ask(id);
    return Promise.resolve(undefined);
  },
  'desk-take': async (scene, { id: ticketId }) => {
    const { tenant, tx, staff, voice } = scene;
    const { isChanged, heldBy } = await takeOver(tenant, tx, { ticketId, staff });
    if (heldBy === undefined) return done(scene, isChanged, voice.texts.desk.alerts.taken);
    return (await turnTapped(scene, 'take')) ? undefined : 'stale';
  },
  'desk-take-yes': async (scene, { id: ticketId }) => {
    const { tenant, tx, staff, voice } = scene;
    const { isChanged } = await takeOver(tenant, tx, { ticketId, staff, isForced: true });
    return done(scene, isChanged, voice.texts.desk.alerts.taken);
  },
  'desk-unblock': async (scene, { userId }) => {
    const { tenant, tx, staff, voice } = scene;
    const isChanged = await unblockFromTickets(tenant, tx, { userId, by: staff });
    return done(scene, isChanged, voice.texts.desk.alerts.unblocked);
  },
} as const satisfies Readonly<Record<string, Act>>;

/** The names of those buttons. */
export type DeskActName = keyof typeof deskActs;

/** Is it the name of one? */
export const isDeskAct = (name: string): name is DeskActName => Object.hasOwn(deskActs, name);
