import { draftReview } from '#bot/areas/reviews/open/draft-review.js';
import { noteReview } from '#bot/areas/reviews/open/note-review.js';
import { log } from '#platform/log.js';
import { TelegramError } from '#platform/telegram/client.js';
import { followChat } from '#services/settings/move-chat.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { Handler } from './handler.js';
import { openSender, type Sent } from './message-send.js';

/**
 * Brings a message to reviewers to its present state, on the terms of `message.send`: it is made when its turn comes, of how things are
 * then. A message is posted twice only when a crash fell between the call and the note of its number; a tap on either counts.
 */
export function putReviewHandler(deps: WorkerDeps): Handler<'card-review.put'> {
  const send = openSender(deps);
  return {
    run: async (tenant, { row_id: rowId, chat_id: before, called }, run) => {
      const settings = (await deps.snapshots.read(tenant))?.settings;
      if (!settings) return;
      const chatId = await followChat(tenant, before);
      const scene = { rowId, chatId, called, settings, vault: deps.vault };
      const put = async (isAlone: boolean): Promise<void> => {
        const draft = await tenant.db((tx) => draftReview(tenant, tx, { ...scene, isAlone }));
        if (!draft) return;
        const { message, rest, call } = draft;
        const { method, params } = call;
        const sending = { chat_id: chatId, method, params: { ...params }, of: settings.telegramBotId };
        const sent = await send(tenant, sending, run).catch(refusalOf);
        // Telegram takes an album or leaves it: one file that it does not know is no reason to show none.
        if (sent.refusal !== undefined && rest.length > 0) return put(true);
        await tenant.db((tx) => noteReview(tenant, tx, { message, rest, sent, settings }));
      };
      await put(false);
    },
    failed: async (tenant, { row_id: rowId }) => {
      const settings = (await deps.snapshots.read(tenant))?.settings;
      if (!settings) return;
      await tenant.db((tx) =>
        noteReview(tenant, tx, { message: { id: rowId }, sent: { refusal: 'not delivered' }, settings }),
      );
    },
  };
}

/** What Telegram does not take here (no right to write, a file that it does not know) the reviewers get elsewhere, or without it. */
function refusalOf(error: unknown): Sent {
  if (!(error instanceof TelegramError)) throw error;
  log.warn({ err: error }, 'Telegram does not take a message to reviewers');
  return { refusal: error.description };
}
