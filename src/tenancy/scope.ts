import { Sequelize } from 'sequelize';
import {
  appRole,
  fleetRole,
  translateDatabaseError,
  type Database,
  type DatabaseTransaction,
  type Statement,
} from '#platform/database.js';
import { guardNetwork } from '#platform/http.js';
import { log } from '#platform/log.js';
import { contextValue } from '#platform/run-context.js';

/** The open transaction: raw SQL on it, and what shall happen just before and after its commit. */
export interface Tx {
  /** Sends a prepared statement; arrays become PostgreSQL arrays, other objects JSON. Keep the text constant. */
  sql<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /**
   * Sends a statement together with the COMMIT, in one round trip, after everything else; so its rows are there only
   * then: `afterwards` gets them like work of `afterCommit`. When it fails, all is rolled back and its error thrown.
   */
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- like that of `sql`
  withCommit<Row>(
    text: string,
    values: readonly unknown[],
    afterwards?: (rows: Row[]) => Promise<void>,
  ): void;
  /** Runs inside the transaction when the work is done, in the order of registration. */
  beforeCommit(work: () => Promise<void>): void;
  /** Runs when the transaction is committed and the scope closed; a failure is logged, never thrown. */
  afterCommit(work: () => Promise<void>): void;
}

/** What code runs in between the start and the commit of a transaction. */
export type Scope =
  | { readonly kind: 'tenant'; readonly botId: string; readonly tx: Tx }
  | { readonly kind: 'fleet'; readonly reason: string; readonly tx: Tx };

/** One bot of the fleet, and the only way to its rows. */
export interface Tenant {
  readonly botId: string;
  /** Runs `work` in one transaction that sees and writes this bot's rows only. */
  db<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

/** SQL or a network call at a place where the scope forbids it: a bug, never a fault of another service. */
export class TenantScopeError extends Error {
  override readonly name = 'TenantScopeError';
}

type Identity = { kind: 'tenant'; botId: string } | { kind: 'fleet'; reason: string };
type Hook = () => Promise<void> | undefined;

interface LastStatement extends Statement {
  readonly afterwards: ((rows: unknown[]) => Promise<void>) | undefined;
}

/** A scope with its transaction; what the guard needs to let a statement through. */
export interface OpenScope {
  readonly scope: Scope;
  readonly transaction: DatabaseTransaction;
  /** Lets one statement at a time onto the connection; throws once the scope is closed. */
  send<T>(statement: () => Promise<T>): Promise<T>;
}

const opened = contextValue<OpenScope & { isOpen(): boolean }>();
let database: Database | undefined;

/** Names the database in which scopes are opened, once a process; from then on the network is shut inside them. */
export function bindScopes(found: Database): void {
  database = found;
  guardNetwork(assertNoScope);
  const current = (key: string) => (key === 'transaction' ? openScope()?.transaction.handle : undefined);
  const context = { get: current, set: () => undefined, bind: (work: unknown) => work, run: runDirectly };
  Sequelize.useCLS(context);
}

function runDirectly(work: (context: object) => unknown): unknown {
  return work({});
}

/** The scope of the running code with its transaction, or undefined outside and after the close. */
export function openScope(): OpenScope | undefined {
  const found = opened.get();
  return found?.isOpen() ? found : undefined;
}

/** Was the running code started inside a scope that is closed by now (a promise was not awaited)? */
export function isAfterScope(): boolean {
  return opened.get()?.isOpen() === false;
}

/** The scope of the running code, or undefined outside and after the close. */
export function currentScope(): Scope | undefined {
  return openScope()?.scope;
}

/** Throws when a scope is open: network clients call it first, so that no transaction waits for the outside. */
export function assertNoScope(what: string): void {
  const scope = currentScope();
  if (!scope) return;
  const where = scope.kind === 'tenant' ? `bot ${scope.botId}` : `the fleet (${scope.reason})`;
  throw new TenantScopeError(`${what} inside the scope of ${where}: read, close the scope, call, open again`);
}

/** The tenant of a bot id; nothing is read before `db`. */
export function tenantOf(botId: string): Tenant {
  if (!/^[1-9]\d{0,18}$/.test(botId)) throw new TenantScopeError(`not a bot id: ${JSON.stringify(botId)}`);
  return { botId, db: (work) => runScope({ kind: 'tenant', botId }, work) };
}

/** Runs `work` in one transaction over the rows of all bots; `reason` is a literal, it is the audit list. */
export function asFleet<T>(reason: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return runScope({ kind: 'fleet', reason }, work);
}

async function runScope<T>(identity: Identity, work: (tx: Tx) => Promise<T>): Promise<T> {
  const outer = currentScope();
  if (outer) throw new TenantScopeError(`a scope is already open (${outer.kind}); pass its tx on instead`);
  if (!database) throw new TenantScopeError('no database: call attachModels(openDatabase(…)) at start');
  try {
    return await runInTransaction(await database.begin(settingsOf(identity)), identity, work);
  } catch (error) {
    throw translateDatabaseError(error);
  }
}

function settingsOf(identity: Identity): Record<string, string> {
  if (identity.kind === 'fleet') return { role: fleetRole, 'app.bot_id': '' };
  return { role: appRole, 'app.bot_id': identity.botId };
}

async function runInTransaction<T>(
  transaction: DatabaseTransaction,
  identity: Identity,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const before: Hook[] = [];
  const after: Hook[] = [];
  const last: LastStatement[] = [];
  const line = openLine();
  const tx: Tx = {
    sql: async <Row>(text: string, values: readonly unknown[] = []) => {
      const { rows } = await line.send(() => transaction.query(text, values));
      return rows as Row[];
    },
    withCommit: (text, values, afterwards) =>
      void last.push({ text, values, afterwards: afterwards as LastStatement['afterwards'] }),
    beforeCommit: (hook) => void before.push(hook),
    afterCommit: (hook) => void after.push(hook),
  };
  const open = { scope: { tx, ...identity }, transaction, send: line.send, isOpen: line.isOpen };
  try {
    const result = await opened.run(open, async () => {
      const value = await work(tx);
      for (const hook of before) await hook();
      return value;
    });
    line.close();
    const results = await transaction.commit(last);
    const withRows = last.map(
      ({ afterwards }, at) =>
        () =>
          afterwards?.(results[at]?.rows ?? []),
    );
    await runAfterCommit([...withRows, ...after]);
    return result;
  } catch (error) {
    await line.abandon();
    await transaction.rollback();
    throw error;
  }
}

async function runAfterCommit(hooks: readonly Hook[]): Promise<void> {
  for (const hook of hooks) {
    try {
      await hook();
    } catch (error) {
      log.error({ err: error }, 'a step after a commit failed; the outbox relay repeats it');
    }
  }
}

/** A queue for one connection: one statement at a time, none after the close. */
function openLine() {
  let isOpen = true;
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  const refuse = () => {
    throw new TenantScopeError('SQL after its scope was closed: a promise was not awaited');
  };
  const send = async <T>(statement: () => Promise<T>): Promise<T> => {
    if (!isOpen) refuse();
    waiting += 1;
    const turn = last.then(() => (isOpen ? statement() : refuse()));
    last = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      waiting -= 1;
    }
  };
  return {
    send,
    isOpen: () => isOpen,
    close: () => {
      if (waiting > 0) throw new TenantScopeError('the work ended before its SQL: a promise was not awaited');
      isOpen = false;
    },
    abandon: async () => {
      isOpen = false;
      await last;
    },
  };
}
