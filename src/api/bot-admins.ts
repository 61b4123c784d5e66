import { z } from 'zod';
import { botBounds } from '#platform/bounds.js';
import { botEndpoint } from './endpoint.js';
import { pageOf, pageQuery, shownTelegramId, sortBy, telegramId, time } from './schemas.js';

const role = z.enum(['owner', 'admin', 'reviewer']).meta({
  description: '`owner`: everything. `admin`: everything but owners. `reviewer`: receipts only',
});
const admin = z
  .object({ telegram_id: shownTelegramId, role, created_at: time, updated_at: time })
  .meta({ id: 'BotAdmin', description: 'A person who runs a bot in Telegram' });
const params = z.object({ telegram_id: telegramId });

/** People who run a bot in Telegram. */
export const botAdminEndpoints = {
  'bot-admins.add': botEndpoint({
    method: 'POST',
    path: '/bots/{bot_id}/admins',
    access: 'tenant',
    body: z.strictObject({ telegram_id: telegramId, role }),
    output: admin,
    status: 201,
    location: '/bots/{bot_id}/admins/{telegram_id}',
    summary: 'Let a person run a bot',
    description: `A bot has at most ${botBounds.admins}.`,
    errors: ['bot_admin.exists', 'bot_admin.too_many'],
  }),
  'bot-admins.get': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/admins/{telegram_id}',
    access: 'tenant',
    params,
    output: admin,
    etag: 'gives',
    summary: 'Read an admin of a bot',
    errors: ['resource.unknown'],
  }),
  'bot-admins.list': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/admins',
    access: 'tenant',
    query: z.object({ ...pageQuery, role: role.optional(), sort: sortBy('id') }),
    output: pageOf(admin),
    summary: 'List the people who run a bot',
    description: '`sort=id`: who came first, `sort=-id`: who came last.',
    errors: ['cursor.invalid'],
  }),
  'bot-admins.remove': botEndpoint({
    method: 'DELETE',
    path: '/bots/{bot_id}/admins/{telegram_id}',
    access: 'tenant',
    params,
    etag: 'checks',
    summary: 'Take a bot out of the hands of a person',
    errors: ['resource.unknown'],
  }),
  'bot-admins.update': botEndpoint({
    method: 'PUT',
    path: '/bots/{bot_id}/admins/{telegram_id}',
    access: 'tenant',
    params,
    body: z.strictObject({ role }),
    output: admin,
    etag: 'checks',
    summary: 'Change what a person may do in a bot',
    errors: ['resource.unknown'],
  }),
} as const;
