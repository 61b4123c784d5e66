import { randomBytes } from 'node:crypto';
import {
  followDirectory,
  openDirectory,
  publishEntry,
  publishMasterToken,
  type NewDirectoryEntry,
} from '#directory/directory.js';
import { openIntake } from '#jobs/intake.js';
import { openJobs } from '#jobs/queues.js';
import { setLogLevel } from '#platform/log.js';
import { openMetrics } from '#platform/metrics.js';
import { openRedis } from '#platform/redis.js';
import { openVault, sha256 } from '#platform/secrets.js';
import { removeFound } from './servers/whole-redis.js';
import { waitFor } from './wait-for.js';

/** What ingress and pollers need, under a Redis prefix of its own. */
export type IntakeSide = Awaited<ReturnType<typeof openIntakeSide>>;

const redisUrl = process.env.REDIS_URL as string;
let lastBot = 0;
setLogLevel(process.env.LOG_LEVEL ?? 'silent');

/** Opens Redis, queues, directory and intake as a process without PostgreSQL does. */
export async function openIntakeSide(
  prefix = `{test-${randomBytes(6).toString('hex')}}`,
  appSecret = 'a secret for the tests, long enough',
) {
  const patient = openRedis(redisUrl, 'wait');
  const redis = openRedis(redisUrl, 'fail');
  await waitFor(() => redis.status === 'ready' && patient.status === 'ready', { what: 'Redis' });
  const jobs = openJobs({ redis, prefix });
  const directory = followDirectory(redis, prefix);
  await directory.start();
  const vault = openVault(appSecret);
  const masterToken = `rf_${randomBytes(20).toString('hex')}`;

  /** Writes a bot into the directory as a worker would; returns its entry and token. */
  async function addBot(input: Partial<NewDirectoryEntry> & { token?: string } = {}) {
    const { token = `${1e8 + (lastBot += 1)}:${'x'.repeat(35)}`, ...rest } = input;
    const telegramBotId = token.split(':')[0] as string;
    const botId = rest.botId ?? String(Math.floor(Math.random() * 1e12));
    const entry: NewDirectoryEntry = {
      botId,
      name: `Shop ${botId}`,
      username: `shop_${botId}_bot`,
      telegramBotId,
      isActive: true,
      isMaster: false,
      isTokenRevoked: false,
      mode: 'polling',
      sealedToken: vault.encrypt(token, telegramBotId),
      tokenHash: sha256(token),
      apiTokenHash: sha256(`api ${botId}`),
      settingsAt: '2026-01-01T00:00:00.000Z',
      ...rest,
    };
    await publishEntry(patient, botId, entry, prefix);
    await openDirectory(patient, prefix);
    return { ...entry, token };
  }

  return {
    prefix,
    redisUrl,
    redis,
    /** A connection that waits, for the test itself. */
    patient,
    jobs,
    directory,
    intake: openIntake(jobs),
    vault,
    metrics: openMetrics(),
    masterToken,
    addBot,
    publishMaster: () => publishMasterToken(patient, sha256(masterToken), prefix),
    publish: (entry: NewDirectoryEntry) => publishEntry(patient, entry.botId, entry, prefix),
    remove: (botId: string) => publishEntry(patient, botId, undefined, prefix),
    close: async () => {
      await directory.stop();
      await jobs.close();
      redis.disconnect();
      await removeFound(patient, `${prefix}*`);
      patient.disconnect();
    },
  };
}
