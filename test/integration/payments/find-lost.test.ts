import { expect } from 'chai';
import { enqueueLists } from '#services/payments/find-lost.js';
import { ownerQuery } from '../../support/database.js';

/** More than a page of bots; each has one open payment, of which nobody heard since its making. */
const others = 2_300;

describe('the look at what gateways say they were paid', function () {
  this.timeout(60_000);
  const name = 'Shop with an open payment';
  before(() =>
    ownerQuery(
      `with made as (
         insert into bots (name, telegram_bot_token, telegram_bot_token_hash, telegram_bot_id, api_token_hash)
         select $1, 'sealed', encode(sha256(convert_to('find-lost token ' || n, 'utf8')), 'hex'), 77000000000 + n,
           encode(sha256(convert_to('find-lost api ' || n, 'utf8')), 'hex')
         from generate_series(1, $2::int) as n returning id),
       payers as (
         insert into users (bot_id, telegram_id, language, referral_code)
         select id, 5, 'fa', 'find-lost' from made returning bot_id, id)
       insert into zarinpal_payments (bot_id, user_id, amount_toman, check_at, asked_at)
       select bot_id, id, 50000, now() + interval '1 hour', now() from payers`,
      [name, others],
    ),
  );
  after(() => ownerQuery('delete from bots where name = $1', [name]));

  it('comes to every bot with an open payment, however many others there are', async () => {
    await enqueueLists();
    const [found] = await ownerQuery<{ bots: number; jobs: number }>(
      `select count(distinct bot_id)::int as bots, count(*)::int as jobs from outbox
       where job_name = 'payments.find-lost' and payload ->> 'gateway' = 'zarinpal'
         and bot_id in (select id from bots where name = $1)`,
      [name],
    );
    expect(found).to.deep.equal({ bots: others, jobs: others });
  });
});
