import { newMessages, enqueueCalls } from '#bot/outgoing-calls.js';
import { saleKind, saleNotice } from '#bot/areas/notices/screens/sale-notice.js';
import { squadsRemoved } from '#bot/areas/notices/screens/squads-removed.js';
import type { Screen } from '#bot/screen.js';
import { voiceOf, type Voice } from '#bot/voice.js';
import type { Payload } from '#jobs/catalog.js';
import { readSale } from '#services/orders/read-sale.js';
import { readSquadLoss } from '#services/reconcile/read-squad-loss.js';
import type { BotSettings } from '#services/settings/bot-settings.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { Handler } from './handler.js';

/**
 * Tells a bot's admins in their chat or its topic of a sale, where they want to hear of its kind, or of servers that are
 * gone.
 */
export const noticeAdminsHandler = ({
  snapshots,
}: Pick<WorkerDeps, 'snapshots'>): Handler<'notice.admins'> => ({
  run: async (tenant, notice) => {
    const settings = (await snapshots.read(tenant))?.settings;
    const { adminChatId: chatId, adminTopicId, values } = settings ?? {};
    if (!settings || !chatId || !values?.admin_notices) return;
    const voice = voiceOf(settings.defaultLanguage, values.time_zone);
    await tenant.db(async (tx) => {
      const screen = await screenOf(tenant, tx, { notice, settings, voice });
      const topicId = adminTopicId === undefined ? undefined : Number(adminTopicId);
      if (screen) await enqueueCalls(tenant, chatId, newMessages(chatId, screen, topicId));
    });
  },
});

async function screenOf(
  tenant: Tenant,
  tx: Tx,
  {
    notice: { event, order_id: orderId, squads = [] },
    settings,
    voice,
  }: { readonly notice: Payload<'notice.admins'>; readonly settings: BotSettings; readonly voice: Voice },
): Promise<Screen | undefined> {
  if (event === 'squads_removed') {
    const loss = await readSquadLoss(
      tenant,
      tx,
      squads.map(({ uuid }) => uuid),
    );
    return squadsRemoved(voice, { names: squads.map(({ name }) => name), loss });
  }
  const sale = orderId === undefined ? undefined : await readSale(tenant, tx, orderId);
  const kind = sale && saleKind(sale, event);
  return kind && settings.values.admin_notice_kinds.includes(kind)
    ? saleNotice(voice, sale, kind)
    : undefined;
}
