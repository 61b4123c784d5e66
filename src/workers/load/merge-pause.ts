/** Keeps the line of a merged job closed for a moment after each. */
export interface MergePause {
  /** Such a job ended: resolves when the next of its line may begin. */
  over(): Promise<void>;
  /** Nobody waits any more, now or later. */
  close(): void;
}

/**
 * Followers of the directory look twice a second, so more publishes of a bot than about two in one look are for nobody; with
 * it a change that follows another holds within a second still.
 */
const pauseMs = 250;

/**
 * Opens it. What is asked for in the pause waits behind the job that ended, one for all, so a burst of changes is the first
 * one's job and one each pause; a change that stands alone waits for nothing. The pause holds no slot of the worker.
 */
export function openMergePause(ms = pauseMs): MergePause {
  const waiting = new Map<() => void, NodeJS.Timeout>();
  let isClosed = false;
  return {
    over: () =>
      new Promise((resolve) => {
        if (isClosed) return resolve();
        const end = (): void => {
          waiting.delete(end);
          resolve();
        };
        waiting.set(end, setTimeout(end, ms).unref());
      }),
    close: () => {
      isClosed = true;
      for (const [end, timer] of waiting) {
        clearTimeout(timer);
        end();
      }
    },
  };
}
