import { AsyncLocalStorage } from 'node:async_hooks';

/** Something that the code sees which is run with it, however deep and after whatever await. */
export interface ContextValue<T> {
  /** What the running code was given; undefined: nothing. */
  get(): T | undefined;
  /** Runs `work` with `value`, and with all other context values as they are. */
  run<R>(value: T, work: () => R): R;
}

// One for all values: up to Node 22 each storage costs every promise that is made anywhere in the process.
const storage = new AsyncLocalStorage<readonly unknown[]>();
let count = 0;

/** Makes a context value; once a process for each, at the top of the file that has it. */
export function contextValue<T>(): ContextValue<T> {
  const place = count;
  count += 1;
  return {
    get: () => storage.getStore()?.[place] as T | undefined,
    run: (value, work) => {
      const values = storage.getStore()?.slice() ?? [];
      values[place] = value;
      return storage.run(values, work);
    },
  };
}
