import { randomUUID } from 'node:crypto';
import { addDays, dayOf } from '#platform/calendar.js';
import { now } from '#platform/clock.js';
import { PermanentError } from '#platform/errors.js';
import { sha256, type Vault } from '#platform/secrets.js';
import { gigabyte } from '#platform/units.js';
import { operator } from '#services/access/actor.js';
import {
  claimRequest,
  keepAnswer,
  recallAnswer,
  type IdempotentRequest,
} from '#services/access/idempotent-request.js';
import { writeAudit } from '#services/access/write-audit.js';
import { changeWallet, type WalletChange } from '#services/billing/change-wallet.js';
import { readStatements } from '#services/billing/read-statements.js';
import { readWallet, type TenantWallet } from '#services/billing/read-wallet.js';
import { recordTraffic } from '#services/billing/record-traffic.js';
import type { LedgerSums } from '#services/billing/sum-ledger.js';
import { readWalletStatistics } from '#services/billing/wallet-statistics.js';
import { readSnapshot } from '#services/snapshots/bot-snapshot.js';
import { tenantOf, type Tenant, type Tx } from '#tenancy/scope.js';
import { alignColumns } from './align-columns.js';
import { runScript } from './open-fleet.js';
import { checkBotId, checkText, readArguments } from './read-arguments.js';

const help = `Shows and changes the wallet of a bot with the fleet (docs/billing.md).

  npm run wallet -- --bot ID                                how it stands
  npm run wallet -- --bot ID --add TOMAN --reason TEXT      money came from the tenant
  npm run wallet -- --bot ID --subtract TOMAN --reason TEXT takes some out
  npm run wallet -- --bot ID --set TOMAN --reason TEXT      it holds just so much
  npm run wallet -- --bot ID --consumed GB --reason TEXT    records traffic that people consumed; it is owed
  npm run wallet -- --bot ID --sold GB --reason TEXT        records traffic that was sold; it is counted only
  npm run wallet -- --bot ID --statistics                   what went through it in the last 30 days
  npm run wallet -- --bot ID --statement 2026-10            a month of its account

  --bot ID           number of the bot (npm run list-bots)
  --reason TEXT      why; the tenant reads it in the ledger, and the audit log has it
  --key NAME         names the change: given again with the same name, nothing is done again (of traffic for two days)

Servers and secrets come from DATABASE_URL, REDIS_URL and APP_SECRET, or from a running npm start.`;

const values = readArguments('wallet', {
  help: { type: 'boolean', short: 'h' },
  bot: { type: 'string' },
  add: { type: 'string' },
  subtract: { type: 'string' },
  set: { type: 'string' },
  consumed: { type: 'string' },
  sold: { type: 'string' },
  statistics: { type: 'boolean' },
  statement: { type: 'string' },
  reason: { type: 'string' },
  key: { type: 'string' },
});

const mostToman = 1_000_000_000_000;
const mostGb = 1_000_000;

function readWhole(name: 'add' | 'set' | 'subtract'): number {
  const amount = Number(values[name]);
  const least = name === 'set' ? 0 : 1;
  if (!Number.isSafeInteger(amount) || amount < least || amount > mostToman)
    throw new Error(`--${name} must be a whole number of toman, from ${least} to 1,000,000,000,000`);
  return amount;
}

function readBytes(name: 'consumed' | 'sold'): number {
  const given = values[name];
  if (given === undefined) return 0;
  const gb = Number(given);
  if (!(gb > 0 && gb <= mostGb)) throw new Error(`--${name} must be gigabytes, above 0 and up to 1,000,000`);
  return Math.round(gb * gigabyte);
}

function readReason(): string {
  const { reason = '' } = values;
  checkText('--reason', reason, 500);
  return reason;
}

const toman = (amount: number): string => `${amount.toLocaleString('en')} toman`;

async function demandWallet(tenant: Tenant, tx: Tx): Promise<TenantWallet> {
  const wallet = await readWallet(tenant, tx);
  if (!wallet) throw new PermanentError('bot.unknown');
  return wallet;
}

async function zoneOf(tenant: Tenant, tx: Tx): Promise<string> {
  const snapshot = await readSnapshot(tenant, tx);
  if (!snapshot) throw new PermanentError('bot.unknown');
  return snapshot.settings.values.time_zone;
}

const describe = (wallet: TenantWallet): string =>
  alignColumns([
    ['balance', toman(wallet.balanceToman)],
    ['minimum', `${toman(wallet.minToman)}${wallet.isLow ? ' (it is low)' : ''}`],
    ['owed', toman(wallet.owedToman)],
    ['sales', wallet.salesStoppedAt ? `stopped since ${wallet.salesStoppedAt.toISOString()}` : 'go on'],
    ['billing', `${wallet.model}, ${toman(wallet.rateToman)} a GB`],
    ['consumed', `${(wallet.consumedBytes / gigabyte).toFixed(2)} GB`],
    ['sold', `${(wallet.soldBytes / gigabyte).toFixed(2)} GB`],
  ]);

