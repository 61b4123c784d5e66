import { hasVisibleText } from '#platform/visible-text.js';
import { findReadyAnswer, listReadyAnswers } from '#services/tickets/canned-answers.js';
import { setPriority } from '#services/tickets/handle-ticket.js';
import { blockFromTickets } from '#services/tickets/ticket-blocks.js';
import type { Ticket } from '#services/tickets/ticket-rows.js';
import type { TypedCommand } from '../../update-shapes.js';
import { runDeskAct, sendReady, type DeskActName } from './acts.js';
import type { DeskScene } from './scene.js';
import { priorities } from './screens/desk-buttons.js';
import { takeNote } from './staff-words.js';

interface Typed {
  readonly ticket: Ticket;
  readonly command: TypedCommand;
  readonly messageId: number;
}

/** Commands that do what a button does. */
const likeButtons: Readonly<Record<string, DeskActName>> = {
  close: 'desk-close',
  pending: 'desk-pending',
  person: 'desk-person',
  release: 'desk-release',
  reopen: 'desk-reopen',
  take: 'desk-take',
  unblock: 'desk-unblock',
};

type Run = (scene: DeskScene, typed: Typed) => Promise<string>;

/** Commands that need a word more. */
const withWords: Readonly<Record<string, Run>> = {
  answer: async (scene, { ticket, command, messageId }) => {
    const { tenant, tx, chatId } = scene;
    const answer = await findReadyAnswer(tenant, tx, command.argument);
    if (!answer) return knownAnswers(scene);
    const refused = await sendReady(scene, ticket, { answer, source: { chatId, messageId } });
    return refused ? scene.voice.texts.desk.copy[refused] : '';
  },
  block: async ({ tenant, tx, staff, voice }, { ticket, command }) => {
    const minutes = minutesOf(command.argument);
    await blockFromTickets(tenant, tx, { userId: ticket.userId, minutes, by: staff });
    return voice.texts.desk.alerts.blocked;
  },
  note: async (scene, { ticket, command, messageId }) => {
    const { tenant, tx, settings, staff, chatId, voice } = scene;
    const text = command.argument;
    if (!hasVisibleText(text)) return voice.texts.desk.copy.unknownCommand;
    const note = { ticketId: ticket.id, text, source: { chatId, messageId } };
    const taken = await takeNote({ tenant, tx, settings, staff }, note);
    return taken === 'full' || taken === 'deleted' ? voice.texts.desk.copy[taken] : '';
  },
  priority: async ({ tenant, tx, staff, voice }, { ticket, command }) => {
    const priority = priorities.find((one) => one === command.argument.toLowerCase());
    const { done, alerts } = voice.texts.desk;
    if (!priority) return voice.say(done.howPriority, { words: voice.isolate(priorities.join(', ')) });
    const { isChanged } = await setPriority(tenant, tx, { ticketId: ticket.id, priority, staff });
    return isChanged ? alerts.priority : alerts.already;
  },
};

/** What a command about a ticket does; returns what is said of it, in HTML, '' for nothing. */
export async function runDeskCommand(scene: DeskScene, typed: Typed): Promise<string> {
  const { name } = typed.command;
  const button = Object.hasOwn(likeButtons, name) ? likeButtons[name] : undefined;
  if (button) {
    const heard = await runDeskAct(scene, button, typed.ticket.id);
    if (heard === 'stale') return heldWords(scene, typed.ticket);
    return heard?.say ?? '';
  }
  const run = Object.hasOwn(withWords, name) ? withWords[name] : undefined;
  return run ? run(scene, typed) : scene.voice.texts.desk.copy.unknownCommand;
}

/** Without a card that could ask whether it is meant. */
const heldWords = ({ voice }: DeskScene, { assigneeName }: Ticket): string =>
  voice.say(voice.texts.desk.card.assignee, { name: voice.foreign(assigneeName ?? '') });

async function knownAnswers({ tenant, tx, voice }: DeskScene): Promise<string> {
  const answers = await listReadyAnswers(tenant, tx);
  const { done } = voice.texts.desk;
  if (answers.length === 0) return done.noAnswers;
  return voice.say(done.answers, { words: answers.map(({ word }) => voice.foreign(word)).join(', ') });
}

const hour = 60;
const day = 24 * hour;

/** `12h`, `3d`, a number of hours; anything else: a day. */
function minutesOf(typed: string): number {
  const [, count, unit] = /^(\d{1,3})\s?([dh])?$/i.exec(typed.trim()) ?? [];
  const length = Number(count ?? 0) * (unit?.toLowerCase() === 'd' ? day : hour);
  return length > 0 ? length : day;
}
