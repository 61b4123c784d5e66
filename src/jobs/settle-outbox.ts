import { log } from '#platform/log.js';
import { asFleet } from '#tenancy/scope.js';

/** Collects the outbox rows of ended jobs and deletes them in batches. */
export interface OutboxSettler {
  ended(outboxId: string): void;
  flush(): Promise<void>;
}

/** A settler that deletes at most `everyMs` later; what a crash keeps from deletion, Redis's memory of ids absorbs. */
export function openSettler(everyMs = 250): OutboxSettler {
  let batch: string[] = [];
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  async function remove(ids: string[]): Promise<void> {
    if (!ids.length) return;
    try {
      await asFleet('settle the outbox', (tx) =>
        tx.sql('delete from outbox where id = any($1::bigint[])', [ids]),
      );
    } catch (error) {
      log.warn(
        { err: error, rows: ids.length },
        'rows of finished jobs could not be deleted from the outbox; trying again in 2 s',
      );
      batch.push(...ids);
      schedule(2_000);
    }
  }
  function schedule(ms: number): void {
    timer ??= setTimeout(() => void flush(), ms).unref();
  }
  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const ids = batch;
    batch = [];
    running = running.then(() => remove(ids));
    return running;
  }
  return {
    ended: (outboxId) => {
      batch.push(outboxId);
      if (batch.length >= 500) void flush();
      else schedule(everyMs);
    },
    flush,
  };
}
