import { Op, type WhereOptions } from 'sequelize';
import type { auditLogEndpoints } from '#api/audit-log.js';
import { AuditLogEntry } from '#models/audit-log-entry.js';
import { FleetAuditLogEntry } from '#models/fleet-audit-log-entry.js';
import type { HandlersOf } from './handler.js';
import { readPage } from './page.js';

interface Filters {
  readonly action?: string | undefined;
  readonly subject?: string | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

const present = (entry: AuditLogEntry | FleetAuditLogEntry) => ({
  id: entry.id,
  at: entry.createdAt.toISOString(),
  actor: { kind: entry.actorKind, id: entry.actorId, name: entry.actorName },
  action: entry.action,
  subject: entry.subject,
  before: entry.valueBefore,
  after: entry.valueAfter,
  request_id: entry.requestId,
});

const where = ({ action, subject, since, until }: Filters): WhereOptions => ({
  ...(action !== undefined && { action }),
  ...(subject !== undefined && { subject }),
  ...((since !== undefined || until !== undefined) && {
    createdAt: {
      ...(since !== undefined && { [Op.gte]: new Date(since) }),
      ...(until !== undefined && { [Op.lt]: new Date(until) }),
    },
  }),
});

/** Who changed what, newest first. */
export const auditLogHandlers = (): HandlersOf<typeof auditLogEndpoints> => ({
  'audit-log.fleet': async (_, { query }) => {
    const about = query.bot_id === undefined ? {} : { aboutBotId: query.bot_id };
    const page = await readPage(FleetAuditLogEntry, { ...query, sort: '-id' }, { ...where(query), ...about });
    return {
      items: page.rows.map((entry) => ({ ...present(entry), bot_id: entry.aboutBotId })),
      next_cursor: page.next_cursor,
    };
  },
  'audit-log.list': async (_tenant, _tx, { query }) => {
    const page = await readPage(AuditLogEntry, { ...query, sort: '-id' }, where(query));
    return { items: page.rows.map(present), next_cursor: page.next_cursor };
  },
});
