import { z } from 'zod';
import { botBounds } from '#platform/bounds.js';
import { botEndpoint } from './endpoint.js';
import {
  id,
  pageOf,
  pageQuery,
  shownNumber,
  shownTelegramId,
  sortBy,
  telegramId,
  text,
  time,
} from './schemas.js';

const standing = z
  .object({
    is_enabled: z.boolean().meta({ description: 'The setting `blacklist_enabled`' }),
    host: z
      .string()
      .nullable()
      .meta({ description: 'Where it is read; of the address only the host, since it may hold a secret' }),
    entry_count: shownNumber.meta({ description: 'People on the list that is in force' }),
    skipped_count: shownNumber.meta({ description: 'Lines that name nobody, at the last reading' }),
    read_at: time
      .nullable()
      .meta({ description: 'When it was last read whole; null: never yet, so that nobody is on it' }),
    tried_at: time.nullable().meta({ description: 'When it was last asked for' }),
    next_at: time.nullable().meta({ description: 'When it is asked for next' }),
    fault: z.string().nullable().meta({
      description:
        'Why the last reading came to nothing, so that the list from before stays in force: `away` (no whole answer, or one above 4 MB), `private` (the address leads into a private network), `status 404` (another answer than 200), `empty`, `garbled` (most lines name nobody), `long` (more than 50,000 people); null: it came to something',
    }),
  })
  .meta({ id: 'Blacklist', description: 'How the reading of the black list stands' });

const entry = z
  .object({
    id,
    telegram_id: shownTelegramId.nullable().meta({ description: 'null: known by the user name alone' }),
    username: z.string().nullable().meta({
      description: 'In lower case, without @. Where there is a Telegram id, that alone counts',
    }),
    reason: z.string().nullable().meta({ description: 'As the list says; people are not told' }),
    created_at: time.meta({ description: 'Since when it is on the list' }),
  })
  .meta({
    id: 'BlacklistEntry',
    description: 'A person on the black list: neither registered nor sold anything',
  });

/** People whom a bot neither registers nor sells anything, read from where its settings say. */
export const blacklistEndpoints = {
  'blacklist.get': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/blacklist',
    access: 'tenant',
    output: standing,
    summary: 'Read how the black list stands',
    description: `It is read from \`blacklist_url\` every \`blacklist_refresh_hours\` hours, after a fault in an hour; one of more than ${botBounds.listedPeople} people is not taken.`,
  }),
  'blacklist.list': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/blacklist/entries',
    access: 'tenant',
    query: z.object({
      ...pageQuery,
      telegram_id: telegramId.optional(),
      username: text(33).optional().meta({ description: 'Exactly, with or without @' }),
      sort: sortBy('id'),
    }),
    output: pageOf(entry),
    summary: 'List the people on the black list',
    errors: ['cursor.invalid'],
  }),
  'blacklist.read': botEndpoint({
    method: 'POST',
    path: '/bots/{bot_id}/blacklist/read',
    access: 'tenant',
    output: standing,
    summary: 'Read the black list now',
    description: 'It is asked for in the background; `tried_at` moves once that is done.',
    errors: ['blacklist.off'],
  }),
};
