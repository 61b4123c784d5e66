import type { Model, ModelStatic } from 'sequelize';
import { refuse } from './refuse.js';

/**
 * Locks of a row. `forChange` lets others go on naming the row by foreign keys; `forDeletion` keeps them from it, so that
 * a row without references has none until the end of the transaction.
 */
export const rowLock = { forChange: 'NO KEY UPDATE', forDeletion: 'UPDATE' } as const;

/** The row of an id as it is now, locked until the end of the transaction. Refuses an unknown one. */
export async function lockRow<M extends Model>(
  model: ModelStatic<M>,
  id: string,
  lock: (typeof rowLock)[keyof typeof rowLock],
): Promise<M> {
  const row = await model.findOne({ where: { id } as never, lock: lock as never });
  return row ?? refuse('resource.unknown');
}
