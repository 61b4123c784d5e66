import { z } from 'zod';
import { botEndpoint } from './endpoint.js';
import { shownNumber, time } from './schemas.js';

const maintenance = z
  .object({
    is_on: z.boolean().meta({ description: 'Are the admins of the bot alone served?' }),
    by_hand: z
      .object({
        since: time.nullable().meta({ description: '`null`: it was switched on this very moment' }),
        reason: z
          .record(z.string(), z.string())
          .meta({ description: 'The setting `maintenance_reason`, per language' }),
      })
      .nullable()
      .meta({ description: 'The setting `maintenance_mode`; `null`: it is off' }),
    automatic: z
      .object({
        since: time,
        reason: z
          .string()
          .nullable()
          .meta({ description: 'What the panel answered when it began', examples: ['panel.timeout'] }),
      })
      .nullable()
      .meta({ description: 'It began because the panel is away; `null`: it did not' }),
    waiting_count: shownNumber.meta({
      description: 'People who came meanwhile, and are told when it is over',
    }),
  })
  .meta({ id: 'Maintenance', description: 'Whether a bot serves its admins alone' });

/** Times in which a bot serves its admins alone. */
export const maintenanceEndpoints = {
  'maintenance.get': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/maintenance',
    access: 'tenant',
    output: maintenance,
    summary: 'Is the bot under maintenance',
    description:
      'It is switched by the setting `maintenance_mode`, and goes on and off by itself with the panel where `maintenance_auto` is on; the one never ends the other.',
  }),
} as const;
