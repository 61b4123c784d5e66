import type { Random } from '../random.js';
import { useTraffic } from './model-time.js';
import type { Pair, Pairs } from './pairs.js';
import type { YearWorld } from './world.js';

const gigabyte = 2 ** 30;
const nameOf = 'select panel_username as name from subscriptions where bot_id = $1 and id = $2';

interface Use {
  readonly random: Random;
  /** Does nobody look at the panel today? Then only so much is used as nobody must hear of. */
  readonly isSilent: boolean;
}

/** Some people use their subscriptions on the panel. */
export async function usePanel(world: YearWorld, pairs: Pairs, use: Use): Promise<void> {
  for (const pair of pairs.all) if (use.random.next() < 0.4) await useOne(world, pair, use);
}

async function useOne(world: YearWorld, { person, bot }: Pair, { random, isSilent }: Use): Promise<void> {
  const { subscription: sub } = person;
  if (!sub || sub.isExpired || (isSilent && !sub.isConnected)) return;
  const limit = sub.gb * gigabyte;
  const room = Math.max(0, (isSilent ? 0.75 : 1.02) * limit - sub.usedBytes);
  const bytes = Math.floor(Math.min(room, random.next() ** 3 * limit * 0.3));
  const [row] = await world.database.query<{ name: string }>(nameOf, [bot.bot.botId, sub.id]);
  const account = row && world.driver.panel.account(row.name);
  if (account?.status !== 'ACTIVE') return;
  account.usedTrafficBytes += bytes;
  account.lifetimeUsedTrafficBytes += bytes;
  if (bytes > 0) account.firstConnectedAt ??= new Date(Date.now()).toISOString();
  useTraffic(sub, bytes);
}
