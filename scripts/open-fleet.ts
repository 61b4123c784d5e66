import 'reflect-metadata';
import { openDatabase } from '#platform/database.js';
import { readEnv, type Env } from '#env/env.js';
import { setLogLevel } from '#platform/log.js';
import type { ErrorCode } from '#platform/error-codes/error-codes.js';
import { PermanentError, RetryableError } from '#platform/errors.js';
import { awaitRedis, openRedis } from '#platform/redis.js';
import { openVault, type Vault } from '#platform/secrets.js';
import { TelegramError } from '#platform/telegram/client.js';
import { attachModels } from '#models/index.js';
import { useJobs } from '#jobs/enqueue.js';
import { openJobs, type Jobs } from '#jobs/queues.js';
import { RefusedValueError } from '#services/settings/refused-value.js';
import { lookAtStores } from '#services/stores/join-fleet.js';
import { refusalOf, StoresError } from '#services/stores/refuse-stores.js';
import { noFleet, scriptEnv } from './running-fleet.js';

/** The fleet as a script sees it. */
export interface OpenFleet {
  readonly env: Env;
  readonly vault: Vault;
  readonly jobs: Jobs;
}

/** Of a script that is to bring the two stores together, and so does not mind how they stand to each other. */
interface ScriptOptions {
  readonly takesAnyStores?: boolean;
}

/**
 * Opens database and Redis for a script, does its work and closes them; a fault is one line and exit code 1. Stores that
 * do not belong together are such a fault.
 */
export async function runScript(
  name: string,
  work: (fleet: OpenFleet) => Promise<string>,
  options: ScriptOptions = {},
): Promise<void> {
  try {
    process.stdout.write(`${await withFleet(name, work, options)}\n`);
  } catch (error) {
    process.stderr.write(`${name}: ${explainFault(error)}\n`);
    process.exitCode = 1;
  }
}

async function withFleet(
  name: string,
  work: (fleet: OpenFleet) => Promise<string>,
  { takesAnyStores = false }: ScriptOptions,
): Promise<string> {
  const given = scriptEnv();
  if (!given.DATABASE_URL && !given.REDIS_URL) throw new Error(noFleet);
  const env = readEnv(given);
  setLogLevel('warn');
  const database = openDatabase({ url: env.databaseUrl, poolMax: 2, applicationName: `remnafleet ${name}` });
  const redis = openRedis(env.redisUrl, 'wait');
  try {
    attachModels(database);
    await database.ping();
    await awaitRedis(redis);
    const jobs = openJobs({ redis });
    if (!takesAnyStores) await refuseStrangeStores(jobs);
    useJobs(jobs);
    const said = await work({ env, vault: openVault(env.appSecret), jobs });
    await jobs.close();
    return said;
  } finally {
    useJobs(undefined);
    redis.disconnect();
    await database.close();
  }
}

async function refuseStrangeStores(jobs: Jobs): Promise<void> {
  const look = await lookAtStores(jobs);
  const refusal = refusalOf(look.standing, look);
  if (refusal) throw refusal;
}

const known: Readonly<Partial<Record<ErrorCode, string>>> = {
  'bot.exists': 'the fleet has this bot already; change it with npm run change-bot',
  'bot.second_master': 'the fleet has a master bot already; leave --master out',
  'bot.unknown': 'the fleet has no such bot; list them with npm run list-bots',
  'bot.other_bot': 'the new token belongs to another bot; give a token of the same bot',
  'bot.name_mismatch': "the name given to --confirm is not the bot's name; nothing was deleted",
  'bot.is_master': 'the master bot cannot be deleted or deactivated',
  'operator_token.exists': 'this name has a token already; revoke it first, or take another name',
  'operator_token.unknown': 'no token has this name; see them by --list',
  'operator_token.too_many': 'there are a hundred tokens already; revoke those that nobody needs',
  'payment.not_open':
    'the payment is not in a state in which this can be done; look at it without --check, --refund or --settle',
  'payment.not_refundable':
    'the gateway gives no money back, or no part of it; or that much has gone back already, or is not in the wallet',
  'payment.unknown': 'the bot has no payment of this number; list them with --list',
  'user.balance_too_large': 'the wallet would hold more than can be counted',
  'user.balance_too_low': 'the wallet has less than that',
  'user.deleted': 'the data of this person are erased',
  'user.unknown': 'nobody with this Telegram id has started this bot',
  'wallet.insufficient': 'the wallet has less than that',
  'wallet.too_large': 'the wallet would hold more than can be counted',
  'idempotency.mismatch': 'the --key names another movement of money already',
  'telegram.new_tokens_paced': 'Telegram takes only so many new tokens a minute; try again in a minute',
  'telegram.unreachable': 'Telegram (TELEGRAM_API_ROOT) cannot be reached; try again',
  'telegram.timeout': 'Telegram (TELEGRAM_API_ROOT) did not answer in time; try again',
};

/** What Telegram answers to a token that it does not know. */
const refusedTokens = new Set([401, 404]);

function explainFault(error: unknown): string {
  if (error instanceof StoresError) return error.message;
  if (error instanceof PermanentError || error instanceof RetryableError) {
    if (error instanceof RefusedValueError) return `${error.key}: ${error.fault}`;
    if (error instanceof TelegramError && refusedTokens.has(error.errorCode))
      return 'Telegram refused the token; copy it again from BotFather';
    const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
    return known[error.code] ?? `${error.code}${cause}`;
  }
  return error instanceof Error ? error.message : String(error);
}
