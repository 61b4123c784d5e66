import type { JobData } from './job-data.js';

/** As many numbers of the outbox has each life; the same is written into the function `raise_numbers`. */
const numbersOfLife = 1_000_000_000_000;

/**
 * In which life of the fleet a row of the outbox got its number. So the ids of its job, and what Redis remembers of them,
 * carry the life: numbers that come again after a restore are not those that were seen.
 */
export const lifeOf = (outboxId: string): number => Math.floor(Number(outboxId) / numbersOfLife);

/**
 * Is it a job of an earlier life, which is no longer pending in PostgreSQL, or under a new number? What a person wants done anew is
 * not.
 */
export const isOfEarlierLife = ({ outbox_id: id, failed_at: failedAt }: JobData, life: number): boolean =>
  id !== undefined && failedAt === undefined && lifeOf(id) < life;
