import { expect } from 'chai';
import {
  followDirectory,
  openDirectory,
  publishDirectory,
  publishEntry,
  publishMasterToken,
  type DirectoryFollower,
  type NewDirectoryEntry,
} from '#directory/directory.js';
import { openRedis, type Redis } from '#platform/redis.js';
import { sha256 } from '#platform/secrets.js';
import { ownPrefix, removeKeys, testRedisUrl } from '../../support/jobs.js';
import { waitFor } from '../../support/wait-for.js';

const entry = (botId: string, overrides: Partial<NewDirectoryEntry> = {}): NewDirectoryEntry => ({
  botId,
  name: `Shop "${botId}"`,
  username: `shop_${botId}_bot`,
  telegramBotId: botId,
  isActive: true,
  isMaster: false,
  isTokenRevoked: false,
  mode: 'polling',
  sealedToken: 'v1.sealed',
  tokenHash: sha256(botId),
  apiTokenHash: sha256(`api ${botId}`),
  settingsAt: '1',
  ...overrides,
});

const pagesOf = (entries: readonly NewDirectoryEntry[], size = 1_000): NewDirectoryEntry[][] =>
  Array.from({ length: Math.ceil(entries.length / size) }, (_, at) =>
    entries.slice(at * size, (at + 1) * size),
  );

