import { randomBytes } from 'node:crypto';
import type { Chat, OpenQuery } from './types.js';
import type { World } from './world.js';

const purgeAbove = 5000;

/** Opens a query that its bot must answer in time; forgotten ones are dropped when many have piled up. */
export function openQuery(
  world: World,
  input: Pick<OpenQuery, 'kind' | 'botId' | 'personId' | 'messageId' | 'invoice'> & { chat: Chat },
): OpenQuery {
  const { chat, ...rest } = input;
  if (world.queries.size > purgeAbove) purge(world);
  const id = String(randomBytes(8).readBigUInt64BE() >> 1n);
  const { queryTtlMs, preCheckoutTtlMs } = world.options;
  const ttlMs = rest.kind === 'pre_checkout' ? preCheckoutTtlMs : queryTtlMs;
  const query: OpenQuery = {
    ...rest,
    id,
    chatKey: chat.key,
    expiresAt: Date.now() + ttlMs,
  };
  world.queries.set(id, query);
  return query;
}

function purge(world: World): void {
  const now = Date.now();
  for (const [id, query] of world.queries) if (query.expiresAt < now) world.queries.delete(id);
}
