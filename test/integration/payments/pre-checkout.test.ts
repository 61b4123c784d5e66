import { expect } from 'chai';
import { textsOf } from '#bot/texts/index.js';
import { openIntake } from '#jobs/intake.js';
import type { User } from '#models/user.js';
import { metrics } from '#platform/metrics.js';
import type { Person } from '../../../scripts/sandbox/telegram.js';
import { uniqueNumber } from '../../factories/unique.js';
import { buildSubscription } from '../../factories/subscription.js';
import { buildUser } from '../../factories/user.js';
import { ownerQuery } from '../../support/database.js';
import { openWorkerSide, type WorkerSide } from '../../support/open-worker-side.js';
import { patience } from '../../support/patience.js';
import { waitFor } from '../../support/wait-for.js';

type Bot = Awaited<ReturnType<WorkerSide['addBot']>>;
const texts = (language: 'en' | 'fa' | 'ru') => textsOf[language].stars.alerts;

describe('a question of Telegram before it takes Stars', function () {
  this.timeout(60_000);
  let side: WorkerSide;
  let bot: Bot;
  let person: Person;
  let user: User;
  beforeEach(async () => {
    side = await openWorkerSide();
    bot = await side.addBot();
    person = side.telegram.person({ firstName: 'Sara', languageCode: 'fa' });
    side.telegram.send(bot.token, person, '/start');
    user = await buildUser(bot.tenant, { telegramId: person.id, language: 'ru' });
  });
  afterEach(() => side.close());

  /** A payment of Sara's over 250 Stars, and a link to pay it. */
  async function owed(more: { status?: string; expiresAt?: string } = {}) {
    const [row] = await ownerQuery<{ reference: string }>(
      `insert into gateway_payments (bot_id, user_id, gateway, status, amount_toman, currency, currency_amount, rate_toman,
         expires_at)
       values ($1, $2, 'telegram_stars', $3, 500000, 'XTR', 250, 2000, $4) returning reference`,
      [bot.botId, user.id, more.status ?? 'pending', more.expiresAt ?? '2100-01-01'],
    );
    return link(row!.reference);
  }
  async function link(payload: string, amount = 250): Promise<string> {
    const invoice = { title: 'VPN', description: 'VPN', payload, currency: 'XTR' };
    const prices = [{ label: 'VPN', amount }];
    const response = await fetch(`${side.telegram.url}/bot${bot.token}/createInvoiceLink`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...invoice, prices }),
    });
    return ((await response.json()) as { result: string }).result;
  }
  /** Somebody presses Pay; the update comes in as from ingress or a poller. What they are shown in the end. */
  async function pay(url: string, who = person) {
    const payment = side.telegram.payLink(who, url);
    await takeIn(payment.updateId);
    return payment.answered;
  }
  async function takeIn(updateId: number): Promise<void> {
    const pending = side.telegram.world.bots.get(bot.token.split(':')[0]!)!.pending;
    const { update } = pending.find((entry) => entry.update.update_id === updateId)!;
    await openIntake(side.jobs).updates(bot.botId, [update]);
  }
  const counted = async (result: string): Promise<number> => {
    const { values } = await metrics.registry.getSingleMetric('remnafleet_pre_checkouts_total')!.get();
    return values.find(({ labels }) => labels.result === result)?.value ?? 0;
  };

  it('is answered with yes for a payment that is open, and is paid', async () => {
    side.start();
    const before = await counted('accepted');
    expect(await pay(await owed())).to.deep.equal({ showAlert: false, text: 'Paid' });
    expect(side.telegram.starTransactions(bot.token)).to.have.length(1);
    await waitFor(async () => (await counted('accepted')) === before + 1, { what: 'it is counted' });
  });

  it('is answered with the reason, in the language of the payer, where nothing may be taken', async () => {
    side.start();
    for (const status of ['paid', 'held'])
      expect((await pay(await owed({ status }))).text).to.equal(texts('ru').paid);
    for (const status of ['expired', 'cancelled', 'failed', 'refunded'])
      expect((await pay(await owed({ status }))).text).to.equal(texts('ru').over);
    expect((await pay(await owed({ expiresAt: '2020-01-01' }))).text).to.equal(texts('ru').over);
    for (const payload of ['order-1', 'f'.repeat(32), 'a\u0000b'])
      expect((await pay(await link(payload))).text).to.equal(texts('ru').unknown);
    expect(side.telegram.starTransactions(bot.token)).to.deep.equal([]);
  });

  it('is refused to another person, known or not, and to another bot', async () => {
    side.start();
    const stranger = side.telegram.person({ firstName: 'Ivan', languageCode: 'en' });
    expect((await pay(await owed(), stranger)).text).to.equal(texts('en').foreign);
    const silent = side.telegram.person({ firstName: 'Silent' });
    expect((await pay(await owed(), silent)).text).to.be.oneOf([
      texts('fa').foreign,
      texts('en').foreign,
      texts('ru').foreign,
    ]);
    const [row] = await ownerQuery<{ reference: string }>(
      'select reference from gateway_payments where bot_id = $1 limit 1',
      [bot.botId],
    );
    bot = await side.addBot();
    expect((await pay(await link(row!.reference))).text).to.be.oneOf(
      (['en', 'fa', 'ru'] as const).map((language) => texts(language).unknown),
    );
  });

  it('is refused when the sum is not ours', async () => {
    side.start();
    await owed();
    const [row] = await ownerQuery<{ reference: string }>(
      'select reference from gateway_payments where bot_id = $1',
      [bot.botId],
    );
    expect((await pay(await link(row!.reference, 1))).text).to.equal(texts('ru').amount);
  });

  it('is refused when the order was bought or dropped meanwhile, and to whom the bot does not serve', async () => {
    side.start();
    const plan = { kind: 'plan', planId: '1' };
    const { id: subscriptionId } = await buildSubscription(bot.tenant, user);
    for (const [state, reason] of [
      ['paid', 'paid'],
      ['cancelled', 'over'],
      ['expired', 'over'],
      ['waiting', undefined],
    ] as const) {
      const url = await owed();
      await ownerQuery(
        `with sold as (
           insert into orders (bot_id, user_id, kind, wish, wish_key, state, quote, price_toman, expires_at,
             subscription_id, paid_at)
           values ($1, $2, 'plan', $3, $4::text, $4::text, '{}', 1, now(), $5,
             case when $4::text = 'paid' then now() end) returning id)
         update gateway_payments set purchase = jsonb_build_object('order_id', sold.id::text) from sold
         where bot_id = $1 and gateway_payments.id = (select max(id) from gateway_payments where bot_id = $1)`,
        [bot.botId, user.id, JSON.stringify(plan), state, subscriptionId],
      );
      expect((await pay(url)).text, state).to.equal(reason ? texts('ru')[reason] : 'Paid');
    }
    await ownerQuery(`update users set status = 'blocked' where bot_id = $1`, [bot.botId]);
    expect((await pay(await owed())).text).to.equal(texts('ru').barred);
  });

  it('is one job, however often its update comes, and changes nothing in the line of its chat', async () => {
    const { updateId } = side.telegram.payLink(person, await owed());
    await takeIn(updateId);
    await takeIn(updateId);
    expect(await side.jobs.queues.checkouts.getJobCountByTypes('waiting')).to.equal(1);
    side.start();
    await waitFor(() => side.telegram.starTransactions(bot.token).length === 1, { what: 'it is paid' });
    expect(side.telegram.calls({ method: 'answerPreCheckoutQuery' })).to.have.length(1);
  });

  it('is tried again when Telegram does not answer at first', async () => {
    side.start();
    side.telegram.failNext({
      method: 'answerPreCheckoutQuery',
      error: { code: 502, description: 'Bad Gateway' },
    });
    expect((await pay(await owed())).text).to.equal('Paid');
  });

  it('is counted when it is answered too late, by our clock or by Telegram’s', async () => {
    const before = await counted('late');
    const url = await owed();
    const query = { id: '77', from: { id: Number(person.id) }, currency: 'XTR', total_amount: 250 };
    const update = { update_id: uniqueNumber(), pre_checkout_query: { ...query, invoice_payload: 'x' } };
    await side.jobs.queues.checkouts.add('payment.pre-checkout', {
      bot_id: bot.botId,
      payload: { update, arrived_at: Date.now() - 10_001 },
      offered_at: Date.now(),
    });
    side.start();
    await waitFor(async () => (await counted('late')) === before + 1, { what: 'our clock has it late' });
    expect(side.telegram.calls({ method: 'answerPreCheckoutQuery' })).to.have.length(0);
    const { updateId, queryId } = side.telegram.payLink(person, url);
    side.telegram.world.queries.get(queryId)!.expiresAt = 0;
    await takeIn(updateId);
    await waitFor(async () => (await counted('late')) === before + 2, { what: 'Telegram has it late' });
  });

  it('is answered before the flood of its own chat and bot, which goes on for long', async () => {
    const url = await owed();
    const chatId = Number(person.id);
    const messages = Array.from({ length: 1_500 }, (_, at) => {
      const from = { id: at % 3 ? 7_000_000_000 + at : chatId, is_bot: false, first_name: 'Sara' };
      const message = {
        message_id: at + 1,
        date: 1,
        chat: { id: from.id, type: 'private' },
        from,
        text: '/help',
      };
      return { update_id: uniqueNumber(), message };
    });
    const intake = openIntake(side.jobs);
    for (let at = 0; at < messages.length; at += 100)
      await intake.updates(bot.botId, messages.slice(at, at + 100));
    side.start();
    await waitFor(() => side.runs.length > 20, { what: 'the flood is worked at' });
    const asked = Date.now();
    expect((await pay(url)).text).to.equal('Paid');
    const tookMs = Date.now() - asked;
    const done = side.runs.filter(({ name }) => name === 'telegram.update').length;
    expect(done, 'the flood was still on').to.be.below(messages.length);
    expect(tookMs).to.be.below(3_000 * patience);
  });
});
