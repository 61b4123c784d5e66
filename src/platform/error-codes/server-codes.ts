import type { ErrorKind } from './error-kind.js';

/** What servers do to us: PostgreSQL, Redis, Telegram, the panel, addresses of tenants. Alphabetical. */
export const serverCodes = {
  'address.invalid': {
    means: 'An address that a tenant gave does not begin with `http://` or `https://`; the tenant mends it.',
    isOfGateway: true,
  },
  'address.private': {
    means:
      'An address that a tenant gave leads into a private network and is not called; `ALLOW_PRIVATE_ADDRESSES` lets it.',
    isOfGateway: true,
  },
  'database.closed': { means: 'The process is stopping.', trouble: 'stores' },
  'database.conflict': {
    means: 'Two transactions wanted the same rows; the work is repeated.',
    trouble: 'stores',
  },
  'database.connection_lost': {
    means: 'The connection broke; the work is repeated on a new one.',
    trouble: 'stores',
  },
  'database.deadlock': {
    means: 'Two transactions waited for each other; the work is repeated.',
    trouble: 'stores',
  },
  'database.disk_fault': {
    means: 'PostgreSQL cannot read or write its disk; its log says more.',
    trouble: 'stores',
  },
  'database.disk_full': { means: 'The disk of the PostgreSQL server is full.', trouble: 'stores' },
  'database.idle_timeout': {
    means: 'A transaction waited for something outside the database.',
    trouble: 'stores',
  },
  'database.lock_timeout': { means: 'Another transaction held the row for too long.', trouble: 'stores' },
  'database.login_refused': {
    means: 'PostgreSQL refuses the user or password of `DATABASE_URL`.',
    trouble: 'stores',
  },
  'database.missing': { means: 'The database that `DATABASE_URL` names does not exist.', trouble: 'stores' },
  'database.not_migrated': {
    means: 'The database lacks migrations: `npm run migrate -- up`.',
    trouble: 'stores',
  },
  'database.out_of_memory': { means: 'The PostgreSQL server is out of memory.', trouble: 'stores' },
  'database.pool_exhausted': { means: 'No connection of the pool became free in time.', trouble: 'stores' },
  'database.read_only': {
    means: '`DATABASE_URL` names a replica, not the primary server.',
    trouble: 'stores',
  },
  'database.stale_plan': {
    means: 'The schema changed under a prepared statement; the work is repeated.',
    trouble: 'stores',
  },
  'database.starting': { means: 'PostgreSQL is starting up or shutting down.', trouble: 'stores' },
  'database.statement_timeout': { means: 'A statement took longer than 30 s.', trouble: 'stores' },
  'database.too_many_connections': { means: 'PostgreSQL has no connection left.', trouble: 'stores' },
  'database.unreachable': { means: 'PostgreSQL does not answer.', trouble: 'stores' },
  'database.version': { means: 'PostgreSQL is older than version 14.', trouble: 'stores' },
  'database.wrong_role': {
    means: 'A connection was not in the weak role; it is given up and the work is repeated.',
    trouble: 'stores',
  },
  'job.answered': { means: 'Who asked was answered already, so the failed job is never done again.' },
  'job.payload_refused': { means: 'The payload does not fit the catalogue of jobs.' },
  'job.taken_over': { means: 'The worker stood still for so long that another has the job.' },
  'job.unknown': { status: 404, means: 'No job of this token has this id, or its result is no longer kept.' },
  'job.without_bot': { means: 'A job of a bot names none.' },
  'notice.kind_unknown': { means: 'A newer version of the code decided a notice; a newer worker tells it.' },
  'notice.paced': {
    means: 'What many people of a bot hear waits until its other messages have left.',
    isQuiet: true,
  },
  'notice.payload_refused': { means: 'What a notice is about does not fit the catalogue of notices.' },
  'panel.aborted': { means: 'A call of the panel was given up by its caller.' },
  'panel.claimed': { means: 'Another worker is at work on the same subscription.', isQuiet: true },
  'panel.clock_off': { means: 'The panel refuses the time of expiry: its clock or ours is wrong.' },
  'panel.differs': {
    means: 'The panel was mended three times and did not stay as the subscription says; it is left as it is.',
  },
  'panel.flood': { means: 'The panel asks for a pause (429).' },
  'panel.forbidden': { means: 'The token of the panel lacks a scope (403).' },
  'panel.garbage': {
    means: "The answer is not the panel's: a page of a proxy, or half of something.",
    trouble: 'panel',
  },
  'panel.given_up': { means: 'The panel did not take a subscription over for a day.' },
  'panel.name_taken': { means: "The account name on the panel is somebody else's." },
  'panel.no_key': { means: 'An account came without the key that its version of the panel knows it by.' },
  'panel.not_configured': { means: '`REMNAWAVE_API_URL` and `REMNAWAVE_API_TOKEN` are not set.' },
  'panel.not_written': { means: 'The database of the panel did not take an account.' },
  'panel.open': {
    means: 'The panel failed again and again and is left alone for a while (circuit breaker).',
  },
  'panel.paced': { means: 'Calls of the panel wait for their turn.', isQuiet: true },
  'panel.refused': { means: 'The panel understood a request and refused it for good.' },
  'panel.row_changes': { means: 'A subscription changed again and again while it was brought to the panel.' },
  'panel.squad_unknown': { means: 'The panel has none of the servers of the subscription any more.' },
  'panel.timeout': { means: 'The panel did not answer in time.', trouble: 'panel' },
  'panel.unauthorized': { means: '`REMNAWAVE_API_TOKEN` is refused (401).', trouble: 'panel' },
  'panel.unavailable': { means: 'The panel is in trouble (5xx).', trouble: 'panel' },
  'panel.unknown_route': {
    means: 'The panel does not know the address: its version is another than it says.',
  },
  'panel.unreachable': { means: 'The panel does not answer.', trouble: 'panel' },
  'panel.vanished': { means: 'An account vanished from the panel while it was changed.' },
  'redis.answer': {
    means: 'Redis did not take the answer to a request of the admin API.',
    trouble: 'stores',
  },
  'redis.busy': { means: 'Redis is loading, failing over or busy with a script.', trouble: 'stores' },
  'redis.disk_fault': { means: 'Redis cannot save to its disk and takes no writes.', trouble: 'stores' },
  'redis.hand_over': {
    means: 'Redis did not take what a job handed on; the job is repeated, so that nothing overtakes it.',
    trouble: 'stores',
  },
  'redis.out_of_memory': { means: 'Redis is full (`maxmemory`).', trouble: 'stores' },
  'redis.read_only': { means: 'Redis is a replica and takes no writes.', trouble: 'stores' },
  'redis.unavailable': { means: 'Redis is away or full.', trouble: 'stores' },
  'redis.unreachable': { means: 'Redis does not answer.', trouble: 'stores' },
  'stores.changed_meanwhile': {
    means: 'Another process changed the record of the fleet at the same moment; it is looked at anew.',
  },
  'stores.database_older': {
    means: 'PostgreSQL is older than Redis: it was restored from a backup, or is a copy.',
  },
  'stores.foreign': { means: '`REDIS_URL` names the Redis of another fleet.' },
  'stores.other_redis': { means: 'Workers are at work on this database with another Redis.' },
  'stores.redis_older': {
    means: 'Redis was restored from a backup; the fleet begins a new life at its next start.',
  },
  'telegram.aborted': { means: 'A call of Telegram was given up by its caller.' },
  'telegram.flood': { means: 'Telegram asks for a pause (429).', holdsBot: true },
  'telegram.malformed': { means: 'None of what Telegram gave as updates is one.' },
  'telegram.new_tokens_paced': { means: 'Only so many unknown tokens a minute are shown to Telegram.' },
  'telegram.paced_bot': {
    means: 'The bot has sent as much as Telegram lets it in a second.',
    isQuiet: true,
    holdsBot: true,
  },
  'telegram.paced_chat': { means: 'A chat has had as much as Telegram lets it in a moment.', isQuiet: true },
  'telegram.refused': { status: 422, means: 'Telegram refused it; `detail` has its words.' },
  'telegram.refused_in_circles': { means: 'Telegram refused a message in each of its forms.' },
  'telegram.timeout': { means: 'Telegram did not answer in time.' },
  'telegram.token_revoked': {
    means: 'The token of the bot was revoked; its messages wait for a new one.',
    holdsBot: true,
  },
  'telegram.unauthorized': { means: 'Telegram refuses the token of the bot (401).', holdsBot: true },
  'telegram.unavailable': { means: 'Telegram is in trouble (5xx), or something else answers in its place.' },
  'telegram.unreachable': { means: 'Telegram does not answer.' },
} as const satisfies Readonly<Record<string, ErrorKind>>;
