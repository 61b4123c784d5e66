import { z } from 'zod';
import { botEndpoint } from './endpoint.js';
import { time } from './schemas.js';

const servers = z
  .object({
    seen_at: time.nullable().meta({ description: 'When the panel told of them; `null`: it never did' }),
    is_stale: z.boolean().meta({
      description: 'Is that too long ago to say how they are now: the panel has not answered since?',
    }),
    items: z.array(
      z.object({
        name: z.string(),
        country: z
          .string()
          .nullable()
          .meta({ description: 'ISO 3166; `null`: not known', examples: ['DE'] }),
        state: z.enum(['connecting', 'offline', 'online']),
      }),
    ),
  })
  .meta({ id: 'Servers', description: "The panel's servers that a bot shows, in the order of the panel" });

/** How the servers are, as people of a bot see it. */
export const serverEndpoints = {
  'servers.list': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/servers',
    access: 'tenant',
    output: servers,
    summary: 'List the servers of a bot and how they are',
    description:
      'Those that serve what the bot sells; all of them where it may sell everything. The panel is asked once a minute for the whole fleet.',
  }),
} as const;
