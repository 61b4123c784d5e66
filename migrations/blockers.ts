import pg, { type Client } from 'pg';

/** Who holds up a connection. */
export interface Watch {
  /** The sessions that were last seen in the way, for people. */
  seen(): string;
  stop(): Promise<void>;
}

const lookEveryMs = 300;

const findBlockers = `
  select b.pid, b.usename, nullif(b.application_name, '') as program, b.state,
    round(extract(epoch from clock_timestamp() - coalesce(b.xact_start, b.query_start)))::int as seconds,
    left(regexp_replace(b.query, '\\s+', ' ', 'g'), 80) as query
  from unnest(pg_blocking_pids($1)) blocker (pid) join pg_stat_activity b on b.pid = blocker.pid
  order by b.xact_start limit 3`;

interface Blocker {
  readonly pid: number;
  readonly usename: string | null;
  readonly program: string | null;
  readonly state: string | null;
  readonly seconds: number | null;
  readonly query: string | null;
}

const shown = ({ pid, usename, program, state, seconds, query }: Blocker): string =>
  [
    `pid ${pid}`,
    program && `(${program})`,
    usename && `of ${usename}`,
    state && `${state}${seconds === null ? '' : ` for ${seconds} s`}`,
    query && `: ${query}`,
  ]
    .filter(Boolean)
    .join(' ')
    .replace(' :', ':');

/** Looks again and again, on a connection of its own, who keeps `client` waiting for a lock. */
export function watchBlockers(url: string, client: Client): Watch {
  const pid = (client as Client & { readonly processID?: number }).processID;
  let last: readonly Blocker[] = [];
  let looking: Promise<void> = Promise.resolve();
  let watcher: Client | undefined;
  const look = async (): Promise<void> => {
    if (!watcher) {
      watcher = new pg.Client({ connectionString: url, application_name: 'remnafleet-migrate watch' });
      watcher.on('error', () => undefined);
      await watcher.connect();
    }
    const { rows } = await watcher.query<Blocker>(findBlockers, [pid]);
    if (rows.length) last = rows;
  };
  const timer = setInterval(() => {
    looking = looking.then(look).catch(() => undefined); // It only explains: the change goes on without it.
  }, lookEveryMs);
  return {
    seen: () => (last.length ? last.map(shown).join(', ') : 'somebody who could not be seen'),
    stop: async () => {
      clearInterval(timer);
      await looking;
      await watcher?.end().catch(() => undefined);
    },
  };
}
