import { enqueue } from '#jobs/enqueue.js';
import type { Language } from '#platform/language.js';
import { asFleet, tenantOf, type Tx } from '#tenancy/scope.js';
import { findAdminsToTell } from './find-admins-to-tell.js';

interface BotRow {
  readonly id: string;
  readonly name: string;
  readonly username: string | null;
  readonly language: Language;
  readonly wallet: string;
  readonly admin_chat_id: string | null;
  readonly admin_topic_id: string | null;
}

export interface WalletNotice {
  /** Text (HTML) in a language. */
  readonly textOf: (
    language: Language,
    bot: { readonly name: string; readonly balanceToman: number },
  ) => string;
  /** People who hear of every bot's trouble (`ADMIN_IDS`). */
  readonly fleetAdminIds: readonly string[];
}

const findBots = `
  select id::text, name, username, default_language as language, wallet_balance_toman::text as wallet,
    admin_chat_id::text, admin_topic_id::text
  from bots where id = $1 or is_master`;

/**
 * Tells a tenant, and the master, that the tenant's wallet did not cover a sale: in the chat of the admins of either bot,
 * or, where it has none, those who run it. `reportLowWalletBalance` sees to it that it is not said too often.
 */
export const notifyLowWalletBalance = (botId: string, notice: WalletNotice): Promise<void> =>
  asFleet('tell of a low wallet balance', async (tx) => {
    const rows = await tx.sql<BotRow>(findBots, [botId]);
    const poor = rows.find(({ id }) => id === botId);
    if (!poor) return;
    const name = poor.username === null ? poor.name : `${poor.name} (@${poor.username})`;
    const facts = { name, balanceToman: Number(poor.wallet) };
    for (const speaker of rows) {
      const text = notice.textOf(speaker.language, facts);
      const more = speaker === poor ? [] : notice.fleetAdminIds;
      for (const place of await placesOf(tx, speaker, more))
        await enqueue(tenantOf(speaker.id), 'message.send', {
          chat_id: place.chat_id,
          method: 'sendMessage',
          params: { ...place, text, parse_mode: 'HTML' },
        });
    }
  });

interface Place {
  readonly chat_id: string;
  readonly message_thread_id?: number;
}

async function placesOf(tx: Tx, bot: BotRow, more: readonly string[]): Promise<Place[]> {
  const { admin_chat_id: chat, admin_topic_id: topic } = bot;
  if (chat !== null) return [{ chat_id: chat, ...(topic !== null && { message_thread_id: Number(topic) }) }];
  const admins = await findAdminsToTell(tx, { botId: bot.id, speakerId: bot.id });
  return [...new Set([...admins, ...more])].map((chat_id) => ({ chat_id }));
}
