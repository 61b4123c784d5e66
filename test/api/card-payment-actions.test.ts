import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { rejectReasons } from '#services/card-payments/reject-payment.js';
import type { Payment } from '#services/payments/payment.js';
import { addReceipt } from '../support/card-payments/add-receipt.js';
import { cardTillOf, type CardTill } from '../support/card-payments/open-card-till.js';
import { ownerQuery } from '../support/database.js';
import { openAdminApi, type AdminApi, type Answered } from '../support/open-admin-api.js';

type Bot = Awaited<ReturnType<AdminApi['addBot']>>;
const codeOf = ({ status, body }: Answered) => [status, body?.code];

describe('the admin API: what is done to payments from card to card', function () {
  this.timeout(30_000);
  let api: AdminApi;
  let bot: Bot;
  let till: CardTill;
  before(async () => {
    api = await openAdminApi();
    bot = await api.addBot();
    till = await cardTillOf(bot.tenant);
    await till.addCard();
  });
  after(() => api.close());

  const call = (
    id: string,
    action: string,
    body?: unknown,
    { of = bot, token = of.apiToken, key }: { of?: Bot; token?: string; key?: string } = {},
  ) =>
    api.call(body === undefined ? 'GET' : 'POST', `/bots/${of.botId}/payments/${id}${action}`, {
      token,
      ...(body !== undefined && { body }),
      ...(key !== undefined && { headers: { 'idempotency-key': key } }),
    });
  const list = async (query: string): Promise<string[]> =>
    (await api.call('GET', `/bots/${bot.botId}/payments?${query}`, { token: bot.apiToken })).body.items.map(
      ({ id }: { id: string }) => id,
    );
  const balanceOf = async (userId: string): Promise<number> => (await till.shop.look(userId)).balanceToman;
  /** A top-up of 50,000 toman whose receipt is under review. */
  async function submitted(): Promise<Payment> {
    const payment = await till.begin((await till.shop.addBuyer()).id, { topUpToman: 50_000 });
    await till.submit(payment);
    return payment;
  }
  const auditOf = async (id: string) => {
    const { body } = await api.call('GET', `/bots/${bot.botId}/audit-log?limit=200`);
    return body.items.filter(({ subject }: { subject: string | null }) => subject === `payment ${id}`);
  };

  it('approves: credited once, with what came, and the audit log has it', async () => {
    const { id, userId } = await submitted();
    const wish = { amount_toman: 40_000, bank_reference: '140812345678', notes: 'seen on the statement' };
    const { status, body } = await call(id, '/approve', wish);
    expect(status).to.equal(200);
    expect(body).to.deep.include({ id, method: 'card_to_card', status: 'approved', gateway: null });
    expect(body.card_to_card).to.deep.include({
      bank_reference: '140812345678',
      credited_toman: 40_000,
      problem: 'underpaid',
      admin_notes: 'seen on the statement',
      admin_reviewed_by: null,
      is_under_review: false,
    });
    expect(await balanceOf(userId)).to.equal(40_000);
    expect(codeOf(await call(id, '/approve', {}))).to.deep.equal([409, 'payment.decided']);
    expect(codeOf(await call(id, '/reject', { reason: 'amount' }))).to.deep.equal([409, 'payment.decided']);
    expect(await balanceOf(userId)).to.equal(40_000);
    const entries = await auditOf(id);
    expect(entries).to.have.length(1);
    expect(entries[0]).to.deep.include({ action: 'payments.approve' });
    expect(entries[0].before).to.include({ status: 'pending' });
    expect(entries[0].after).to.include({
      status: 'paid',
      credited_toman: 40_000,
      notes: 'seen on the statement',
    });
  });

  it('rejects with a reason or words of its own, once', async () => {
    const { id, userId } = await submitted();
    const { status, body } = await call(id, '/reject', { reason: 'unreadable', notes: 'too dark' });
    expect([status, body.status]).to.deep.equal([200, 'rejected']);
    expect(body.card_to_card).to.deep.include({
      reject_reason: 'unreadable',
      admin_notes: 'too dark',
      tries: 1,
      is_under_review: false,
    });
    expect(codeOf(await call(id, '/reject', { notes: 'again' }))).to.deep.equal([409, 'payment.decided']);
    expect(await balanceOf(userId)).to.equal(0);
    expect((await auditOf(id))[0]).to.deep.include({ action: 'payments.reject' });
  });

  it('undoes the last decision, once and within an hour', async () => {
    const { id, userId } = await submitted();
    expect(codeOf(await call(id, '/undo', {}))).to.deep.equal([409, 'payment.not_undoable']);
    await call(id, '/reject', { reason: 'amount' });
    const again = await call(id, '/undo', {});
    expect(again.body.card_to_card).to.deep.include({ tries: 0, reject_reason: null, is_under_review: true });
    await call(id, '/approve', {});
    expect(await balanceOf(userId)).to.equal(50_000);
    const undone = await Promise.all(Array.from({ length: 10 }, () => call(id, '/undo', {})));
    expect(undone.filter(({ status }) => status === 200)).to.have.length(1);
    expect(await balanceOf(userId)).to.equal(0);
    expect((await auditOf(id)).map(({ action }: { action: string }) => action)).to.deep.equal([
      ...['payments.undo', 'payments.approve', 'payments.undo', 'payments.reject'],
    ]);
    const late = await submitted();
    await call(late.id, '/approve', {});
    const age = `update card_to_card_payments set admin_reviewed_at = now() - interval '61 minutes' where id = $1`;
    await ownerQuery(age, [late.id]);
    expect(codeOf(await call(late.id, '/undo', {}))).to.deep.equal([409, 'payment.not_undoable']);
  });

  it('has the same reasons as reviewers in Telegram', async () => {
    const { id } = await submitted();
    const { body } = await call(id, '/reject', { reason: 'nonsense' });
    expect(body.code).to.equal('request.invalid');
    for (const reason of rejectReasons) expect(JSON.stringify(body), reason).to.include(reason);
  });

  it('refuses to reject without a word, and what no receipt came for', async () => {
    const { id } = await submitted();
    expect(codeOf(await call(id, '/reject', {}))).to.deep.equal([422, 'request.invalid']);
    const waiting = await till.begin((await till.shop.addBuyer()).id, { topUpToman: 50_000 });
    expect(codeOf(await call(waiting.id, '/reject', { reason: 'amount' }))).to.deep.equal([
      409,
      'payment.not_under_review',
    ]);
    expect((await call(waiting.id, '/approve', {})).body.status).to.equal('approved');
  });

  it('refuses payments through gateways, of nobody, and of another bot', async () => {
    const [gateway] = await ownerQuery<{ id: string }>(
      `insert into gateway_payments (bot_id, user_id, amount_toman, gateway) values ($1, $2, 5, 'heleket') returning id::text`,
      [bot.botId, (await till.shop.addBuyer()).id],
    );
    for (const [action, body] of [
      ['/approve', {}],
      ['/reject', { reason: 'amount' }],
      ['/flags', undefined],
    ] as const) {
      expect(codeOf(await call(gateway!.id, action, body)), action).to.deep.equal([409, 'payment.not_card']);
      expect(codeOf(await call('999999999', action, body)), action).to.deep.equal([404, 'resource.unknown']);
      const other = await api.addBot();
      const { id } = await submitted();
      expect(codeOf(await call(id, action, body, { of: other })), action).to.deep.equal([
        404,
        'resource.unknown',
      ]);
      expect((await call(id, action, body, { token: other.apiToken })).status, action).to.equal(404);
    }
  });

  it('is for tokens that may write, and for the master', async () => {
    const { id } = await submitted();
    const made = await api.call('POST', `/bots/${bot.botId}/api-tokens`, {
      body: { name: 'reader', scope: 'read' },
    });
    const reader = made.body.secret as string;
    for (const action of ['/approve', '/reject'])
      expect((await call(id, action, { notes: 'x' }, { token: reader })).status, action).to.equal(403);
    expect((await call(id, '/flags', undefined, { token: reader })).status).to.equal(200);
    const path = `/bots/${bot.botId}/payments/${id}/approve`;
    expect((await api.call('POST', path, { body: {}, token: null })).status).to.equal(401);
    const master = await api.call('POST', path, { body: {} });
    expect(master.body.status).to.equal('approved');
  });

  it('gives the first answer to a repeat with its key', async () => {
    const { id, userId } = await submitted();
    const key = randomUUID();
    const first = await call(id, '/approve', {}, { key });
    const again = await call(id, '/approve', {}, { key });
    expect([first.status, again.status]).to.deep.equal([200, 200]);
    expect(again.body).to.deep.equal(first.body);
    expect(await balanceOf(userId)).to.equal(50_000);
  });

  it('has one outcome of ten decisions at once', async () => {
    for (let round = 0; round < 3; round += 1) {
      const { id, userId } = await submitted();
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, n) =>
          n % 2 ? call(id, '/approve', {}) : call(id, '/reject', { reason: 'not_received' }),
        ),
      );
      const done = answers.filter(({ status }) => status === 200);
      const { body } = await call(id, '');
      // A rejection does not keep money out that somebody then approves, if the core allows it; never the other way round.
      expect(done.length, JSON.stringify(answers.map(codeOf))).to.be.oneOf(
        body.status === 'approved' ? [1, 2] : [1],
      );
      for (const one of answers) expect(one.status).to.be.oneOf([200, 409]);
      expect(await balanceOf(userId)).to.equal(body.status === 'approved' ? 50_000 : 0);
      expect(await auditOf(id)).to.have.length(done.length);
    }
  });

  it('shows a payment whole, with the parts of its receipts', async () => {
    const payment = await submitted();
    const image = await addReceipt(bot.tenant, payment, {
      fileId: 'AgAC',
      fileUniqueId: 'u1',
      words: 'caption',
    });
    const words = await addReceipt(bot.tenant, payment, {
      words: '12345678',
      referenceNumbers: ['12345678'],
    });
    const { body } = await call(payment.id, '');
    expect(body.card_to_card).to.deep.include({
      card_id: payment.onCard?.cardId,
      tracking_number: payment.reference,
      extra_toman: 0,
      is_under_review: true,
      tries: 0,
      bank_reference: null,
      reject_reason: null,
      credited_toman: null,
      refund_transaction_id: null,
    });
    expect(body.card_to_card.submitted_at).to.be.a('string');
    expect(Date.parse(body.card_to_card.expires_at)).to.be.above(Date.now());
    const parts = body.card_to_card.receipts.map(
      ({ created_at: _, ...part }: { created_at: string }) => part,
    );
    expect(parts).to.deep.equal([
      { id: image, attempt: 0, kind: 'image', file_id: 'AgAC', words: 'caption', reference_numbers: [] },
      {
        id: words,
        attempt: 0,
        kind: 'text',
        file_id: null,
        words: '12345678',
        reference_numbers: ['12345678'],
      },
    ]);
    const listed = await api.call('GET', `/bots/${bot.botId}/payments?tracking_number=${payment.reference}`, {
      token: bot.apiToken,
    });
    expect(listed.body.items).to.deep.equal([body]);
  });

  it('lists what waits for a decision, and finds a tracking number as people type it', async () => {
    const payment = await submitted();
    const waiting = await till.begin((await till.shop.addBuyer()).id, { topUpToman: 50_000 });
    expect(await list('under_review=true&limit=200'))
      .to.include(payment.id)
      .and.not.include(waiting.id);
    expect(await list('under_review=true&status=approved')).to.deep.equal([]);
    const typed = payment.reference.toLowerCase().replace('-', ' ');
    expect(await list(`tracking_number=${encodeURIComponent(typed)}`)).to.deep.equal([payment.id]);
    expect(await list('tracking_number=nothing')).to.deep.equal([]);
    await call(payment.id, '/approve', {});
    expect(await list('under_review=true&limit=200')).to.not.include(payment.id);
  });

  it('tells what is odd about a receipt', async () => {
    const [one, other] = [await submitted(), await submitted()];
    for (const payment of [one, other])
      await addReceipt(bot.tenant, payment, {
        fileId: `f${payment.id}`,
        fileUniqueId: 'twice',
        words: '9,000 تومان',
      });
    const { status, body } = await call(other.id, '/flags');
    expect(status).to.equal(200);
    expect(body.items.map(({ kind }: { kind: string }) => kind)).to.deep.equal([
      'same_file',
      'amount_differs',
    ]);
    expect(body.items[0].payments[0]).to.deep.include({
      payment_id: one.id,
      tracking_number: one.reference,
      status: 'pending',
      is_same_person: false,
    });
    expect(body.items[1].said_toman).to.deep.equal([9_000]);
  });

  it('lists paying from card to card among the ways to pay, with what it lacks and how it did', async () => {
    const methodOf = async (of: Bot) => {
      const { body } = await api.call('GET', `/bots/${of.botId}/payment-methods`, { token: of.apiToken });
      return body.items.find(({ method }: { method: string }) => method === 'card_to_card');
    };
    const bare = await api.addBot();
    expect(await methodOf(bare)).to.deep.include({
      is_on: false,
      is_set_up: false,
      lacks: ['card'],
      currency: 'IRR',
    });
    const method = await methodOf(bot);
    expect(method).to.deep.include({ is_on: true, is_set_up: true, lacks: [], is_offered: true });
    expect(method.last_7_days.paid).to.be.above(0);
    expect(method.last_7_days.unpaid).to.be.above(0);
    expect(method.last_7_days.median_settle_seconds).to.be.a('number');
  });
});
