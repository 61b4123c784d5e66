import { expect } from 'chai';
import { callerOf, startedStandIn } from './stand-in.js';

type Started = Awaited<ReturnType<typeof startedStandIn>>;

describe('sandbox: getUpdates', () => {
  let started: Started;
  before(async () => {
    started = await startedStandIn();
  });
  after(() => started.telegram.close());

  /** A bot of its own with one person. */
  function ownBot() {
    const { telegram } = started;
    const { token } = telegram.addBot();
    const person = telegram.person({ firstName: 'P' });
    return { token, person, call: callerOf(telegram, token), telegram };
  }

  it('hands out what persons wrote, numbered from a random start, until the offset confirms it', async () => {
    const { token, person, call, telegram } = ownBot();
    const first = telegram.send(token, person, '/start ref_1');
    expect(telegram.send(token, person, 'hello')).to.equal(first + 1);
    const got = (await call('getUpdates')).result;
    expect(got).to.have.length(2);
    expect(got[0].message.entities).to.deep.equal([{ offset: 0, length: 6, type: 'bot_command' }]);
    expect(got[0].message.from.id).to.equal(Number(person.id));
    expect((await call('getUpdates', { limit: 1 })).result).to.have.length(1);
    const rest = (await call('getUpdates', { offset: first + 1 })).result;
    expect(rest.map((one: { update_id: number }) => one.update_id)).to.deep.equal([first + 1]);
    expect((await call('getUpdates', { offset: first + 2 })).result).to.deep.equal([]);
    expect(telegram.pendingUpdates(token)).to.deep.equal([]);
  });

  it('answers a long poll as soon as something comes, and empty after its timeout', async () => {
    const { token, person, call, telegram } = ownBot();
    const began = Date.now();
    const poll = call('getUpdates', { timeout: 30 });
    setTimeout(() => telegram.send(token, person, 'now'), 30);
    expect((await poll).result).to.have.length(1);
    expect(Date.now() - began).to.be.lessThan(5000);
    const offset = telegram.pendingUpdates(token)[0]! + 1;
    expect((await call('getUpdates', { offset, timeout: 1 })).result).to.deep.equal([]);
  });

  it('fails the older of two polls with 409', async () => {
    const { token, person, call, telegram } = ownBot();
    const older = call('getUpdates', { timeout: 30 });
    await new Promise((resolve) => setTimeout(resolve, 50));
    const newer = call('getUpdates', { timeout: 30 });
    const { status, description } = await older;
    expect(status).to.equal(409);
    expect(description).to.equal(
      'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    );
    telegram.send(token, person, 'x');
    expect((await newer).result).to.have.length(1);
  });

  it('refuses polls while a webhook is set, and ends the one that waits', async () => {
    const { call } = ownBot();
    const waiting = call('getUpdates', { timeout: 30 });
    await new Promise((resolve) => setTimeout(resolve, 50));
    const set = await call('setWebhook', { url: 'https://hooks.example/x' });
    expect(set.description).to.equal('Webhook was set');
    expect((await waiting).description).to.equal('Conflict: terminated by setWebhook request');
    expect((await call('getUpdates')).description).to.match(
      /^Conflict: can't use getUpdates method while webhook is active/,
    );
    expect((await call('deleteWebhook')).description).to.equal('Webhook was deleted');
    expect((await call('getUpdates')).ok).to.equal(true);
  });

  it('refuses a revoked token with 401 and takes the new one', async () => {
    const { token, call, telegram } = ownBot();
    const next = telegram.revokeToken(token);
    const { status, description } = await call('getMe');
    expect([status, description]).to.deep.equal([401, 'Unauthorized']);
    expect((await callerOf(telegram, next)('getMe')).ok).to.equal(true);
  });

  it('leaves out kinds of updates that were not asked for', async () => {
    const { token, person, call, telegram } = ownBot();
    await call('getUpdates', { allowed_updates: ['callback_query'] });
    telegram.send(token, person, 'unheard');
    expect((await call('getUpdates')).result).to.deep.equal([]);
  });

  it('hands over raw updates exactly as given, sorted by update_id', async () => {
    const { token, call, telegram } = ownBot();
    telegram.pushUpdate(token, { update_id: 500, weird: { a: [1] } });
    telegram.pushUpdate(token, { update_id: 400, message: null });
    expect((await call('getUpdates')).result).to.deep.equal([
      { update_id: 400, message: null },
      { update_id: 500, weird: { a: [1] } },
    ]);
  });
});

describe('sandbox: buttons and answers', () => {
  it('turns a tap into a callback_query and shows its answer to the person, once', async () => {
    const { telegram, token, person, call, say } = await startedStandIn({ queryTtlMs: 60_000 });
    const markup = { inline_keyboard: [[{ text: 'Yes', callback_data: 'y' }]] };
    const messageId = (await say('sure?', { reply_markup: markup })).result.message_id as number;
    const tap = telegram.tap(token, person, { messageId, button: 'Yes' });
    const update = (await call('getUpdates')).result.at(-1);
    expect(update.update_id).to.equal(tap.updateId);
    expect(update.callback_query).to.deep.include({ id: tap.queryId, data: 'y' });
    expect(update.callback_query.message.message_id).to.equal(messageId);
    const answer = { callback_query_id: tap.queryId, text: 'ok', show_alert: true };
    const long = await call('answerCallbackQuery', { ...answer, text: 'x'.repeat(201) });
    expect(long.description).to.equal('Bad Request: MESSAGE_TOO_LONG');
    expect((await call('answerCallbackQuery', answer)).result).to.equal(true);
    expect(await tap.answered).to.deep.equal({ text: 'ok', showAlert: true });
    expect((await call('answerCallbackQuery', answer)).description).to.equal(
      'Bad Request: query is too old and response timeout expired or query ID is invalid',
    );
    expect(() => telegram.tap(token, person, { messageId, button: 'No' })).to.throw(
      /it has: Yes \(callback y\)/,
    );
    await telegram.close();
  });

  it('takes a Stars invoice through pre_checkout to a successful payment', async () => {
    const { telegram, token, person, call } = await startedStandIn();
    const invoice = {
      title: 'T',
      description: 'D',
      payload: 'order-1',
      currency: 'XTR',
      prices: [{ label: 'L', amount: 5 }],
    };
    const messageId = (await call('sendInvoice', { chat_id: person.id, ...invoice })).result
      .message_id as number;
    telegram.pay(token, person, messageId);
    const query = (await call('getUpdates')).result.at(-1).pre_checkout_query;
    expect(query).to.include({ currency: 'XTR', total_amount: 5, invoice_payload: 'order-1' });
    await call('answerPreCheckoutQuery', { pre_checkout_query_id: query.id, ok: true });
    const paid = (await call('getUpdates')).result.at(-1).message.successful_payment;
    expect(paid).to.include({ currency: 'XTR', total_amount: 5, invoice_payload: 'order-1' });
    await telegram.close();
  });
});
