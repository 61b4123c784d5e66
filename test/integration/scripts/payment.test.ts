import { expect } from 'chai';
import { trackingNumberOf } from '#platform/tracking-number.js';
import { openScriptFleet, type ScriptFleet } from '../../support/processes/script-fleet.js';
import { waitFor } from '../../support/wait-for.js';

describe('npm run payment', function () {
  this.timeout(90_000);
  let fleet: ScriptFleet;
  let botId: string;
  let userId: string;
  before(async () => {
    fleet = await openScriptFleet();
    const { token } = fleet.telegram.addBot({ firstName: 'Shop' });
    const { stdout } = await fleet.run('create-bot', ['--token', token]);
    botId = /^Bot (\d+) /.exec(stdout)![1]!;
    const [user] = await fleet.database.query<{ id: string }>(
      `insert into users (bot_id, telegram_id, language, referral_code, registered_at)
       values ($1, 4455, 'en', 'code4455', now()) returning id::text`,
      [botId],
    );
    userId = user!.id;
  });
  after(() => fleet.close());

  const payment = (...args: string[]) => fleet.run('payment', ['--bot', botId, ...args]);
  const begin = async (status = 'pending'): Promise<string> => {
    const [row] = await fleet.database.query<{ id: string }>(
      `insert into zarinpal_payments (bot_id, user_id, amount_toman, status, zarinpal_authority, currency_amount, rate_toman)
       values ($1, $2, 70000, $3, 'A' || gen_random_uuid(), 700000, 0.1) returning id::text`,
      [botId, userId, status],
    );
    return row!.id;
  };
  const balance = async () => {
    const sql = 'select balance_toman::int as toman from users where id = $1';
    return (await fleet.database.query<{ toman: number }>(sql, [userId]))[0]!.toman;
  };

  it('lists what is open, held or in trouble, and shows one', async () => {
    expect((await payment('--list')).stdout).to.include('No payment of this bot is open');
    const [open, held, over] = [await begin(), await begin('held'), await begin('expired')];
    const { code, stdout } = await payment('--list');
    expect(code).to.equal(0);
    const lines = stdout.trim().split('\n');
    expect(lines.map((line) => line.split(/\s+/)[0])).to.deep.equal([held, open]);
    expect(lines[1]).to.match(/zarinpal +pending +70,000 toman +person 4455 /);
    expect((await payment('--id', over)).stdout).to.match(
      new RegExp(
        `^Payment ${over} through zarinpal: expired, 70,000 toman asked for; nothing credited; .* A`,
      ),
    );
  });

  it('settles one by hand, once, with the reason in the audit log', async () => {
    const id = await begin('expired');
    const settle = () =>
      payment('--id', id, '--settle', '--reason', 'Seen on the statement', '--amount', '65000');
    const { code, stdout } = await settle();
    expect({ code, balance: await balance() }).to.deep.equal({ code: 0, balance: 65_000 });
    expect(stdout).to.include('65,000 toman credited').and.include('problem: settled_by_hand');
    expect(await settle()).to.include({ code: 1, stdout: '' });
    expect(await balance()).to.equal(65_000);
    const log = await fleet.database.query(
      `select actor_kind, action, value_after from audit_log where bot_id = $1 and subject = $2`,
      [botId, `payment ${id}`],
    );
    expect(log).to.deep.equal([
      {
        actor_kind: 'system',
        action: 'payments.settle',
        value_after: {
          status: 'paid',
          credited_toman: 65_000,
          problem: 'settled_by_hand',
          reason: 'Seen on the statement',
        },
      },
    ]);
    const refunded = await payment('--id', id, '--refund');
    expect(refunded.stdout).to.include('problem: refund_under_way');
    expect(await balance()).to.equal(0);
  });

  it('gives a part back once where the gateway knows parts, with the reason in the audit log', async () => {
    const [{ id } = { id: '' }] = await fleet.database.query<{ id: string }>(
      `insert into gateway_payments (bot_id, user_id, gateway, status, external_id, amount_toman, currency, currency_amount,
         rate_toman, expires_at, check_until)
       values ($1, $2, 'yookassa', 'expired', 'named so', 60000, 'RUB', 60, 1000, now(), now()) returning id::text`,
      [botId, userId],
    );
    const before = await balance();
    await payment('--id', id, '--settle', '--reason', 'Seen on the statement');
    const refund = (toman: string) =>
      payment('--id', id, '--refund', '--amount', toman, '--reason', 'A third was not used');
    expect((await refund('60001')).stderr).to.match(/^payment: the gateway gives no money back, or no part/);
    for (const time of ['first', 'second']) {
      const { code, stdout } = await refund('20000');
      expect({ code, gained: (await balance()) - before }, time).to.deep.equal({ code: 0, gained: 40_000 });
      expect(stdout).to.include('problem: refund_under_way');
    }
    const [entry] = await fleet.database.query<{ value_after: object }>(
      `select value_after from audit_log where bot_id = $1 and subject = $2 and action = 'payments.refund' order by id limit 1`,
      [botId, `payment ${id}`],
    );
    expect(entry?.value_after).to.include({
      problem: 'refund_under_way',
      reason: 'A third was not used',
    });
    const whole = await begin();
    await payment('--id', whole, '--settle', '--reason', 'Seen on the statement');
    const part = await payment('--id', whole, '--refund', '--amount', '5');
    expect({ code: part.code, gained: (await balance()) - before }).to.deep.equal({
      code: 1,
      gained: 110_000,
    });
  });

  it('lets the running fleet ask, and says what came of it', async () => {
    const id = await begin();
    const asked = payment('--id', id, '--check');
    await waitFor(
      async () => {
        const jobs = await fleet.database.query(
          `delete from outbox where bot_id = $1 and job_name = 'payment.check' and payload ->> 'payment_id' = $2
           returning 1`,
          [botId, id],
        );
        return jobs.length > 0;
      },
      { timeoutMs: 30_000, what: 'the question is enqueued' },
    );
    const { code, stdout } = await asked;
    expect(code).to.equal(0);
    expect(stdout).to.match(new RegExp(`^The gateway was asked. Payment ${id} through zarinpal: pending`));
  });

  it('says in one line what is wrong', async () => {
    const id = await begin();
    const faults: [string[], RegExp][] = [
      [['--id', '99999'], /no payment of this number/],
      [['--id', 'x'], /--id must be the number/],
      [['--id', id, '--settle'], /--settle wants a --reason/],
      [['--id', id, '--settle', '--reason', 'Seen', '--amount', '0'], /--amount must be a whole number/],
      [['--id', id, '--check', '--refund'], /give one of/],
      [['--id', id, '--refund'], /not in a state/],
      [['--id', id, '--refund', '--amount', '1.5'], /--amount must be a whole number/],
      [['--id', id, '--refund', '--code', 'amount'], /--code goes with --reject/],
    ];
    for (const [args, line] of faults) {
      const { code, stdout, stderr } = await payment(...args);
      expect({ code, stdout }, args.join(' ')).to.deep.equal({ code: 1, stdout: '' });
      expect(stderr)
        .to.match(line)
        .and.match(/^payment: [^\n]+\n$/);
    }
  });

  describe('from card to card', () => {
    let numbers = 400;
    const submit = async (status = 'pending'): Promise<{ id: string; trackingNumber: string }> => {
      const trackingNumber = trackingNumberOf(String((numbers += 1)));
      const [row] = await fleet.database.query<{ id: string }>(
        `insert into card_to_card_payments (bot_id, user_id, amount_toman, tracking_number, status, submitted_at, expires_at)
         values ($1, $2, 90000, $3, $4, now(), now() + interval '1 hour') returning id::text`,
        [botId, userId, trackingNumber, status],
      );
      return { id: row!.id, trackingNumber };
    };
    const auditOf = (id: string) =>
      fleet.database.query(`select action, value_after from audit_log where bot_id = $1 and subject = $2`, [
        botId,
        `payment ${id}`,
      ]);

    it('shows one by its tracking number, and lists it', async () => {
      const { id, trackingNumber } = await submit();
      const { stdout } = await payment('--id', trackingNumber.toLowerCase());
      expect(stdout).to.include(`Payment ${id} through card_to_card: pending, 90,000 toman asked for`);
      expect(stdout).to.include(`known as ${trackingNumber}`).and.include('receipt of 20');
      expect((await payment('--list')).stdout).to.match(
        new RegExp(`${id} +card_to_card +under review +90,000`),
      );
    });

    it('approves one once, whatever its state', async () => {
      const before = await balance();
      const { id } = await submit('expired');
      const approve = () =>
        payment(
          '--id',
          id,
          '--approve',
          '--amount',
          '80000',
          '--reference',
          '140812345678',
          '--reason',
          'seen',
        );
      const { code, stdout } = await approve();
      expect({ code, gained: (await balance()) - before }).to.deep.equal({ code: 0, gained: 80_000 });
      expect(stdout).to.include('80,000 toman credited').and.include('receipt 140812345678');
      const again = await approve();
      expect(again.code).to.equal(1);
      expect(again.stderr).to.include('nothing was done');
      expect((await balance()) - before).to.equal(80_000);
      const log = await auditOf(id);
      expect(log).to.have.length(1);
      expect(log[0]).to.deep.include({ action: 'payments.approve' });
    });

    it('rejects one by a code or words, and refuses what it cannot do', async () => {
      const { id, trackingNumber } = await submit();
      for (const [wrong, word] of [
        [['--reject'], '--reject wants a --code'],
        [['--reject', '--code', 'nonsense'], '--code is one of'],
        [['--reject', '--code', 'amount', '--reference', '5'], '--reference goes with --approve'],
        [['--settle', '--reason', 'seen'], 'settled by --approve'],
        [['--approve', '--reject'], 'give one of'],
      ] as const) {
        const { code, stderr } = await payment('--id', id, ...wrong);
        expect(code, wrong.join(' ')).to.equal(1);
        expect(stderr).to.include(word);
      }
      const { code, stdout } = await payment('--id', trackingNumber, '--reject', '--code', 'other_card');
      expect(code).to.equal(0);
      expect(stdout).to.include('failed').and.include('last for other_card');
      expect((await auditOf(id))[0]).to.deep.include({ action: 'payments.reject' });
    });
  });
});
