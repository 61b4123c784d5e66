import type { ErrorCode } from './error-codes/error-codes.js';
import { RetryableError } from './errors.js';

interface Fault {
  readonly code: ErrorCode;
  readonly cure: string;
}

const unreachable: Fault = {
  code: 'database.unreachable',
  cure: 'check that PostgreSQL runs and DATABASE_URL',
};
const lost: Fault = { code: 'database.connection_lost', cure: 'the work is repeated on a new connection' };

const stalePlan: Fault = { code: 'database.stale_plan', cure: 'the work is repeated' };

const faultBySqlState: Readonly<Record<string, Fault>> = {
  '25006': { code: 'database.read_only', cure: 'let DATABASE_URL name the primary server, not a replica' },
  '25P03': { code: 'database.idle_timeout', cure: 'a transaction waited for something outside the database' },
  '26000': stalePlan,
  '28000': { code: 'database.login_refused', cure: 'check the user in DATABASE_URL and pg_hba.conf' },
  '28P01': { code: 'database.login_refused', cure: 'check the user and password in DATABASE_URL' },
  '3D000': { code: 'database.missing', cure: 'create the database that DATABASE_URL names' },
  '40001': { code: 'database.conflict', cure: 'the work is repeated' },
  '40P01': { code: 'database.deadlock', cure: 'the work is repeated' },
  '53100': { code: 'database.disk_full', cure: 'free disk space on the PostgreSQL server' },
  '53200': { code: 'database.out_of_memory', cure: 'give the PostgreSQL server more memory' },
  '53300': { code: 'database.too_many_connections', cure: 'raise max_connections or run fewer processes' },
  '55P03': { code: 'database.lock_timeout', cure: 'another transaction held the row for too long' },
  '57014': { code: 'database.statement_timeout', cure: 'a statement took longer than 30 s' },
  '57P03': { code: 'database.starting', cure: 'PostgreSQL is starting up or shutting down' },
  '58030': { code: 'database.disk_fault', cure: 'look into the log of the PostgreSQL server' },
  ENOTFOUND: { code: 'database.unreachable', cure: 'the host name in DATABASE_URL is unknown' },
};
const unreachableCodes = new Set(
  'ECONNREFUSED EHOSTUNREACH ENETUNREACH ETIMEDOUT EAI_AGAIN ENOENT'.split(' '),
);
const lostCodes = new Set('ECONNRESET EPIPE 57P01 57P02 57P05'.split(' '));
const faultByMessage: readonly (readonly [RegExp, Fault])[] = [
  [/connection manager was closed/i, { code: 'database.closed', cure: 'the process is stopping' }],
  [/cached plan must not change result type/, stalePlan],
  [/timeout expired|^(?=.*timed? ?out).*connect/is, unreachable],
  [/connection terminated|not queryable|client was closed|server closed the connection/i, lost],
];

/** PostgreSQL's part of an error of pg or Sequelize, whichever threw it. */
interface SourceError extends Error {
  readonly code?: string;
  readonly constraint?: string;
}

function sourceOf(error: Error): SourceError {
  const original = 'original' in error ? error.original : undefined;
  return original instanceof Error ? original : error;
}

function faultOf(error: Error): Fault | undefined {
  if (error.name === 'SequelizeConnectionAcquireTimeoutError')
    return { code: 'database.pool_exhausted', cure: 'lower WORKER_CONCURRENCY or raise the pool' };
  const source = sourceOf(error);
  const state = source.code ?? '';
  if (faultBySqlState[state]) return faultBySqlState[state];
  if (unreachableCodes.has(state)) return unreachable;
  if (lostCodes.has(state) || /^08\w{3}$/.test(state)) return lost;
  return faultByMessage.find(([pattern]) => pattern.test(source.message))?.[1];
}

/** A `RetryableError` whose message says in one line what is wrong with the database and the cure. */
export function databaseFault({ code, cure }: Fault, cause?: Error): RetryableError {
  const said = cause ? sourceOf(cause).message : '';
  return new RetryableError(code, { cause, message: [code, said, cure].filter(Boolean).join(': ') });
}

/** Turns a fault of the database (lost connection, deadlock, full disk, …) into `RetryableError('database.…')`, else gives the error back. */
export function translateDatabaseError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof RetryableError) return error;
  const fault = faultOf(error);
  return fault ? databaseFault(fault, error) : error;
}

/** Was the error a unique violation, of this constraint or index if one is named? */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  if (!(error instanceof Error)) return false;
  const source = sourceOf(error);
  return source.code === '23505' && (constraint === undefined || source.constraint === constraint);
}

/** Did a row name another by a foreign key that is not there, or no longer? */
export const isForeignKeyViolation = (error: unknown): boolean =>
  error instanceof Error && sourceOf(error).code === '23503';
