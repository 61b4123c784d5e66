import { expect } from 'chai';
import { startTelegram, type TelegramStandIn } from '../../../../scripts/sandbox/telegram.js';
import {
  startPollers,
  type Pollers,
  type PollerTiming,
} from '../../../../src/ingress/pollers/start-pollers.js';
import { captureLog } from '../../../support/capture-log.js';
import { openIntakeSide, type IntakeSide } from '../../../support/open-intake-side.js';
import { patience } from '../../../support/patience.js';
import { startPollerProcess, type PollerProcess } from '../../../support/processes/start-poller-process.js';
import { redisStat, removeFound } from '../../../support/servers/whole-redis.js';
import { waitFor } from '../../../support/wait-for.js';

const quick = { tickMs: 200, leaseMs: 2_000, pollSeconds: 3 };

describe('the sharing of bots between pollers', () => {
  let side: IntakeSide;
  let telegram: TelegramStandIn;
  const sides: IntakeSide[] = [];
  const running: Pollers[] = [];
  const children: PollerProcess[] = [];

  /** A poller in this process, with a connection and a directory of its own. */
  async function poller(timing: Partial<PollerTiming> = quick): Promise<Pollers> {
    const own = await openIntakeSide(side.prefix);
    sides.push(own);
    const env = { telegramApiRoot: telegram.url, telegramNewTokensPerMinute: 0 };
    const pollers = startPollers({ ...own, env, timing });
    running.push(pollers);
    return pollers;
  }
  function child(timing: Partial<PollerTiming> = quick): PollerProcess {
    const started = startPollerProcess({ prefix: side.prefix, apiRoot: telegram.url, timing });
    children.push(started);
    return started;
  }
  async function newBots(count: number) {
    const bots = [];
    for (let at = 0; at < count; at += 1) bots.push(await side.addBot({ token: telegram.addBot().token }));
    return bots;
  }
  const held = () => [...running, ...children].map((one) => one.held().length);
  const conflicts = () => telegram.calls({ method: 'getUpdates' }).filter((call) => call.error?.code === 409);
  /** Tokens with a poll open right now. */
  const polled = () => {
    const open = telegram.calls({ method: 'getUpdates' }).filter((call) => call.endedAt === undefined);
    return new Set(open.map((call) => call.token));
  };
  const say = (token: string) => telegram.send(token, telegram.person({ firstName: 'Ann' }), { text: 'hi' });
  const taken = (bots: { token: string }[]) => () =>
    bots.every((bot) => telegram.pendingUpdates(bot.token).length === 0);

  beforeEach(async () => {
    side = await openIntakeSide();
    telegram = await startTelegram();
  });
  afterEach(async () => {
    for (const one of children.splice(0)) {
      one.signal('SIGKILL');
      await one.ended;
    }
    await Promise.all(running.splice(0).map((one) => one.close()));
    await telegram.close();
    for (const one of sides.splice(0)) await one.close();
    await side.close();
  });

  it('takes a new bot up within two seconds, and drops a changed, deactivated or deleted one', async () => {
    const [first] = await newBots(1);
    await poller({ pollSeconds: 50 });
    await waitFor(() => polled().size === 1);
    const startedAt = performance.now();
    const [second, third, fourth] = await newBots(3);
    await waitFor(() => polled().size === 4, { what: 'polls of the new bots' });
    expect(performance.now() - startedAt).to.be.below(2_000 * patience);
    const strip = ({ token: _, ...entry }: NonNullable<typeof second>) => entry;
    await side.publish({ ...strip(second!), isActive: false });
    await side.publish({ ...strip(third!), mode: 'webhook' });
    await side.remove(fourth!.botId);
    const changedAt = performance.now();
    await waitFor(() => polled().size === 1, { what: 'the end of their polls' });
    expect(performance.now() - changedAt).to.be.below(2_000 * patience);
    expect([...polled()]).to.deep.equal([first!.token]);
    await side.publish(strip(second!));
    await waitFor(() => polled().size === 2, { what: 'the return of a bot' });
    expect(conflicts()).to.deep.equal([]);
  });

  it('shares the bots evenly as pollers come and go, and never polls one twice', async () => {
    const bots = await newBots(12);
    const first = await poller();
    await waitFor(() => first.held().length === 12 && polled().size === 12);
    await poller();
    await waitFor(() => held().join() === '6,6' && polled().size === 12, { what: 'two halves' });
    await poller();
    await waitFor(() => held().join() === '4,4,4' && polled().size === 12, { what: 'three thirds' });
    await first.close();
    await waitFor(() => held().slice(1).join() === '6,6' && polled().size === 12, { what: 'halves again' });
    bots.forEach((bot) => say(bot.token));
    await waitFor(taken(bots));
    expect(conflicts()).to.deep.equal([]);
  });

  it('moves the bots of a killed poller on within 15 seconds, with the usual timing', async () => {
    const bots = await newBots(6);
    const victim = child({});
    await waitFor(() => victim.held().length === 6, { timeoutMs: 15_000 });
    const heir = await poller({});
    await waitFor(() => heir.held().length === 3, { timeoutMs: 8_000 });
    victim.signal('SIGKILL');
    const killedAt = performance.now();
    bots.forEach((bot) => say(bot.token));
    await waitFor(() => heir.held().length === 6 && taken(bots)(), { timeoutMs: 15_000 });
    expect(performance.now() - killedAt).to.be.below(15_000 * patience);
    expect(conflicts()).to.deep.equal([]);
  }).timeout(60_000);

  it('never polls a bot twice while processes are started and killed', async () => {
    const bots = await newBots(20);
    for (let round = 0; round < 4; round += 1) {
      const [one, two] = [child(), child()];
      await waitFor(() => one.held().length > 0 && two.held().length > 0, { timeoutMs: 20_000 });
      bots.forEach((bot) => say(bot.token));
      one.signal(round % 2 ? 'SIGKILL' : 'SIGTERM');
      await one.ended;
      await waitFor(() => two.held().length > 10, { timeoutMs: 15_000 });
      two.signal('SIGKILL');
      await two.ended;
    }
    const last = await poller();
    await waitFor(() => last.held().length === 20 && taken(bots)(), { timeoutMs: 15_000 });
    expect(conflicts()).to.deep.equal([]);
  }).timeout(120_000);

  it('makes a paused process notice that its lease ran out, before it asks or hands over anything', async () => {
    const bots = await newBots(4);
    const sleeper = child({ ...quick, pollSeconds: 50 });
    await waitFor(() => sleeper.held().length === 4 && polled().size === 4, { timeoutMs: 15_000 });
    sleeper.signal('SIGSTOP');
    const pausedAt = Date.now();
    const heir = await poller({ ...quick, pollSeconds: 50 });
    await waitFor(() => heir.held().length === 4, { timeoutMs: 8_000 });
    await waitFor(() => conflicts().length === 4, { what: 'the end of the polls left open by the sleeper' });
    bots.forEach((bot) => say(bot.token));
    await waitFor(taken(bots));
    telegram.clearCalls();
    sleeper.signal('SIGCONT');
    await waitFor(() => held().sort().join() === '2,2', { timeoutMs: 8_000, what: 'a fair share for both' });
    bots.forEach((bot) => say(bot.token));
    await waitFor(taken(bots));
    expect(conflicts()).to.deep.equal([]);
    expect(Date.now() - pausedAt).to.be.above(quick.leaseMs);
  }).timeout(60_000);

  it('stops polling when it cannot renew its lease', async () => {
    await newBots(2);
    const lonely = await poller({ ...quick, pollSeconds: 50 });
    await waitFor(() => polled().size === 2);
    sides[0]?.redis.disconnect();
    await waitFor(() => polled().size === 0, { what: 'the end of the polls' });
    expect(lonely.held()).to.deep.equal([]);
    void sides[0]?.redis.connect();
    await waitFor(() => polled().size === 2, { what: 'polls again' });
    expect(conflicts()).to.deep.equal([]);
  });

  it('says once what Redis refuses, and goes on when it does not any more', async () => {
    await newBots(1);
    const key = `${side.prefix}:pollers:free`;
    await side.patient.set(key, 'no set');
    const log = captureLog('warn');
    try {
      await poller();
      await waitFor(() => log.text().includes('Redis rejected the commands of this poller'));
      await side.patient.del(key);
      await waitFor(() => polled().size === 1, { what: 'polls' });
      const said = log.lines().filter((line) => line.level === 'warn');
      expect(said).to.have.lengthOf(1);
      expect((said[0]?.err as Error).message).to.match(/WRONGTYPE/);
    } finally {
      log.restore();
    }
  });

  it('finds its bots again after Redis lost everything', async () => {
    const bots = await newBots(6);
    await poller();
    await poller();
    await waitFor(() => held().join() === '3,3');
    await removeFound(side.patient, `${side.prefix}:pollers:*`);
    await waitFor(() => held().join() !== '3,3', { what: 'the loss' });
    await waitFor(() => held().join() === '3,3' && polled().size === 6, { timeoutMs: 10_000 });
    bots.forEach((bot) => say(bot.token));
    await waitFor(taken(bots));
    expect(conflicts()).to.deep.equal([]);
  });

  it('costs Redis a handful of commands a second, however many bots it holds', async () => {
    await newBots(300);
    const many = await poller({ pollSeconds: 50 });
    await waitFor(() => many.held().length === 300 && polled().size === 300, { timeoutMs: 15_000 });
    const count = () => redisStat(side.patient, 'total_commands_processed');
    const [before, startedAt] = [await count(), performance.now()];
    await waitFor(() => performance.now() - startedAt > 4_000);
    const perSecond = ((await count()) - before) / 4;
    // Three directories are followed here at two commands a second each, beside one tick of the poller in two seconds.
    expect(perSecond).to.be.below(60);
  });
});
