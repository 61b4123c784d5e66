import type { apiTokenEndpoints } from '#api/api-tokens.js';
import {
  createApiToken,
  findApiToken,
  listApiTokens,
  revokeApiToken,
  type ApiTokenView,
} from '#services/access/api-tokens.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { HandlersOf } from './handler.js';
import { publishSoon } from './publish-soon.js';

const present = (token: ApiTokenView) => ({
  ...token,
  created_at: token.created_at.toISOString(),
  expires_at: token.expires_at?.toISOString() ?? null,
  last_used_at: token.last_used_at?.toISOString() ?? null,
  revoked_at: token.revoked_at?.toISOString() ?? null,
});

/** Tokens with which a tenant's programs reach the admin API. */
export const apiTokenHandlers = (deps: WorkerDeps): HandlersOf<typeof apiTokenEndpoints> => ({
  'api-tokens.create': async (tenant, tx, { body, note }) => {
    const { name, scope, expires_at: expires } = body;
    const expiresAt = expires ? new Date(expires) : null;
    const { token, secret } = await createApiToken(tenant, tx, { name, scope, expiresAt });
    publishSoon(deps, tx, tenant);
    const view = present(token);
    note({ subject: `api_token ${token.id}`, after: view });
    return { api_token: view, secret };
  },
  'api-tokens.get': async (tenant, tx, { params }) =>
    present(await findApiToken(tenant, tx, params.token_id)),
  'api-tokens.list': async (tenant, tx) => ({ items: (await listApiTokens(tenant, tx)).map(present) }),
  'api-tokens.revoke': async (tenant, tx, { params, note }) => {
    const before = present(await findApiToken(tenant, tx, params.token_id));
    await revokeApiToken(tenant, tx, params.token_id);
    publishSoon(deps, tx, tenant);
    note({ subject: `api_token ${params.token_id}`, before });
    return undefined;
  },
});
