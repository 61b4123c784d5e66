import { enqueue } from '#jobs/enqueue.js';
import { openVault, type Vault } from '#platform/secrets.js';
import { resealCards } from '#services/cards/reseal-cards.js';
import { resealRequisites } from '#services/partners/reseal-requisites.js';
import { isSettingKey, isSecretKey } from '#services/settings/catalog.js';
import { openSecret, sealSecret } from '#services/settings/values.js';
import { sealFleet } from '#services/stores/seal-fleet.js';
import { asFleet, tenantOf, type Tx } from '#tenancy/scope.js';
import { runScript, type OpenFleet } from './open-fleet.js';
import { readArguments } from './read-arguments.js';

const help = `Seals every bot token, every secret setting, every number of a bank card and the requisites of payouts anew under a new APP_SECRET.

  1. Stop the fleet. 2. Run this. 3. Start the fleet with the new APP_SECRET; webhooks are set again by themselves.
  With npm start, whose servers stop with it, run this beside ROLES=ingress npm start.

  NEW_APP_SECRET=… npm run rotate-app-secret

APP_SECRET is the present secret, NEW_APP_SECRET the one to come (at least 32 characters:
openssl rand -base64 32). All of them change in one transaction or none does; running it again does no harm. With
npm start's embedded secrets, put the new one into DATA_DIR/secrets.json afterwards.`;

interface Row {
  id: string;
  telegram_bot_id: string;
  telegram_bot_token: string;
}

interface Vaults {
  readonly present: Vault;
  readonly next: Vault;
}

function readNewSecret(present: string): string {
  const next = process.env.NEW_APP_SECRET ?? '';
  if (next.length < 32) throw new Error('NEW_APP_SECRET must have at least 32 characters; see --help');
  if (next === present) throw new Error('NEW_APP_SECRET is the present APP_SECRET; give a new one');
  return next;
}

async function refuseWhileRunning(tx: Tx): Promise<void> {
  const workers = await tx.sql(
    `select from pg_stat_activity where datname = current_database() and application_name = 'remnafleet worker'`,
  );
  if (!workers.length) return;
  throw new Error(
    'the fleet is running (its workers are connected); stop all its processes first, see --help',
  );
}

/** The token of a row, or undefined when it is sealed under the new secret already. */
function openToken({ id, telegram_bot_id: owner, telegram_bot_token: sealed }: Row, vaults: Vaults) {
  try {
    return vaults.present.decrypt(sealed, owner);
  } catch {
    if (isSealedBy(vaults.next, sealed, owner)) return undefined;
    throw new Error(
      `the token of bot ${id} is sealed under neither APP_SECRET nor NEW_APP_SECRET; set APP_SECRET to the secret ` +
        'that the fleet ran with. Nothing was changed',
    );
  }
}

function isSealedBy(vault: Vault, sealed: string, owner: string): boolean {
  try {
    return vault.decrypt(sealed, owner) !== '';
  } catch {
    return false;
  }
}

interface SecretRow {
  readonly bot_id: string;
  readonly config_key: string;
  readonly config_value: unknown;
}

/** Seals the secret settings of all bots anew; returns how many. */
async function rotateSettings(tx: Tx, { present, next }: Vaults): Promise<number> {
  const rows = await tx.sql<SecretRow>(
    `select bot_id, config_key, config_value from bot_configurations
     where config_value ? 'sealed' order by bot_id, config_key for update`,
  );
  let changed = 0;
  for (const { bot_id: botId, config_key: key, config_value: stored } of rows) {
    if (!isSettingKey(key) || !isSecretKey(key)) continue;
    const place = { botId, key, stored };
    const plain = opened(present, place);
    if (plain === undefined && opened(next, place) !== undefined) continue;
    if (plain === undefined)
      throw new Error(
        `${key} of bot ${botId} is sealed under neither APP_SECRET nor NEW_APP_SECRET; take it away with ` +
          `${cureOf(botId, key)}. Nothing was changed`,
      );
    const fresh = JSON.stringify(sealSecret(next, { botId, key, plain }));
    await tx.sql(
      'update bot_configurations set config_value = $3::jsonb where bot_id = $1 and config_key = $2',
      [botId, key, fresh],
    );
    changed += 1;
  }
  return changed;
}

const cureOf = (botId: string, key: string): string => `npm run change-bot -- --bot ${botId} --unset ${key}`;

function opened(vault: Vault, place: Parameters<typeof openSecret>[1]): string | undefined {
  try {
    return openSecret(vault, place) ?? undefined;
  } catch {
    return undefined;
  }
}

async function rotate({ env, vault, jobs }: OpenFleet): Promise<string> {
  const vaults = { present: vault, next: openVault(readNewSecret(env.appSecret)) };
  const said = await asFleet('rotate APP_SECRET', async (tx) => {
    await refuseWhileRunning(tx);
    const rows = await tx.sql<Row>(
      'select id, telegram_bot_id, telegram_bot_token from bots order by id for update',
    );
    let changed = 0;
    for (const row of rows) {
      const token = openToken(row, vaults);
      if (token === undefined) continue;
      await tx.sql('update bots set telegram_bot_token = $2, updated_at = now() where id = $1', [
        row.id,
        vaults.next.encrypt(token, row.telegram_bot_id),
      ]);
      await enqueue(tenantOf(row.id), 'bot.publish', {});
      changed += 1;
    }
    const before = rows.length - changed;
    const settings = await rotateSettings(tx, vaults);
    const cards = await resealCards(tx, vaults);
    const requisites = await resealRequisites(tx, vaults);
    const rest = [
      settings && `${settings} secret settings`,
      cards && `${cards} bank cards`,
      requisites && `${requisites} requisites of payouts`,
    ]
      .filter(Boolean)
      .map((what) => ` and ${what}`)
      .join('');
    return `${changed} tokens${rest} are now sealed under the new secret${before ? `, ${before} were before` : ''}. Start the fleet with APP_SECRET set to it.`;
  });
  await sealFleet(jobs, vaults.next);
  return said;
}

const values = readArguments('rotate-app-secret', { help: { type: 'boolean', short: 'h' } });
if (values.help) process.stdout.write(`${help}\n`);
else await runScript('rotate-app-secret', rotate);
