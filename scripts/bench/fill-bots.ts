import { readEnv } from '#env/env.js';
import { openVault, sha256 } from '#platform/secrets.js';
import { botFingerprint, fleetFingerprint } from '#services/bots/webhook-fingerprint.js';
import { commandsFingerprint } from '../../src/workers/handlers/bot-connect.js';
import type { TestFleet } from '../../test/support/processes/fleet.js';

/** Adds bots that are connected already, so that none of them costs a call at start. */
export async function fillBots(
  fleet: Pick<TestFleet, 'env' | 'query'>,
  count: number,
  from = 1,
): Promise<void> {
  const env = readEnv(fleet.env);
  const vault = openVault(env.appSecret);
  const common = fleetFingerprint(env, vault);
  const bots = Array.from({ length: count }, (_, index) => {
    const id = String(700_000_000 + from + index);
    const token = `${id}:${'A'.repeat(35)}`;
    return { id, name: `Bench ${id}`, hash: sha256(token), sealed: vault.encrypt(token, id) };
  });
  await fleet.query(
    `with fresh as (
       insert into bots (name, telegram_bot_token, telegram_bot_token_hash, telegram_bot_id, username, api_token_hash, default_language)
       select b.name, b.sealed, b.hash, b.id::bigint, 'b' || b.id || '_bot', b.hash, 'en'
       from jsonb_to_recordset($1::jsonb) as b (id text, name text, hash text, sealed text)
       returning id, telegram_bot_token_hash)
     insert into bot_connections (bot_id, webhook_fingerprint, commands_fingerprint)
     select id, $2 || '.' || left(telegram_bot_token_hash, 16), $3 || '.en' from fresh`,
    [JSON.stringify(bots), common, commandsFingerprint()],
  );
  const [sample] = bots;
  if (sample && !botFingerprint(common, sample.hash).startsWith(common))
    throw new Error('fingerprints differ');
}

/** The bots with their webhooks. */
export async function hooksOf(fleet: TestFleet, port: number): Promise<{ url: string; secret: string }[]> {
  const vault = openVault(readEnv(fleet.env).appSecret);
  const rows = await fleet.query<{ id: string; telegram_bot_id: string }>(
    'select id, telegram_bot_id from bots order by id',
  );
  return rows.map(({ id, telegram_bot_id: telegramBotId }) => ({
    url: `http://127.0.0.1:${port}/telegram/${id}`,
    secret: vault.webhookSecret({ botId: id, telegramBotId }),
  }));
}
