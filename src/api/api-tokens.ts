import { z } from 'zod';
import { botBounds } from '#platform/bounds.js';
import { botEndpoint } from './endpoint.js';
import { text, time } from './schemas.js';

/** `0` is the bot's first token, made with the bot. */
const tokenId = z
  .string()
  .regex(/^(0|[1-9]\d{0,17})$/)
  .meta({ description: "Number of the token; `0` is the bot's first", examples: ['0', '7'] });
const scope = z
  .enum(['read', 'write'])
  .meta({ description: '`read`: GET only. `write`: everything that a tenant may' });

const token = z
  .object({
    id: tokenId,
    name: z.string(),
    scope,
    created_at: time,
    expires_at: time.nullable(),
    last_used_at: time.nullable().meta({ description: 'To the minute' }),
    revoked_at: time.nullable(),
  })
  .meta({
    id: 'ApiToken',
    description: 'A token of a bot for this API; the token itself is shown at its making only',
  });

/** Tokens with which a tenant's programs reach this API. */
export const apiTokenEndpoints = {
  'api-tokens.create': botEndpoint({
    method: 'POST',
    path: '/bots/{bot_id}/api-tokens',
    access: 'tenant',
    body: z.strictObject({ name: text(100), scope, expires_at: time.nullish() }),
    output: z.object({
      api_token: token,
      secret: z
        .string()
        .meta({ description: 'The token, shown this once; only its SHA-256 is kept', format: 'password' }),
    }),
    status: 201,
    location: '/bots/{bot_id}/api-tokens/{api_token.id}',
    summary: 'Make an API token',
    description: `It works within a second. A bot has at most ${botBounds.liveTokens} that are neither revoked nor expired.`,
    errors: ['api_token.expiry_past', 'api_token.too_many'],
  }),
  'api-tokens.get': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/api-tokens/{token_id}',
    access: 'tenant',
    params: z.object({ token_id: tokenId }),
    output: token,
    summary: 'Read an API token',
    errors: ['resource.unknown'],
  }),
  'api-tokens.list': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/api-tokens',
    access: 'tenant',
    output: z.object({ items: z.array(token) }),
    summary: 'List the API tokens of a bot',
    description: `Revoked and expired ones too: the last ${botBounds.endedTokens}, for 90 days.`,
  }),
  'api-tokens.revoke': botEndpoint({
    method: 'DELETE',
    path: '/bots/{bot_id}/api-tokens/{token_id}',
    access: 'tenant',
    params: z.object({ token_id: tokenId }),
    summary: 'Revoke an API token',
    description: 'It ends within a second. Revoking a revoked one changes nothing.',
    errors: ['resource.unknown'],
  }),
} as const;
