import { randomUUID } from 'node:crypto';
import { PermanentError } from '#platform/errors.js';
import { adjustBalance } from '#services/orders/adjust-balance.js';
import { findUser, readBalance } from '#services/people/find-user.js';
import { tenantOf } from '#tenancy/scope.js';
import { runScript } from './open-fleet.js';
import { checkBotId, checkText, readArguments } from './read-arguments.js';

const help = `Puts toman into the wallet of a person, or takes some out; what waited for the money is bought at once.

  npm run credit-user -- --bot ID --user TELEGRAM_ID --amount TOMAN [--reason TEXT] [--key NAME]

  --bot ID           number of the bot (npm run list-bots)
  --user ID          Telegram id of the person, who has started the bot
  --amount TOMAN     whole toman; below zero takes out: --amount=-5000
  --reason TEXT      why; the person may read it in the history of the wallet
  --key NAME         names the event: given again with the same name, no money moves again

Servers and secrets come from DATABASE_URL, REDIS_URL and APP_SECRET, or from a running npm start.`;

const values = readArguments('credit-user', {
  help: { type: 'boolean', short: 'h' },
  bot: { type: 'string' },
  user: { type: 'string' },
  amount: { type: 'string' },
  reason: { type: 'string', default: 'By an administrator' },
  key: { type: 'string' },
});

/** Beyond it a digit too many is likelier than the wish. */
const mostToman = 100_000_000_000;

function readAmount(): number {
  const amount = Number(values.amount ?? Number.NaN);
  if (!Number.isSafeInteger(amount) || amount === 0 || Math.abs(amount) > mostToman)
    throw new Error('--amount must be a whole number of toman, not 0 and at most 100,000,000,000');
  return amount;
}

async function credit(): Promise<string> {
  const { bot, user, reason, key = randomUUID() } = values;
  checkBotId(bot);
  if (!user || !/^[1-9]\d{0,15}$/.test(user)) throw new Error('--user must be a Telegram id (digits)');
  checkText('--reason', reason, 500);
  if (key.length > 200) throw new Error('--key must have at most 200 characters');
  const amountToman = readAmount();
  const tenant = tenantOf(bot);
  return tenant.db(async (tx) => {
    const userId = await findUser(tenant, tx, user);
    if (userId === undefined) throw new PermanentError('user.unknown');
    await adjustBalance(tenant, tx, { userId, amountToman, reason, idempotencyKey: `script ${key}` });
    const balance = await readBalance(tenant, tx, userId);
    return `The wallet of ${user} in bot ${bot} holds ${balance.toLocaleString('en')} toman now.`;
  });
}

if (values.help) process.stdout.write(`${help}\n`);
else await runScript('credit-user', credit);
