import type { botAdminEndpoints } from '#api/bot-admins.js';
import { enqueueCalls, noChatMenu } from '#bot/outgoing-calls.js';
import { BotAdmin } from '#models/bot-admin.js';
import { demandRoom } from '#services/bots/demand-room.js';
import { given } from './conditions.js';
import type { HandlersOf } from './handler.js';
import { readPage } from './page.js';
import { refuse } from './refuse.js';

const present = (admin: BotAdmin) => ({
  telegram_id: admin.telegramId,
  role: admin.role,
  created_at: admin.createdAt.toISOString(),
  updated_at: admin.updatedAt.toISOString(),
});

async function findAdmin(telegramId: string, isLocked = false): Promise<BotAdmin> {
  const admin = await BotAdmin.findOne({ where: { telegramId }, lock: isLocked });
  return admin ?? refuse('resource.unknown');
}

const subjectOf = (telegramId: string): string => `bot_admin ${telegramId}`;

/** People who run a bot in Telegram. */
export const botAdminHandlers = (): HandlersOf<typeof botAdminEndpoints> => ({
  'bot-admins.add': async (tenant, tx, { body, note }) => {
    const { botId } = tenant;
    const { telegram_id: telegramId, role } = body;
    await demandRoom(tenant, tx, 'bot_admin');
    const made = await tx.sql(
      `insert into bot_admins (bot_id, telegram_id, role) values ($1, $2, $3)
       on conflict (bot_id, telegram_id) do nothing returning 1`,
      [botId, telegramId, role],
    );
    if (!made.length) refuse('bot_admin.exists');
    const after = present(await findAdmin(telegramId));
    note({ subject: subjectOf(telegramId), after });
    return after;
  },
  'bot-admins.get': async (_tenant, _tx, { params }) => present(await findAdmin(params.telegram_id)),
  'bot-admins.list': async (_tenant, _tx, { query }) => {
    const { rows, next_cursor } = await readPage(BotAdmin, query, given({ role: query.role }));
    return { items: rows.map(present), next_cursor };
  },
  'bot-admins.remove': async (tenant, _tx, { params, note, requireMatch }) => {
    const admin = await findAdmin(params.telegram_id, true);
    const before = present(admin);
    requireMatch('bot-admins.get', before);
    await admin.destroy();
    await enqueueCalls(tenant, admin.telegramId, [noChatMenu(admin.telegramId)]);
    note({ subject: subjectOf(params.telegram_id), before });
    return undefined;
  },
  'bot-admins.update': async (tenant, _tx, { params, body, note, requireMatch }) => {
    const admin = await findAdmin(params.telegram_id, true);
    const before = present(admin);
    requireMatch('bot-admins.get', before);
    await admin.update({ role: body.role });
    // What is theirs now comes with their next /start.
    await enqueueCalls(tenant, admin.telegramId, [noChatMenu(admin.telegramId)]);
    const after = present(admin);
    note({ subject: subjectOf(params.telegram_id), before, after });
    return after;
  },
});
