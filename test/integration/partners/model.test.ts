import { expect } from 'chai';
import fc from 'fast-check';
import type { User } from '#models/user.js';
import { PermanentError } from '#platform/errors.js';
import { moveBalance } from '#services/money/move-balance.js';
import { decidedElsewhere } from '#services/partners/decide-partner.js';
import { approvePayout, cancelPayout, payPayout, rejectPayout } from '#services/partners/decide-payout.js';
import { moveToWallet } from '#services/partners/move-to-wallet.js';
import { newestMovement } from '#services/partners/partner-rows.js';
import { readOpenPayout } from '#services/partners/payout-rows.js';
import { showRequisites } from '#services/partners/show-requisites.js';
import type { Payment } from '#services/payments/payment.js';
import { eraseUser } from '#services/people/erase-user.js';
import { uniqueNumber } from '../../factories/unique.js';
import { ownerQuery } from '../../support/database.js';
import * as model from '../../support/partners/money-model.js';
import { partnersOf } from '../../support/partners/partners.js';
import { openReferring, type Referring } from '../../support/referring.js';

const steps = ['approve', 'cancel', 'pay', 'reject', 'show', 'unsent'] as const;
type Doing = 'block' | 'erase' | 'move' | 'spend' | 'unblock' | 'wait';
type Step =
  | { readonly do: 'join'; readonly who: number }
  | { readonly do: 'pay'; readonly who: number; readonly dollars: number }
  | { readonly do: 'refund'; readonly payment: number; readonly dollars: number }
  | {
      readonly do: 'set';
      readonly who: number;
      readonly state: 'accepted' | 'ended' | 'refused';
      readonly percent: number;
      readonly holdDays: number;
    }
  /** 0: all that there is. */
  | { readonly do: 'ask'; readonly who: number; readonly toman: number }
  | { readonly do: 'decide'; readonly who: number; readonly step: 'next' | (typeof steps)[number] }
  | { readonly do: Doing; readonly who: number };

const who = fc.nat({ max: 4 });
/** The first one invited the second, and is a partner for most of the time. */
const mostly = (...people: readonly number[]) => fc.constantFrom(...people);
const terms = {
  percent: fc.constantFrom(100, 100, 33, 100, 0),
  holdDays: fc.constantFrom(0, 0, 0, 10),
};
const accepting = fc.record({
  ...{ do: fc.constant('set' as const), who: fc.constant(0), state: fc.constant('accepted' as const) },
  ...terms,
});
const weighed = <T>(weight: number, arbitrary: fc.Arbitrary<T>) => ({ weight, arbitrary });
const step: fc.Arbitrary<Step> = fc.oneof(
  weighed(1, fc.record({ do: fc.constant('join' as const), who })),
  weighed(
    9,
    fc.record({
      ...{ do: fc.constant('pay' as const), who: mostly(1, 1, 1, 1, 0, 2, 3) },
      dollars: fc.constantFrom(1.0004, 3.9996, 4, 8.0012),
    }),
  ),
  weighed(
    2,
    fc.record({
      ...{ do: fc.constant('refund' as const), payment: fc.nat({ max: 4 }) },
      dollars: fc.constantFrom(0.5, 1, 2.0004, 99),
    }),
  ),
  weighed(
    1,
    fc.record({
      ...{ do: fc.constant('set' as const), who: mostly(1, 0) },
      state: fc.constantFrom('accepted' as const, 'accepted' as const, 'ended' as const, 'refused' as const),
      ...terms,
    }),
  ),
  weighed(
    5,
    fc.record({
      ...{ do: fc.constant('ask' as const), who: mostly(0, 0, 0, 1) },
      toman: fc.constantFrom(0, 0, 0, 10_000, 9_999),
    }),
  ),
  weighed(
    9,
    fc.record({
      ...{ do: fc.constant('decide' as const), who: mostly(0, 0, 0, 1) },
      step: fc.constantFrom('next' as const, 'next', 'next', 'next', 'next', 'next', ...steps),
    }),
  ),
  weighed(
    3,
    fc.record({ do: fc.constantFrom('move' as const, 'spend', 'spend', 'wait'), who: mostly(0, 0, 1, 2) }),
  ),
  weighed(
    1,
    fc.record({ do: fc.constantFrom('block' as const, 'unblock', 'unblock', 'erase'), who: mostly(0, 1, 2) }),
  ),
);
// Edges first would be short lives of hardly any kinds.
const lives = fc.noBias(
  fc.record({
    start: fc.option(accepting, { freq: 12 }),
    steps: fc.array(step, { minLength: 30, maxLength: 50, size: 'max' }),
  }),
);

