import { PermanentError } from '#platform/errors.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { featuresText, shapeFeatures, storedFrom, type Features, type FeaturesRow } from './shape.js';

/**
 * All features of a bot straight from PostgreSQL, in its caller's transaction; who needs no transaction takes them from the
 * bot's snapshot. Throws PermanentError('bot.unknown').
 */
export async function listFeatures({ botId }: Tenant, tx: Tx): Promise<Features> {
  const [row] = await tx.sql<FeaturesRow>(featuresText, [botId]);
  if (!row) throw new PermanentError('bot.unknown', { context: { bot_id: botId } });
  return shapeFeatures(botId, storedFrom(row));
}
