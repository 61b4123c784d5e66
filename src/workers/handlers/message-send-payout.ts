import { requisitesScreen, unreadableScreen } from '#bot/areas/partners/screens/requisites.js';
import { newMessages } from '#bot/outgoing-calls.js';
import type { Screen } from '#bot/screen.js';
import { voiceOf } from '#bot/voice.js';
import type { Payload } from '#jobs/catalog.js';
import { log } from '#platform/log.js';
import { findReviewer } from '#services/card-payments/reviewers.js';
import { readPayout, readSealedRequisites } from '#services/partners/payout-rows.js';
import { openRequisites } from '#services/partners/seal-requisites.js';
import type { Tenant } from '#tenancy/scope.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { Handler } from './handler.js';
import { openSender } from './message-send.js';

/**
 * Tells a reviewer in their private chat where a payout shall be sent, on the terms of `message.send`. It is read when the message
 * leaves, and only while they may decide and it is not paid yet: queues, the outbox and their boards have its number alone.
 */
export function sendPayoutHandler(deps: WorkerDeps): Handler<'message.send-payout'> {
  const send = openSender(deps);
  return {
    run: async (tenant, message, run) => {
      const screen = await draft(tenant, message, deps);
      if (!screen)
        return log.warn(
          { payout: message.payout_id },
          'this chat pays no such payout; the message is dropped',
        );
      const { chat_id: chatId } = message;
      for (const { method, params } of newMessages(chatId, screen))
        await send(tenant, { chat_id: chatId, method, params: { ...params } }, run);
    },
  };
}

const draft = (
  tenant: Tenant,
  { chat_id: chatId, payout_id: payoutId, language }: Payload<'message.send-payout'>,
  { vault }: Pick<WorkerDeps, 'vault'>,
): Promise<Screen | undefined> =>
  tenant.db(async (tx) => {
    // A private chat has the number of its person.
    const reviewer = await findReviewer(tenant, tx, { telegramId: chatId, name: '' });
    const payout = reviewer && (await readPayout(tenant, tx, payoutId));
    const sealed = payout?.state === 'approved' && (await readSealedRequisites(tenant, tx, payoutId));
    if (!payout || !sealed) return undefined;
    const voice = voiceOf(language);
    try {
      const requisites = openRequisites(vault, { botId: tenant.botId, payoutId, sealed });
      return requisitesScreen(voice, { ...payout, requisites });
    } catch (error) {
      log.error({ err: error, payout: payoutId }, 'the requisites of a payout cannot be read');
      return unreadableScreen(voice, payoutId);
    }
  });
