import { dayMs } from '#platform/units.js';
import { ownerQuery } from './database.js';

const lengths: Readonly<Record<string, number>> = { day: 1, week: 7, month: 30, month_rolling: 30 };

interface Row {
  readonly id: string;
  readonly ends_at: Date;
  readonly gb: number;
  readonly reset: string;
  readonly is_on: boolean;
  readonly is_reset_owed: boolean;
}
interface Account {
  readonly gb: number;
  readonly reset: string;
  readonly endsAt: number;
}

/**
 * A panel on paper for one person's subscriptions: how many gigabytes it was asked to give so far, worked out from the rows
 * alone, apart from the code that charges for it. A limit flows evenly over its period; what is for life is given when the
 * limit is raised; a reset gives again what could be used up until then, and no more than the limit that counts from then on.
 */
export interface GivenTraffic {
  /** Takes the rows over, as provisioning does: resets that were owed are made, sales delivered. */
  deliver(): Promise<void>;
  /** So many days go by until the rows are moved into the past by as much. */
  pass(days: number): void;
  /** Gigabytes given so far, and those that flow until the ends. */
  sum(): number;
}

export function openGivenTraffic(botId: string, userId: string): GivenTraffic {
  const accounts = new Map<string, Account>();
  let given = 0;

  const daysLeft = ({ endsAt }: Pick<Account, 'endsAt'>): number => Math.max(0, endsAt - Date.now()) / dayMs;
  const flow = (account: Account, days: number): number =>
    account.reset === 'none' ? 0 : (account.gb * days) / (lengths[account.reset] as number);

  const ofOnePeriod = (account: Account): number =>
    flow(account, Math.min(lengths[account.reset] as number, daysLeft(account)));

  function take(row: Row): void {
    const had = accounts.get(row.id);
    const next = { gb: row.gb, reset: row.reset, endsAt: row.is_on ? row.ends_at.getTime() : 0 };
    accounts.set(row.id, next);
    if (row.reset === 'none') {
      const goesOn = had?.reset === 'none' && !row.is_reset_owed;
      given += goesOn ? Math.max(0, row.gb - had.gb) : row.gb;
    } else if (had && row.is_reset_owed && had.reset !== 'none') {
      given += Math.min(ofOnePeriod(had), ofOnePeriod(next));
    }
  }

  return {
    deliver: async () => {
      const rows = await ownerQuery<Row>(
        `select id::text, ends_at, traffic_limit_gb as gb, traffic_reset as reset,
           removal_wanted_at is null and status <> 'disabled' as is_on, traffic_reset_wanted_at is not null as is_reset_owed
         from subscriptions where bot_id = $1 and user_id = $2 order by subscriptions.id`,
        [botId, userId],
      );
      rows.filter(({ is_on, id }) => is_on || accounts.has(id)).forEach(take);
      await ownerQuery(
        `update subscriptions set traffic_reset_wanted_at = null where bot_id = $1 and user_id = $2`,
        [botId, userId],
      );
      await ownerQuery(
        `update orders set fulfilled_at = now() where bot_id = $1 and user_id = $2 and state = 'paid' and fulfilled_at is null`,
        [botId, userId],
      );
    },
    pass: (days) => {
      for (const [id, account] of accounts) {
        given += flow(account, Math.min(days, daysLeft(account)));
        accounts.set(id, { ...account, endsAt: account.endsAt - days * dayMs });
      }
    },
    sum: () => [...accounts.values()].reduce((sum, one) => sum + flow(one, daysLeft(one)), given),
  };
}
