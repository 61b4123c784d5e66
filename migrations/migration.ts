/** Sends SQL on the migration's own transaction. */
export type Run = (sql: string) => Promise<void>;

/** One schema change with its way back. `name` sorts and is remembered for ever: never rename it. */
export interface Migration {
  readonly name: string;
  readonly up: (run: Run) => Promise<void>;
  readonly down: (run: Run) => Promise<void>;
}