const describeSums = (sums: LedgerSums): string[][] => [
  ['opening', toman(sums.openingToman)],
  ['top-ups', toman(sums.topUpsToman)],
  ['sold traffic', toman(sums.salesToman)],
  ['refunded sales', toman(sums.refundsToman)],
  ['consumed traffic', toman(sums.trafficToman)],
  ['corrections', toman(sums.adjustmentsToman)],
  ['closing', toman(sums.closingToman)],
];

async function change(tenant: Tenant, tx: Tx, key: string): Promise<string> {
  const kind = (['add', 'subtract', 'set'] as const).find((one) => values[one] !== undefined) ?? 'add';
  const reason = readReason();
  const asked: WalletChange = { kind, amountToman: readWhole(kind), reason, idempotencyKey: `script ${key}` };
  const { id, before, after, isRepeat } = await changeWallet(tenant, tx, asked);
  if (!isRepeat)
    writeAudit(tx, tenant.botId, {
      ...{ actor: operator, action: `wallet.${kind}`, subject: `wallet_transaction ${id}` },
      before: { wallet_balance_toman: before },
      after: { wallet_balance_toman: after, amount_toman: after - before, reason },
    });
  const done = isRepeat ? 'was changed by this key before' : 'is changed';
  return `The wallet of bot ${tenant.botId} ${done}.\n${describe(await demandWallet(tenant, tx))}`;
}

async function record(
  tenant: Tenant,
  tx: Tx,
  { key, vault }: { key: string; vault: Vault },
): Promise<string> {
  const traffic = { consumedBytes: readBytes('consumed'), soldBytes: readBytes('sold') };
  const reason = readReason();
  const request: IdempotentRequest = {
    ...{ botId: tenant.botId, caller: 'script', key: `key:${key}` },
    fingerprint: sha256(JSON.stringify(['wallet.record-traffic', traffic, reason])),
  };
  if (!(await claimRequest(tx, request))) return (await recallAnswer(tx, request, vault)) ?? '';
  const before = await demandWallet(tenant, tx);
  await recordTraffic(tenant, tx, traffic);
  const after = await demandWallet(tenant, tx);
  writeAudit(tx, tenant.botId, {
    ...{ actor: operator, action: 'wallet.record-traffic', subject: `bot ${tenant.botId}` },
    before: { consumed_bytes: before.consumedBytes, sold_bytes: before.soldBytes },
    after: { consumed_bytes: after.consumedBytes, sold_bytes: after.soldBytes, reason },
  });
  const said = `The traffic of bot ${tenant.botId} is recorded.\n${describe(after)}`;
  keepAnswer(tx, request, { vault, answer: said });
  return said;
}

async function showStatistics(tenant: Tenant, tx: Tx): Promise<string> {
  const timeZone = await zoneOf(tenant, tx);
  const to = dayOf(now(), timeZone);
  const from = addDays(to, -29);
  const found = await readWalletStatistics(tenant, tx, { from, to, timeZone });
  if (!found) throw new PermanentError('bot.unknown');
  const lasts = found.lastsDays === null ? 'nothing is spent' : `${found.lastsDays} days at that pace`;
  return `${describe(found.wallet)}\n\n${from} to ${to} (${timeZone})\n${alignColumns([
    ...describeSums(found.sums),
    ['spent a day', toman(found.spentADayToman)],
    ['lasts', lasts],
  ])}`;
}

async function showStatement(tenant: Tenant, tx: Tx, month: string): Promise<string> {
  if (!/^2\d{3}-(?:0[1-9]|1[0-2])$/.test(month))
    throw new Error('--statement must be a month such as 2026-10');
  const timeZone = await zoneOf(tenant, tx);
  const [found] = await readStatements(tenant, tx, { from: month, to: month, timeZone });
  if (!found) throw new Error('the bot has no account for this month');
  return `${month} (${timeZone})${found.isOver ? '' : ', up to now'}\n${alignColumns(describeSums(found))}`;
}

async function run(vault: Vault): Promise<string> {
  const { bot, key = randomUUID(), statement, statistics } = values;
  checkBotId(bot);
  if (key.length > 200) throw new Error('--key must have at most 200 characters');
  const isChange = [values.add, values.subtract, values.set].filter((given) => given !== undefined).length;
  const isRecord = values.consumed !== undefined || values.sold !== undefined;
  const deeds = isChange + Number(isRecord) + Number(statistics ?? false) + Number(statement !== undefined);
  if (deeds > 1) throw new Error('one thing at a time; see --help');
  const tenant = tenantOf(bot);
  return tenant.db(async (tx) => {
    if (isChange) return change(tenant, tx, key);
    if (isRecord) return record(tenant, tx, { key, vault });
    if (statistics) return showStatistics(tenant, tx);
    if (statement !== undefined) return showStatement(tenant, tx, statement);
    return describe(await demandWallet(tenant, tx));
  });
}

if (values.help) process.stdout.write(`${help}\n`);
else await runScript('wallet', ({ vault }) => run(vault));
