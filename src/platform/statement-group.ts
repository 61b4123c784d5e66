import pg from 'pg';
import type { DatabaseSession } from './database-session.js';

/** A statement of constant text with its values ($1, $2, …). */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** What a statement answered; `command` is the word of PostgreSQL's answer, such as INSERT. */
export interface StatementResult {
  readonly rows: unknown[];
  readonly command: string;
}

/** How the rows of a prepared statement are read; PostgreSQL refuses to run one whose columns have changed. */
interface Shape {
  readonly names: readonly string[];
  /** A row in which every column is null: V8 reads and fills a copy sooner than what grows by a column at a time. */
  readonly empty: Readonly<Record<string, unknown>>;
  readonly readers: readonly ((text: string) => unknown)[];
}

interface Prepared extends Statement {
  /** '': prepared for this once. */
  readonly name: string;
}

/** What pg's connection can do; its own types ask for arguments that it does not read. */
interface Wire {
  readonly stream: { cork(): void; uncork(): void };
  close(what: { type: 'S'; name: string }): void;
  parse(statement: { name: string; text: string }): void;
  bind(portal: { statement: string; values: readonly unknown[] }): void;
  describe(what: { type: 'P'; name: string }): void;
  execute(portal: { portal: string; rows: number }): void;
  sync(): void;
}

interface Column {
  readonly name: string;
  readonly dataTypeID: Parameters<DatabaseSession['getTypeParser']>[0];
}

type Answer = (error: Error | null, results: readonly StatementResult[]) => void;

const { prepareValue } = (pg as unknown as { utils: { prepareValue(value: unknown): unknown } }).utils;
const shapesOf = new WeakMap<DatabaseSession, Map<string, Shape>>();

/**
 * Statements that leave in one packet and are answered in one: the first that fails ends the group, and PostgreSQL skips the
 * rest. A statement with a name is parsed and described once a connection; after a failure once more, so that one whose
 * plan became stale does not fail for ever.
 */
export class StatementGroup extends pg.Query {
  /** What a trace shows of the group. */
  readonly text: string;
  readonly size: number;
  readonly #statements: readonly Prepared[];
  readonly #session: DatabaseSession;
  readonly #shapes: Map<string, Shape>;
  readonly #results: StatementResult[] = [];
  declare callback?: Answer;
  #shape: Shape | undefined;
  #rows: Record<string, unknown>[] = [];
  #failure: Error | undefined;

  constructor(session: DatabaseSession, statements: readonly Prepared[], text: string) {
    super({ text });
    this.text = text;
    this.size = statements.length;
    // Before a byte is sent: a value that cannot be written must not leave half a group on the wire.
    this.#statements = statements.map(({ name, text: sent, values }) => ({
      name,
      text: sent,
      values: values.map(prepareValue),
    }));
    this.#session = session;
    const shapes = shapesOf.get(session) ?? new Map<string, Shape>();
    shapesOf.set(session, shapes);
    this.#shapes = shapes;
  }

  /** How many of the statements PostgreSQL has done. */
  get done(): number {
    return this.#results.length;
  }

  override submit = (connection: unknown): null => {
    const wire = connection as Wire;
    wire.stream.cork();
    for (const { name, text, values } of this.#statements) {
      const isKnown = this.#shapes.has(name);
      // One of that name may be left from a try that failed; to close what is not there is no error.
      if (!isKnown && name) wire.close({ type: 'S', name });
      if (!isKnown) wire.parse({ name, text });
      wire.bind({ statement: name, values });
      if (!isKnown) wire.describe({ type: 'P', name: '' });
      wire.execute({ portal: '', rows: 0 });
    }
    wire.sync();
    wire.stream.uncork();
    return null;
  };

  handleRowDescription({ fields }: { readonly fields: readonly Column[] }): void {
    const readers = fields.map(
      ({ dataTypeID }) => this.#session.getTypeParser(dataTypeID, 'text') as (text: string) => unknown,
    );
    this.#shape = shapeOf(
      fields.map(({ name }) => name),
      readers,
    );
  }

  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    const { names, empty, readers } = this.#shape ?? this.#shapes.get(this.#nameNow()) ?? nothing;
    try {
      const row: Record<string, unknown> = { ...empty };
      for (const [at, name] of names.entries()) {
        const text = fields[at] ?? null;
        row[name] = text === null ? null : readers[at]?.(text);
      }
      this.#rows.push(row);
    } catch (error) {
      this.#failure ??= error as Error;
    }
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    const name = this.#nameNow();
    if (name && !this.#shapes.has(name)) this.#shapes.set(name, this.#shape ?? nothing);
    this.#results.push({ rows: this.#rows, command: text.split(' ', 1)[0] ?? '' });
    this.#shape = undefined;
    this.#rows = [];
  }

  handleError(error: Error): void {
    this.#shapes.delete(this.#nameNow());
    this.callback?.(error, []);
  }

  handleReadyForQuery(): void {
    this.callback?.(this.#failure ?? null, this.#results);
  }

  #nameNow(): string {
    return this.#statements[this.done]?.name ?? '';
  }
}

const nothing: Shape = { names: [], empty: {}, readers: [] };

/** The copy of what JSON.parse makes has its columns in the object itself, however many they are. */
function shapeOf(names: readonly string[], readers: Shape['readers']): Shape {
  const nulls = Object.fromEntries(names.map((name) => [name, null]));
  return { names, empty: JSON.parse(JSON.stringify(nulls)) as Shape['empty'], readers };
}
