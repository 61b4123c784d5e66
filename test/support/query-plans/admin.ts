import { newApiToken } from '#platform/secrets.js';
import { operator } from '#services/access/actor.js';
import {
  createApiToken,
  noteTokenUse,
  revokeApiToken,
  rotateFirstToken,
} from '#services/access/api-tokens.js';
import { claimRequest, keepAnswer, recallAnswer } from '#services/access/idempotent-request.js';
import { writeAudit, writeFleetAudit } from '#services/access/write-audit.js';
import { asFleet, tenantOf } from '#tenancy/scope.js';
import { botAdminHandlers } from '../../../src/workers/endpoints/bot-admins.js';
import { runEndpoint } from '../../../src/workers/run-endpoint.js';
import { uniqueNumber } from '../../factories/unique.js';
import type { QueryPath } from './query-plans.js';

const tenant = tenantOf('1');
const entry = { actor: operator, action: 'bots.update', subject: 'bot 1' };

/** The admin API's part of `queryPaths`. */
export const adminQueryPaths: Readonly<Record<string, QueryPath>> = {
  'src/services/access/api-tokens.ts': {
    run: async () => {
      await tenant.db(async (tx) => {
        const wish = { name: 'plans', scope: 'read', expiresAt: null } as const;
        const { token } = await createApiToken(tenant, tx, wish);
        await revokeApiToken(tenant, tx, token.id);
        await rotateFirstToken(tenant, tx);
      });
      // A process notes the use of a token once a minute, and other tests have used those of small numbers.
      const unused = tenantOf(String(uniqueNumber()));
      await noteTokenUse(unused, '0');
      await noteTokenUse(unused, '5');
      await tenant.db((tx) => revokeApiToken(tenant, tx, '0'));
    },
  },
  'src/services/access/idempotent-request.ts': {
    run: async ({ deps: { vault } }) => {
      for (const botId of ['1', undefined]) {
        const request = { botId, caller: 'master', key: newApiToken(), fingerprint: 'f' };
        const db = botId === undefined ? asFleet.bind(undefined, 'test') : tenant.db;
        await db(async (tx) => {
          await claimRequest(tx, request);
          keepAnswer(tx, request, { vault, answer: '{}' });
        });
        await db((tx) => recallAnswer(tx, request, vault));
      }
    },
  },
  'src/services/access/write-audit.ts': {
    run: async () => {
      await tenant.db((tx) => Promise.resolve(writeAudit(tx, '1', entry)));
      await asFleet('test', (tx) => Promise.resolve(writeFleetAudit(tx, '1', entry)));
    },
  },
  'src/workers/endpoints/bot-admins.ts': {
    run: () =>
      tenant.db((tx) => {
        const add = botAdminHandlers()['bot-admins.add'] as (...args: unknown[]) => Promise<unknown>;
        const body = { telegram_id: String(uniqueNumber()), role: 'admin' };
        return add(tenant, tx, { body, note: () => undefined });
      }),
  },
  'src/workers/run-endpoint.ts': {
    run: ({ deps: { vault } }) =>
      runEndpoint(
        { vault, handler: () => Promise.resolve({ items: [], next_cursor: null }) },
        { tenant, db: tenant.db },
        {
          name: 'bot-admins.list',
          input: { params: {}, query: {}, body: {} },
          payload: {
            endpoint: 'bot-admins.list',
            job_id: '1.1',
            params: {},
            query: {},
            caller: { kind: 'master', id: null, name: null },
            request_id: 'plans',
            reply_to: '',
            accepted_at: 0,
            waits_until: 0,
          },
        },
      ),
  },
};
