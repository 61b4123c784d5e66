import { z } from 'zod';
import { botEndpoint, fleetEndpoint } from './endpoint.js';
import { id, pageOf, pageQuery, text, time } from './schemas.js';

const entry = z
  .object({
    id,
    at: time,
    actor: z
      .object({
        kind: z.enum(['master', 'token', 'person', 'system']),
        id: z.string().nullable().meta({ description: 'Number of the token, or Telegram id of the person' }),
        name: z.string().nullable(),
      })
      .meta({ description: 'Who did it' }),
    action: z.string().meta({ description: 'What was done', examples: ['bots.update'] }),
    subject: z
      .string()
      .nullable()
      .meta({ description: 'To what', examples: ['bot 12', 'user 345'] }),
    before: z.unknown().meta({ description: 'How it was; secrets are masked' }),
    after: z.unknown().meta({ description: 'How it is; secrets are masked' }),
    request_id: z.string().nullable().meta({ description: '`X-Request-Id` of the request' }),
  })
  .meta({ id: 'AuditEntry', description: 'A change: who, what, before, after' });

const filters = {
  ...pageQuery,
  action: text(100).optional().meta({ description: 'Only this action, such as `bots.update`' }),
  subject: text(200).optional(),
  since: time.optional().meta({ description: 'Not before this instant' }),
  until: time.optional().meta({ description: 'Before this instant' }),
};

/** Who changed what. */
export const auditLogEndpoints = {
  'audit-log.fleet': fleetEndpoint({
    method: 'GET',
    path: '/audit-log',
    access: 'master',
    query: z.object({ ...filters, bot_id: id.optional() }),
    output: pageOf(entry.extend({ bot_id: id.nullable() }).meta({ id: 'FleetAuditEntry' })),
    summary: 'List the changes of the fleet, newest first',
    description: 'Bots that were made, switched, deleted. Changes inside a bot are in its own audit log.',
    errors: ['cursor.invalid'],
  }),
  'audit-log.list': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/audit-log',
    access: 'tenant',
    query: z.object(filters),
    output: pageOf(entry),
    summary: 'List the changes of a bot, newest first',
    description:
      'Kept for 400 days; of each bot the newest 20000, and all that the master token did. Long values are cut, whole settings are in `…/config/changes`.',
    errors: ['cursor.invalid'],
  }),
} as const;
