import { parseArgs } from 'node:util';
import { openVault } from '#platform/secrets.js';
import { asFleet, tenantOf } from '#tenancy/scope.js';
import { enqueue } from '#jobs/enqueue.js';
import { runScript, type OpenFleet } from './open-fleet.js';

const help = `Seals every bot token anew under a new APP_SECRET.

  1. Stop the fleet. 2. Run this. 3. Start the fleet with the new APP_SECRET; webhooks are set again by themselves.

  NEW_APP_SECRET=… npm run rotate-app-secret

APP_SECRET is the present secret, NEW_APP_SECRET the one to come (at least 32 characters:
openssl rand -base64 32). All tokens change in one transaction; running it again with the secrets the right way
round does no harm. With npm start's embedded secrets, put the new one into DATA_DIR/secrets.json afterwards.`;

interface Row {
  id: string;
  telegram_bot_id: string;
  telegram_bot_token: string;
}

async function rotate({ vault }: OpenFleet): Promise<string> {
  const next = process.env.NEW_APP_SECRET ?? '';
  if (next.length < 32) throw new Error('NEW_APP_SECRET must have at least 32 characters; see --help');
  const nextVault = openVault(next);
  return asFleet('rotate APP_SECRET', async (tx) => {
    const rows = await tx.sql<Row>('select id, telegram_bot_id, telegram_bot_token from bots for update');
    for (const row of rows) {
      const token = vault.decrypt(row.telegram_bot_token, row.telegram_bot_id);
      await tx.sql('update bots set telegram_bot_token = $2, updated_at = now() where id = $1', [
        row.id,
        nextVault.encrypt(token, row.telegram_bot_id),
      ]);
      await enqueue(tenantOf(row.id), 'bot.publish', {});
    }
    return `${rows.length} tokens are sealed under the new secret. Start the fleet with APP_SECRET set to it.`;
  });
}

const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } });
if (values.help) process.stdout.write(`${help}\n`);
else await runScript('rotate-app-secret', rotate);
