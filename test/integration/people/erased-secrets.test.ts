import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import type { User } from '#models/user.js';
import { eraseIdle } from '#services/people/erase-idle.js';
import { eraseUser } from '#services/people/erase-user.js';
import { rejectPayout } from '#services/partners/decide-payout.js';
import { decidedElsewhere } from '#services/partners/decide-partner.js';
import { buildRowOfEachTable } from '../../factories/row-of-each-table.js';
import { uniqueNumber } from '../../factories/unique.js';
import { openShop } from '../../support/bot/sales.js';
import { ownerQuery } from '../../support/database.js';
import { partnersOf } from '../../support/partners/partners.js';

/** Sealed columns of rows that belong to no person of a bot. */
const ofNobody: Readonly<Record<string, string>> = {
  'admin_requests.sealed_answer': 'the answer to a request of the API, kept for a day',
  'tenant_payment_cards.card_number_sealed': 'a card of the seller',
};

describe('what is sealed for a person who is erased', function () {
  this.timeout(60_000);

  it('is forgotten in every table', async () => {
    const { tenant, rows } = await buildRowOfEachTable({
      mark: `sealed ${uniqueNumber()}`,
      amount: 5_000_000,
    });
    const { botId } = tenant;
    const { id: userId } = rows.get('User') as User;
    const columns = await ownerQuery<{ table: string; column: string; of: string | null }>(
      `select c.table_name as table, c.column_name as column, (
         select o.column_name from information_schema.columns o where o.table_schema = c.table_schema
           and o.table_name = c.table_name and o.column_name in ('user_id', 'buyer_id') limit 1) as of
       from information_schema.columns c join information_schema.columns b
         on b.table_schema = c.table_schema and b.table_name = c.table_name and b.column_name = 'bot_id'
       where c.table_schema = 'public' and c.column_name like '%sealed%' order by 1, 2`,
    );
    const named = columns.map(({ table, column }) => `${table}.${column}`);
    expect(named).to.include.members(Object.keys(ofNobody));
    const ofPeople = columns.filter(({ table, column }) => !(`${table}.${column}` in ofNobody));
    expect(ofPeople.map(({ table }) => table)).to.include('partner_payouts');
    const count = async ({ table, column, of }: (typeof columns)[number]) => {
      const [row] = await ownerQuery<{ count: number }>(
        `select count(${column})::int as count from ${table} where bot_id = $1 and ${of} = $2`,
        [botId, userId],
      );
      return row!.count;
    };
    for (const one of ofPeople) {
      await ownerQuery(
        `update ${one.table} set ${one.column} = 'sealed' where bot_id = $1 and ${one.of} = $2`,
        [botId, userId],
      );
      expect(await count(one), `a row of ${one.table} to erase`).to.be.above(0);
    }
    await tenant.db((tx) =>
      eraseUser(tenant, tx, { userId, mayForfeit: true, idempotencyKey: `erased ${userId}` }),
    );
    for (const one of ofPeople) expect(await count(one), `${one.table}.${one.column}`).to.equal(0);
  });

  it('is forgotten in whichever way they are erased, since there is one way alone', () => {
    const files = execFileSync('git', ['ls-files', 'src/**/*.ts'], { encoding: 'utf8' }).trim().split('\n');
    const erasing = files.filter((file) =>
      /set status = 'deleted'|status: 'deleted',? *\}\)/.test(readFileSync(file, 'utf8')),
    );
    expect(erasing).to.eql(['src/services/people/erase-user.ts']);
  });

  it('also of old payouts of a partner who was erased for being idle', async () => {
    const shop = await openShop();
    const { tenant, botId } = shop;
    await shop.configure({ partner_min_payout_toman: 1_000 });
    const partners = partnersOf(tenant);
    const userId = await partners.add(50_000);
    const asked = await partners.ask(userId, 50_000);
    if (asked.kind !== 'requested') throw new Error(asked.reason);
    await partners.set(userId, { state: 'ended' });
    const idle = () =>
      ownerQuery(`update users set last_seen_at = now() - interval '2 years' where bot_id = $1 and id = $2`, [
        botId,
        userId,
      ]);
    await idle();
    await eraseIdle(tenant);
    const find = async () => {
      const [row] = await ownerQuery<{ status: string; sealed: string | null; tail: string }>(
        `select status, requisites_sealed as sealed, requisites_tail as tail from users
         join partner_payouts on partner_payouts.user_id = users.id where users.bot_id = $1 and users.id = $2`,
        [botId, userId],
      );
      return row;
    };
    expect(await find(), 'who has something left is not idle').to.include({ status: 'active', tail: '2345' });
    await tenant.db((tx) =>
      rejectPayout(tenant, tx, { payoutId: asked.payout.id, reason: 'rules', ...decidedElsewhere }),
    );
    await ownerQuery(
      `with gone as (insert into partner_transactions (bot_id, user_id, kind, amount_toman, balance_after_toman,
           reserved_after_toman, event) values ($1, $2, 'payout_paid', -50000, 0, 0, 'paid before'))
       update partners set balance_toman = 0 where bot_id = $1 and user_id = $2`,
      [botId, userId],
    );
    await idle();
    await eraseIdle(tenant);
    expect(await find()).to.eql({ status: 'deleted', sealed: null, tail: '' });
  });
});
