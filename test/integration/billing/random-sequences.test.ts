import { expect } from 'chai';
import fc from 'fast-check';
import type { AccountFacts } from '#jobs/catalog/panel.js';
import { gigabyte, hourMs } from '#platform/units.js';
import { changeWallet } from '#services/billing/change-wallet.js';
import { watchWallet } from '#services/billing/watch-wallet.js';
import { compareAccounts } from '#services/reconcile/compare-accounts.js';
import type { Tenant } from '#tenancy/scope.js';
import { buildBot } from '../../factories/bot.js';
import { buildUser } from '../../factories/user.js';
import { ownerQuery } from '../../support/database.js';
import { dieBefore } from '../../support/faulty-tx.js';

type Step =
  | { readonly do: 'use'; readonly on: number; readonly bytes: number }
  | { readonly do: 'anew' | 'backup' | 'reset'; readonly on: number }
  /** So many looks at the same states at once, and one more that dies before its n-th statement. */
  | { readonly do: 'look'; readonly times: number; readonly dies: number; readonly isLate: boolean }
  | { readonly do: 'charge'; readonly times: number; readonly dies: number; readonly hours: number }
  | { readonly do: 'fill'; readonly toman: number }
  | { readonly do: 'price'; readonly rate: number };

const on = fc.nat({ max: 2 });
const times = fc.integer({ min: 1, max: 3 });
const dies = fc.integer({ min: 1, max: 12 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    arbitrary: fc.record({
      do: fc.constant('use' as const),
      on,
      bytes: fc.integer({ min: 1, max: 9 * gigabyte }),
    }),
    weight: 3,
  },
  fc.record({ do: fc.constantFrom('anew' as const, 'backup' as const, 'reset' as const), on }),
  {
    arbitrary: fc.record({ do: fc.constant('look' as const), times, dies, isLate: fc.boolean() }),
    weight: 3,
  },
  {
    arbitrary: fc.record({ do: fc.constant('charge' as const), times, dies, hours: fc.nat({ max: 2 }) }),
    weight: 3,
  },
  fc.record({ do: fc.constant('fill' as const), toman: fc.integer({ min: 1, max: 20_000 }) }),
  fc.record({ do: fc.constant('price' as const), rate: fc.integer({ min: 0, max: 3_000 }) }),
);

const tellers = {
  onNotice: () => Promise.resolve(),
  onTraffic: () => Promise.resolve(),
  onNewLink: () => Promise.resolve(),
};
const start = Date.parse('2027-01-01T00:00:00Z');

/** The accounts of a bot on a panel on paper, and what they consumed and cost, apart from the code that counts it. */
function playPanel(names: readonly string[]) {
  let seconds = 0;
  const at = (): string => new Date(start + (seconds += 1) * 1_000).toISOString();
  const accounts = names.map((name) => ({
    ...{ name, made: at(), used: 0, lifetime: 0, reset: null as string | null },
    /** The highest that was seen of it, and what it had when it was saved last. */
    ...{ seen: 0, saved: { used: 0, lifetime: 0 } },
  }));
  type Account = (typeof accounts)[number];
  let [consumed, cost] = [0, 0n];
  const facts = (one: Account): AccountFacts => ({
    ...{ username: one.name, id: null, uuid: null, short_uuid: 'short', status: 'ACTIVE', expire_at: at() },
    ...{ traffic_limit_bytes: 0, used_traffic_bytes: one.used, lifetime_traffic_bytes: one.lifetime },
    ...{ traffic_reset_at: one.reset, created_at: one.made, device_limit: null, first_connected_at: null },
    subscription_url: 'https://example.test/short',
  });
  return {
    of: (number: number): Account => accounts[number] as Account,
    at,
    states: (): AccountFacts[] => accounts.map(facts),
    /** All states are seen, at a price. */
    see: (rate: number): void => {
      for (const one of accounts) {
        const fresh = Math.max(0, one.lifetime - one.seen);
        one.seen += fresh;
        consumed += fresh;
        cost += BigInt(fresh) * BigInt(rate);
      }
    },
    sums: () => ({ consumed, cost }),
  };
}