/** What a person has by the rows, and by the sums of the ledgers. */
const books = `
  select person.status, person.balance_toman::float8 as wallet, coalesce(owed_toman, 0)::float8 as owed,
    (select coalesce(sum(amount_toman), 0)::float8 from transactions where bot_id = $1 and user_id = person.id) as "walletLedger",
    partner.state as partner, coalesce(partner.balance_toman, 0)::float8 as balance,
    coalesce(partner.reserved_toman, 0)::float8 as reserved,
    (select coalesce(sum(amount_toman), 0)::float8 from partner_transactions
      where bot_id = $1 and user_id = person.id) as "balanceLedger",
    (select coalesce(sum(reserved_toman), 0)::float8 from partner_transactions
      where bot_id = $1 and user_id = person.id) as "reservedLedger",
    (select state || case when shown_at is null then '' else ', shown' end from partner_payouts
      where bot_id = $1 and user_id = person.id and state in ('requested', 'approved')) as open
  from users as person
  left join referral_accounts as account on account.bot_id = $1 and account.user_id = person.id
  left join partners as partner on partner.bot_id = $1 and partner.user_id = person.id
  where person.bot_id = $1 and person.id = $2`;

describe('any sequence of invitations, payments, refunds, payouts and erasures', function () {
  this.timeout(240_000);
  let bot: Referring;
  let partners: ReturnType<typeof partnersOf>;
  before(async () => {
    bot = await openReferring();
    partners = partnersOf(bot.tenant);
    await bot.shop.configure({ partner_min_payout_toman: 10_000 });
  });

  interface One {
    readonly user: User;
    readonly is: model.Person;
  }
  interface World {
    readonly people: One[];
    readonly payments: { readonly payment: Payment; readonly is: model.Paid }[];
  }

  /** What comes next where nothing comes between. */
  const nextOf = ({ open }: model.Person) =>
    open?.state === 'requested' ? 'approve' : open?.isShown ? 'pay' : 'show';
  /** A refusal is an answer as any: what follows from it the model says. */
  const refusing = (work: Promise<unknown>): Promise<unknown> =>
    work.catch((error: unknown) => {
      if (!(error instanceof PermanentError)) throw error;
    });

  async function decide({ user, is }: One, taken: (typeof steps)[number]): Promise<void> {
    const { tenant } = bot;
    await tenant.db(async (tx) => {
      const open = await readOpenPayout(tenant, tx, user.id);
      if (!open) return;
      const decision = { payoutId: open.id, ...decidedElsewhere };
      if (taken === 'approve') await approvePayout(tenant, tx, decision);
      if (taken === 'show') await showRequisites(tenant, tx, decision);
      if (taken === 'pay') await payPayout(tenant, tx, decision);
      if (taken === 'reject') await rejectPayout(tenant, tx, decision);
      if (taken === 'unsent') await rejectPayout(tenant, tx, { ...decision, nothingWasSent: true });
      if (taken === 'cancel') await cancelPayout(tenant, tx, { payoutId: open.id, userId: user.id });
    });
    model.decide(is, taken);
  }

  async function alone({ user, is }: One, taken: Doing) {
    const { tenant } = bot;
    const { id: userId } = user;
    const setStatus = (status: 'active' | 'blocked') =>
      ownerQuery(`update users set status = $2 where id = $1 and status <> 'deleted'`, [userId, status]);
    if (taken === 'block' || taken === 'unblock') {
      const status = taken === 'block' ? 'blocked' : 'active';
      await setStatus(status);
      if (is.status !== 'deleted') is.status = status;
    } else if (taken === 'move') {
      await tenant.db(async (tx) =>
        moveToWallet(tenant, tx, { userId, after: await newestMovement(tenant, tx, userId) }),
      );
      model.moveAll(is);
    } else if (taken === 'wait') {
      await partners.age(userId, 10);
      model.wait(is, 10);
    } else if (taken === 'erase') {
      const idempotencyKey = `erased ${userId}`;
      await refusing(tenant.db((tx) => eraseUser(tenant, tx, { userId, mayForfeit: true, idempotencyKey })));
      model.erase(is);
    } else if (is.wallet > 0) {
      const spent = { userId, type: 'adjustment', amountToman: -is.wallet } as const;
      await tenant.db((tx) =>
        moveBalance(tenant, tx, { ...spent, idempotencyKey: `spent ${uniqueNumber()}` }),
      );
      is.wallet = 0;
    }
  }

  async function act({ people, payments }: World, taken: Step): Promise<void> {
    if (taken.do === 'refund') {
      const one = payments[taken.payment];
      if (!one) return;
      const toman = Math.round(taken.dollars * 25_000);
      await bot.giveBack(one.payment, toman >= one.is.toman ? undefined : taken.dollars);
      return model.giveBack(one.is, Math.min(one.is.toman, toman));
    }
    const one = people[taken.who];
    if (!one) return;
    const { user, is } = one;
    if (taken.do === 'join') return void people.push({ user: await bot.join(user), is: model.newPerson(is) });
    if (taken.do === 'pay') {
      const isFirst = model.isFirstDue(
        is,
        payments.map((each) => each.is),
      );
      const payment = await bot.pay(user, taken.dollars);
      return void payments.push({ payment, is: model.pay(is, Math.round(taken.dollars * 25_000), isFirst) });
    }
    if (taken.do === 'set') {
      const { state, percent, holdDays } = taken;
      await refusing(partners.set(user.id, { state, commissionPercent: percent, holdDays }));
      return model.setState(is, state, { percent, holdDays });
    }
    if (taken.do === 'ask') {
      const toman = taken.toman || model.availableTo(is);
      const { kind } = await partners.ask(user.id, toman);
      return void expect(kind === 'requested').to.equal(model.ask(is, toman));
    }
    if (taken.do !== 'decide') return alone(one, taken.do);
    return decide(one, taken.step === 'next' ? nextOf(is) : taken.step);
  }

  async function compare({ people }: World): Promise<void> {
    for (const [at, { user, is }] of people.entries()) {
      const [row] = await ownerQuery<Record<string, unknown>>(books, [bot.botId, user.id]);
      const { status, wallet, owed, balance, reserved } = is;
      const open = is.open && `${is.open.state}${is.open.isShown ? ', shown' : ''}`;
      expect(row, `person ${at}`).to.eql({
        ...{ status, wallet, owed, walletLedger: wallet, partner: is.partner ?? null },
        ...{ balance, reserved, balanceLedger: balance, reservedLedger: reserved, open: open ?? null },
      });
      if (is.partner)
        expect(await partners.holding(user.id), `person ${at}`).to.include({ held: model.heldOf(is) });
    }
  }

  it('keep wallets, balances, debts and both ledgers equal to a simple model, and open payouts too', async () => {
    await fc.assert(
      fc.asyncProperty(lives, async ({ start, steps: taken }) => {
        const first = { user: await bot.join(), is: model.newPerson() };
        const world: World = { people: [first], payments: [] };
        await act(world, { do: 'join', who: 0 });
        await act(world, { do: 'join', who: 1 });
        if (start) await act(world, start);
        await act(world, { do: 'pay', who: 1, dollars: 8.0012 });
        for (const one of taken) {
          await act(world, one);
          await compare(world);
        }
      }),
      { numRuns: 16 },
    );
    expect(await bot.differences()).to.eql([]);
  });
});
