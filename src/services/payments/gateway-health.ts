import { now } from '#platform/clock.js';
import type { ErrorCode } from '#platform/error-codes/error-codes.js';
import { metrics } from '#platform/metrics.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { notify } from '../notices/notify.js';

/** Faults in a row after which people are no longer offered a gateway, and for how long: 5 min, doubling up to an hour. */
const mostFaults = 5;
const firstHiddenMs = 5 * 60_000;
const longestHiddenMs = 60 * 60_000;

/** Faults that nobody but the bot's admins can mend hide it at once. */
const needsPeople: readonly ErrorCode[] = [
  'gateway.account_off',
  'gateway.misconfigured',
  'gateway.unauthorized',
];

const noteFaultText = `
  insert into gateway_health as health (bot_id, gateway, faults, last_fault, last_fault_at)
  values ($1, $2, 1, $3, clock_timestamp())
  on conflict (bot_id, gateway) do update set faults = health.faults + 1, last_fault = $3,
    last_fault_at = clock_timestamp(), updated_at = clock_timestamp()
  returning faults, hidden_until > clock_timestamp() as is_hidden`;
const hideText = `
  update gateway_health set hidden_until = $3, updated_at = clock_timestamp() where bot_id = $1 and gateway = $2`;
const noteAnswerText = `
  update gateway_health set faults = 0, hidden_until = null, updated_at = clock_timestamp()
  where bot_id = $1 and gateway = $2 and (faults > 0 or hidden_until is not null)`;
const noteCallbackText = `
  insert into gateway_health as health (bot_id, gateway, last_callback_at) values ($1, $2, clock_timestamp())
  on conflict (bot_id, gateway) do update set last_callback_at = clock_timestamp(), updated_at = clock_timestamp()
  where health.last_callback_at < clock_timestamp() - interval '1 minute' or health.last_callback_at is null`;

/** A gateway failed for a bot. After five times in a row, or at once where people must mend it, it is hidden for a while. */
export async function noteFault(
  tenant: Tenant,
  tx: Tx,
  { gateway, code }: { readonly gateway: string; readonly code: ErrorCode },
): Promise<void> {
  metrics.gatewayAnswered({ gateway, result: code });
  // A sum that it does not take says nothing of the gateway; people choose sums, and shall not hide it from others.
  if (code === 'gateway.amount') return;
  const [row] = await tx.sql<{ faults: number; is_hidden: boolean | null }>(noteFaultText, [
    tenant.botId,
    gateway,
    code,
  ]);
  const faults = row?.faults ?? 0;
  if (row?.is_hidden || (faults < mostFaults && !needsPeople.includes(code))) return;
  const times = Math.max(0, Math.floor(faults / mostFaults) - 1);
  const hiddenMs = Math.min(longestHiddenMs, firstHiddenMs * 2 ** Math.min(times, 10));
  metrics.gatewayHidden(gateway);
  await tx.sql(hideText, [tenant.botId, gateway, new Date(now() + hiddenMs)]);
  await notify(tenant, tx, { kind: 'gateway_hidden', about: { gateway, code } });
}

/** It answered; whatever was before is over. */
export async function noteAnswer(tenant: Tenant, tx: Tx, gateway: string): Promise<void> {
  metrics.gatewayAnswered({ gateway, result: 'ok' });
  await tx.sql(noteAnswerText, [tenant.botId, gateway]);
}

/** It told us something; kept to the minute. */
export async function noteCallback(tenant: Tenant, tx: Tx, gateway: string): Promise<void> {
  await tx.sql(noteCallbackText, [tenant.botId, gateway]);
}
