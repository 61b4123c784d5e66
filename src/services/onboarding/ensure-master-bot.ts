import { enqueue } from '#jobs/enqueue.js';
import { PermanentError } from '#platform/errors.js';
import { sha256, type Vault } from '#platform/secrets.js';
import { asFleet, tenantOf, type Tx } from '#tenancy/scope.js';
import { createBot, type CreatedBot } from './create-bot.js';
import { identifyBot, type TelegramDoor } from '../bots/identify-bot.js';

export interface MasterWish {
  readonly telegramToken: string;
  readonly adminIds: readonly string[];
}

interface MasterRow {
  id: string;
  telegram_bot_id: string;
  telegram_bot_token_hash: string;
}

const findMaster = (tx: Tx): Promise<MasterRow[]> =>
  tx.sql<MasterRow>('select id, telegram_bot_id, telegram_bot_token_hash from bots where is_master');

/**
 * Makes the master bot from `BOT_TOKEN`, or gives the one there is the new token of the same bot. Returns the bot
 * when it was made. Throws PermanentError('bot.other_master') when `BOT_TOKEN` belongs to another bot.
 */
export async function ensureMasterBot(
  wish: MasterWish,
  means: { vault: Vault; door: TelegramDoor },
): Promise<CreatedBot | undefined> {
  const [master] = await asFleet('find the master bot', findMaster);
  if (master?.telegram_bot_token_hash === sha256(wish.telegramToken)) return undefined;
  if (!master) return makeMaster(wish, means);
  const me = await identifyBot(means.door, wish.telegramToken);
  if (me.id !== master.telegram_bot_id)
    throw new PermanentError('bot.other_master', { context: { has: master.telegram_bot_id, given: me.id } });
  await asFleet('renew the master token', async (tx) => {
    await tx.sql(
      `update bots set telegram_bot_token = $2, telegram_bot_token_hash = $3, updated_at = now() where id = $1`,
      [master.id, means.vault.encrypt(wish.telegramToken, me.id), sha256(wish.telegramToken)],
    );
    await tx.sql('update bot_connections set token_revoked_at = null, updated_at = now() where bot_id = $1', [
      master.id,
    ]);
    await enqueue(tenantOf(master.id), 'bot.publish', {});
    await enqueue(tenantOf(master.id), 'bot.connect', {});
  });
  return undefined;
}

async function makeMaster(
  wish: MasterWish,
  means: { vault: Vault; door: TelegramDoor },
): Promise<CreatedBot | undefined> {
  try {
    return await createBot(
      { telegramToken: wish.telegramToken, isMaster: true, ownerIds: wish.adminIds },
      means,
    );
  } catch (error) {
    // When another process of the fleet was faster, it is chance which unique index says so: look again.
    const [master] = await asFleet('find the master bot', findMaster);
    if (master && error instanceof PermanentError) return ensureMasterBot(wish, means);
    throw error;
  }
}