describe('any sequence of use, resets, backups, looks and charges, many of them at once', function () {
  this.timeout(120_000);

  const books = async ({ botId }: Tenant) => {
    const [row] = await ownerQuery<
      Record<'booked' | 'consumed' | 'days' | 'owed' | 'paid' | 'wallet', string>
    >(
      `select traffic_consumed_bytes::text as consumed, traffic_owed::text as owed, wallet_balance_toman::text as wallet,
         (select coalesce(sum(consumed_bytes), 0)::text from tenant_traffic_usage where bot_id = $1) as days,
         (select coalesce(sum(amount_toman), 0)::text from tenant_wallet_transactions where bot_id = $1) as booked,
         (select coalesce(-sum(amount_toman), 0)::text from tenant_wallet_transactions
           where bot_id = $1 and type = 'consumption_charge') as paid
       from bots where id = $1`,
      [botId],
    );
    return row!;
  };

  async function openBot() {
    const { tenant } = await buildBot({ billingModel: 'traffic_consumption', trafficRateToman: 1_000 });
    const names: string[] = [];
    for (const number of [0, 1, 2]) {
      const { id: userId } = await buildUser(tenant);
      names.push(`paper_${tenant.botId}_${number}`);
      await ownerQuery(
        `insert into subscriptions (bot_id, user_id, status, starts_at, ends_at, panel_username, panel_counted)
         values ($1, $2, 'active', now(), now() + interval '90 days', $3, '{}')`,
        [tenant.botId, userId, names.at(-1)],
      );
    }
    return { tenant, panel: playPanel(names) };
  }

  it('charges what was consumed at the price of its time, to the byte, whoever looks and dies', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        const { tenant, panel } = await openBot();
        let [rate, clock, filled, key] = [1_000, start, 0, 0];
        let late = panel.states();
        const look = (accounts: readonly AccountFacts[]) => (tx: Parameters<typeof compareAccounts>[1]) =>
          compareAccounts(tenant, tx, { accounts, source: { kind: 'walk' }, tellers });
        const charge = (at: Date) => (tx: Parameters<typeof watchWallet>[1]) =>
          watchWallet(tenant, tx, { at, graceHours: 24, tell: () => Promise.resolve() });
        const atOnce = async <T>(
          { times: count, dies: at }: { readonly times: number; readonly dies: number },
          work: (tx: Parameters<typeof watchWallet>[1]) => Promise<T>,
        ): Promise<void> => {
          const others = Array.from({ length: count }, () => tenant.db(work));
          await Promise.all([...others, dieBefore(tenant, at, work)]);
        };
        for (const taken of steps) {
          const one = panel.of('on' in taken ? taken.on : 0);
          switch (taken.do) {
            case 'use':
              one.used += taken.bytes;
              one.lifetime += taken.bytes;
              break;
            case 'reset':
              Object.assign(one, { used: 0, reset: panel.at() });
              break;
            case 'backup':
              // It is what it was when it was seen last: what was consumed since is forgotten by the panel.
              Object.assign(one, one.saved);
              break;
            case 'anew':
              await tenant.db(look(panel.states()));
              panel.see(rate);
              Object.assign(one, { made: panel.at(), used: 0, lifetime: 0, seen: 0, reset: null });
              one.saved = { used: 0, lifetime: 0 };
              break;
            case 'look': {
              const states = panel.states();
              if (taken.isLate) await Promise.all([tenant.db(look(late)), tenant.db(look(states))]);
              await atOnce(taken, look(states));
              panel.see(rate);
              late = states;
              for (const number of [0, 1, 2]) {
                const { used, lifetime } = panel.of(number);
                panel.of(number).saved = { used, lifetime };
              }
              break;
            }
            case 'charge':
              clock += taken.hours * hourMs;
              await atOnce(taken, charge(new Date(clock)));
              break;
            case 'fill':
              key += 1;
              filled += taken.toman;
              await atOnce({ times: 2, dies: 3 }, (tx) =>
                changeWallet(tenant, tx, {
                  ...{ kind: 'add', amountToman: taken.toman, reason: 'x', idempotencyKey: `fill ${key}` },
                }),
              );
              break;
            case 'price':
              ({ rate } = taken);
              await ownerQuery('update bots set traffic_rate_toman = $2 where id = $1', [tenant.botId, rate]);
          }
          const { consumed, days, owed, paid, wallet, booked } = await books(tenant);
          const { consumed: used, cost } = panel.sums();
          expect(Number(consumed), `consumed after ${taken.do}`).to.equal(used);
          expect(Number(days)).to.equal(used);
          expect(BigInt(paid) * 2n ** 30n + BigInt(owed), 'charged and owed').to.equal(cost);
          expect(Number(wallet)).to.equal(filled - Number(paid));
          expect(Number(booked)).to.equal(Number(wallet));
          expect(Number(wallet)).to.be.at.least(0);
        }
        clock += hourMs;
        await tenant.db(charge(new Date(clock)));
        const { owed, wallet } = await books(tenant);
        expect(Number(wallet) === 0 || BigInt(owed) < 2n ** 30n, 'what can be paid is paid').to.equal(true);
      }),
      { numRuns: 15 },
    );
  });
});
