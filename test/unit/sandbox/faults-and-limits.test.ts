import { expect } from 'chai';
import { waitFor } from '../../support/wait-for.js';
import { callerOf, startedStandIn } from './stand-in.js';

async function errorOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'no error',
    (error: Error) => (error.cause as Error | undefined)?.message ?? error.message,
  );
}

describe('sandbox: faults', () => {
  it('fails exactly the calls it was told to fail', async () => {
    const { telegram, token, person, call, say } = await startedStandIn();
    const description = 'Too Many Requests: retry after 7';
    telegram.failNext({
      token,
      method: 'sendMessage',
      chatId: person.id,
      times: 2,
      error: { code: 429, description, retryAfter: 7 },
    });
    expect((await call('getMe')).ok).to.equal(true);
    expect(await say('a')).to.deep.include({ status: 429, description, parameters: { retry_after: 7 } });
    expect((await say('b')).ok).to.equal(false);
    expect((await say('c')).ok).to.equal(true);
    expect(telegram.calls({ method: 'sendMessage' }).map(({ error }) => error?.code ?? 200)).to.deep.equal([
      429, 429, 200,
    ]);
    await telegram.close();
  });

  it('cuts the connection, before or after the message was sent', async () => {
    const { telegram, token, person, say } = await startedStandIn();
    telegram.failNext({ error: 'reset' });
    expect(await errorOf(say('lost'))).to.match(/other side closed|ECONNRESET|socket hang up/);
    telegram.failNext({ error: 'reset', afterEffect: true });
    await errorOf(say('sent anyway'));
    const texts = telegram.chat(token, person.id).map(({ text }) => text);
    expect(texts).to.deep.equal(['/start', 'sent anyway']);
    await telegram.close();
  });

  it('keeps silent until the caller gives up', async () => {
    const { telegram, token } = await startedStandIn();
    telegram.failNext({ method: 'getMe', error: 'timeout' });
    const url = `${telegram.url}/bot${token}/getMe`;
    expect(await errorOf(fetch(url, { signal: AbortSignal.timeout(100) }))).to.match(
      /aborted due to timeout/,
    );
    expect((await fetch(url)).status).to.equal(200);
    await telegram.close();
  });

  it('delays single calls, delays all calls, and holds everything while paused', async () => {
    const { telegram, call } = await startedStandIn();
    telegram.failNext({ error: { delayMs: 60 } });
    let began = Date.now();
    await call('getMe');
    expect(Date.now() - began).to.be.greaterThan(55);
    telegram.latency(40);
    began = Date.now();
    await call('getMe');
    expect(Date.now() - began).to.be.greaterThan(35);
    telegram.latency(0);
    telegram.pause();
    let isAnswered = false;
    const held = call('getMe').then(() => (isAnswered = true));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(isAnswered).to.equal(false);
    telegram.resume();
    await held;
    await telegram.close();
  });
});

describe('sandbox: limits', () => {
  it('refuses more than five messages in five seconds to one person and notes the violation', async () => {
    const { telegram, say } = await startedStandIn({ limits: true });
    for (let count = 0; count < 5; count += 1) expect((await say('a')).ok).to.equal(true);
    const refused = await say('too much');
    expect(refused.status).to.equal(429);
    expect(refused.parameters!.retry_after).to.be.within(4, 5);
    expect(telegram.violations().map(({ kind, count }) => [kind, count])).to.deep.equal([['chat', 6]]);
    await telegram.close();
  });

  it('only notes violations when it observes', async () => {
    const { telegram, say } = await startedStandIn({ limits: 'observe' });
    for (let count = 0; count < 7; count += 1) expect((await say('a')).ok).to.equal(true);
    expect(telegram.violations()).to.have.length(2);
    await telegram.close();
  });

  it('refuses the 31st message of a bot within a second and the 21st of a group within a minute', async () => {
    const { telegram, token, call } = await startedStandIn({ limits: true });
    const { token: other } = telegram.addBot();
    const groupId = telegram.addGroup({ adminBots: [other] });
    const inGroup = (): Promise<unknown> =>
      callerOf(telegram, other)('sendMessage', { chat_id: groupId, text: 'a' });
    for (let count = 0; count < 21; count += 1) await inGroup();
    const persons = Array.from({ length: 31 }, (_, index) => telegram.person({ firstName: `P${index}` }));
    for (const person of persons) telegram.send(token, person, 'hi');
    await Promise.all(persons.map(({ id }) => call('sendMessage', { chat_id: id, text: 'a' })));
    expect(telegram.violations().map(({ kind }) => kind)).to.deep.equal(['group', 'bot']);
    await telegram.close();
  });

  it('notes a bot that goes on sending although it was told to wait', async () => {
    const { telegram, say } = await startedStandIn();
    telegram.failNext({
      error: { code: 429, description: 'Too Many Requests: retry after 5', retryAfter: 5 },
    });
    await say('a');
    await say('on its way');
    expect(telegram.violations()).to.deep.equal([]);
    await waitFor(() => Date.now() - telegram.calls()[0]!.at > 350);
    await say('too early');
    expect(telegram.violations().map(({ kind }) => kind)).to.deep.equal(['hold']);
    await telegram.close();
  });

  it('takes it that a poll that was refused says nothing of what the bot may send', async () => {
    const { telegram, call, say } = await startedStandIn({ holdGraceMs: 0 });
    const refuse = (method: string) =>
      telegram.failNext({
        method,
        error: { code: 429, description: 'Too Many Requests: retry after 60', retryAfter: 60 },
      });
    refuse('getUpdates');
    expect((await call('getUpdates')).status).to.equal(429);
    expect((await say('after a refused poll')).ok).to.equal(true);
    expect(telegram.violations()).to.deep.equal([]);
    refuse('sendMessage');
    expect((await say('refused')).status).to.equal(429);
    await say('after a refused message');
    expect(telegram.violations().map(({ kind }) => kind)).to.deep.equal(['hold']);
    await telegram.close();
  });

  it('lets in only so many new tokens a minute', async () => {
    const { telegram, token } = await startedStandIn({ coldTokenLimit: { perMinute: 2, perHour: 10 } });
    const tokens = [token, telegram.addBot().token, telegram.addBot().token];
    const answers = [];
    for (const one of tokens) answers.push((await callerOf(telegram, one)('getMe')).status);
    expect(answers).to.deep.equal([200, 200, 429]);
    expect((await callerOf(telegram, token)('getMe')).status).to.equal(200);
    await telegram.close();
  });
});