describe('the directory of bots', () => {
  let redis: Redis;
  let prefix: string;
  let followers: DirectoryFollower[];
  beforeEach(() => {
    redis = openRedis(testRedisUrl(), 'wait');
    prefix = ownPrefix();
    followers = [];
  });
  afterEach(async () => {
    await Promise.all(followers.map((one) => one.stop()));
    await removeKeys(redis, prefix);
    redis.disconnect();
  });

  async function follow(): Promise<DirectoryFollower> {
    const follower = followDirectory(redis, prefix);
    followers.push(follower);
    await follower.start();
    return follower;
  }
  const publish = (one: NewDirectoryEntry) => publishEntry(redis, one.botId, one, prefix);
  const forget = (botId: string) => publishEntry(redis, botId, undefined, prefix);
  const publishAll = async (...entries: NewDirectoryEntry[]) => [
    ...(await publishDirectory(redis, pagesOf(entries), prefix)).keys(),
  ];
  const namesOf = (follower: DirectoryFollower) => [...follower.list()].map((one) => one.botId).sort();

  it('shows every follower a new, a changed and a deleted bot within two seconds', async () => {
    await publishAll(entry('1'));
    const both = [await follow(), await follow()];
    const heard: string[] = [];
    both[0]?.onChange((one, isGone) => heard.push(`${one.botId} ${isGone ? 'gone' : one.name}`));
    await publish(entry('2'));
    await publish(entry('1', { name: 'Renamed' }));
    for (const one of both)
      await waitFor(() => one.get('2') && one.get('1')?.name === 'Renamed', { timeoutMs: 2_000 });
    await forget('1');
    for (const one of both) await waitFor(() => one.get('1') === undefined, { timeoutMs: 2_000 });
    expect(both.map(namesOf)).to.deep.equal([['2'], ['2']]);
    expect(heard.slice(-1)).to.deep.equal(['1 gone']);
    expect(heard.slice(0, -1)).to.have.members(['2 Shop "2"', '1 Renamed']);
  });

  it('finds a bot by its API token, and by no token it had before', async () => {
    await publishAll(entry('1'));
    const follower = await follow();
    expect(follower.byApiTokenHash(sha256('api 1'))?.bot.botId).to.equal('1');
    await publish(entry('1', { apiTokenHash: sha256('another') }));
    await follower.refresh();
    expect(follower.byApiTokenHash(sha256('api 1'))).to.equal(undefined);
    expect(follower.byApiTokenHash(sha256('another'))?.bot.botId).to.equal('1');
    await forget('1');
    await follower.refresh();
    expect(follower.byApiTokenHash(sha256('another'))).to.equal(undefined);
  });

  it('gives an entry a higher revision with each change, and none when nothing changed', async () => {
    await publishAll(entry('1'), entry('2'));
    const follower = await follow();
    const before = follower.get('1')?.revision ?? '';
    expect(await publishAll(entry('1'), entry('2'))).to.deep.equal([]);
    await follower.refresh();
    expect(follower.get('1')?.revision).to.equal(before);
    expect(await publishAll(entry('1', { isActive: false }), entry('2'))).to.deep.equal(['1']);
    await follower.refresh();
    expect(Number(follower.get('1')?.revision)).to.be.greaterThan(Number(before));
    expect(follower.get('1')?.isActive).to.equal(false);
  });

  it('strikes out what PostgreSQL does not have when it is rebuilt', async () => {
    await publishAll(entry('1'), entry('2'));
    const follower = await follow();
    expect(await publishAll(entry('2'))).to.deep.equal(['1']);
    await follower.refresh();
    expect(namesOf(follower)).to.deep.equal(['2']);
  });

  it('mends an entry that was spoilt or lost by hand, page by page', async () => {
    const all = Array.from({ length: 25 }, (_, at) => entry(String(at + 1)));
    const rebuild = async () => [...(await publishDirectory(redis, pagesOf(all, 10), prefix)).keys()];
    expect(await rebuild()).to.have.length(25);
    const bots = `${prefix}:directory:bots`;
    const whole = await redis.hget(bots, '14');
    await redis.hset(bots, '3', 'not JSON', '14', `${whole ?? ''}x`, '99', '{}');
    await redis.hdel(bots, '25');
    expect((await rebuild()).sort()).to.deep.equal(['14', '25', '3', '99']);
    expect(await rebuild()).to.deep.equal([]);
    expect(namesOf(await follow())).to.deep.equal(all.map(({ botId }) => botId).sort());
  });

  it('tells followers the master token’s hash', async () => {
    await publishMasterToken(redis, 'abc', prefix);
    const follower = await follow();
    expect(follower.masterTokenHash()).to.equal('abc');
  });

  it('lets followers keep what they know when Redis was emptied, until all of it is back', async () => {
    await publishAll(entry('1'), entry('2'), entry('3'));
    const follower = await follow();
    await publishMasterToken(redis, 'abc', prefix);
    await follower.refresh();
    const heard: string[] = [];
    follower.onChange((one, isGone) => heard.push(`${one.botId} ${String(isGone)}`));
    await removeKeys(redis, prefix);
    await follower.refresh();
    expect(namesOf(follower)).to.deep.equal(['1', '2', '3']);
    await publish(entry('2'));
    await follower.refresh();
    expect(namesOf(follower)).to.deep.equal(['1', '2', '3']);
    expect(heard).to.deep.equal([]);
    expect(follower.masterTokenHash()).to.equal('abc');
    await publishAll(entry('1', { isActive: false }), entry('2'));
    await follower.refresh();
    expect(namesOf(follower)).to.deep.equal(['1', '2']);
    expect(follower.get('1')?.isActive).to.equal(false);
    expect(heard).to.include('3 true').and.include('1 false');
  });

  it('is not taken for whole when Redis was emptied while it was filled', async () => {
    await publishAll(entry('1'), entry('2'), entry('3'));
    const follower = await follow();
    /** Two pages, with Redis emptied between them. */
    async function* emptiedBetween(): AsyncGenerator<NewDirectoryEntry[]> {
      yield [entry('1'), entry('2')];
      await removeKeys(redis, prefix);
      yield [entry('3')];
    }
    for (const round of ['it was whole before', 'it was new']) {
      await publishDirectory(redis, emptiedBetween(), prefix);
      await follower.refresh();
      expect(namesOf(follower), round).to.deep.equal(['1', '2', '3']);
    }
    await publishAll(entry('1'), entry('3'));
    await follower.refresh();
    expect(namesOf(follower)).to.deep.equal(['1', '3']);
  });

  it('shows a change made while Redis was empty, however many changes came before and after', async () => {
    for (const size of [1, 2, 5]) {
      const all = Array.from({ length: size }, (_, at) => entry(String(at + 1)));
      await publishAll(...all);
      const follower = await follow();
      await removeKeys(redis, prefix);
      const changed = all.map((one) => ({ ...one, isActive: false }));
      await publishAll(...changed);
      await follower.refresh();
      expect([...follower.list()].some((one) => one.isActive)).to.equal(false);
      await removeKeys(redis, prefix);
    }
  });

  it('is not loaded in a new process before it was built, and is when there is no bot at all', async () => {
    const follower = await follow();
    await publish(entry('1'));
    await follower.refresh();
    expect(follower.isLoaded()).to.equal(false);
    await openDirectory(redis, prefix);
    await follower.refresh();
    expect(follower.isLoaded()).to.equal(true);
    expect(follower.size()).to.equal(1);
    await publishAll();
    await follower.refresh();
    expect(follower.isLoaded() && follower.size()).to.equal(0);
  });

  it('starts at once without Redis and loads when Redis is there', async () => {
    const late = openRedis('redis://127.0.0.1:1', 'fail');
    const follower = followDirectory(late, prefix);
    await follower.start();
    expect(follower.isLoaded()).to.equal(false);
    await follower.stop();
    late.disconnect();
  });

  it('holds five thousand bots and follows single changes of them', async () => {
    await publishAll(...Array.from({ length: 5_000 }, (_, at) => entry(String(at + 1))));
    const started = performance.now();
    const follower = await follow();
    const loadMs = Math.round(performance.now() - started);
    expect(follower.size()).to.equal(5_000);
    await publish(entry('4000', { name: 'Renamed' }));
    await follower.refresh();
    expect(follower.get('4000')?.name).to.equal('Renamed');
    if (process.env.TEST_LOG_LEVEL) process.stdout.write(`5,000 bots loaded in ${loadMs} ms\n`);
  });
});
