import { nextStep } from '#bot/areas/desk/open/next-step.js';
import { sceneOf, type Outcome } from '#bot/areas/desk/open/steps.js';
import { giveUpCopy } from '#bot/areas/desk/open/give-up-copy.js';
import { pause } from '#platform/clock.js';
import { PermanentError } from '#platform/errors.js';
import { TelegramError } from '#platform/telegram/client.js';
import { followChat } from '#services/settings/move-chat.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { Handler } from './handler.js';
import { openSender } from './message-send.js';

/** More calls than a run needs, whatever its ticket is like: then something goes round in circles. */
const mostSteps = 200;

/**
 * Brings a ticket to its present state in the chat of a row, a call at a time, on the terms of `message.send`: each is made of how things
 * are when its turn comes, and noted before the next. A message is posted twice only when a crash fell between the call and its note.
 */
export function putTicketHandler(deps: WorkerDeps): Handler<'ticket.put'> {
  const send = openSender(deps);
  return {
    run: async (tenant, { row_id: rowId, chat_id: before }, run) => {
      const settings = (await deps.snapshots.read(tenant))?.settings;
      if (!settings) return;
      const scene = sceneOf({ tenant, settings, rowId, chatId: await followChat(tenant, before) });
      for (let steps = 0; steps < mostSteps; steps += 1) {
        const step = await tenant.db((tx) => nextStep(scene, tx));
        if (!step) return;
        if ('waitMs' in step) {
          await run.withoutSlot(() => pause(step.waitMs));
          continue;
        }
        const { method, params } = step.call;
        const { keepsTopic = false } = step;
        const of = settings.telegramBotId;
        const call = { chat_id: scene.chatId, method, params: { ...params }, of, keepsTopic };
        const outcome: Outcome = await send(tenant, call, run).catch(faultOf);
        await tenant.db((tx) => step.note(tx, outcome));
      }
      throw new PermanentError('telegram.refused_in_circles');
    },
    failed: async (tenant, { row_id: rowId, chat_id: chatId }) => {
      const settings = (await deps.snapshots.read(tenant))?.settings;
      if (settings) await tenant.db((tx) => giveUpCopy({ tenant, settings, rowId, chatId }, tx));
    },
  };
}

/** What Telegram does not take as it is has another way, or none. */
function faultOf(error: unknown): Outcome {
  if (!(error instanceof TelegramError)) throw error;
  return { fault: error.description };
}
