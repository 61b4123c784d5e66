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
  'gateway.account_empty',
  'gateway.account_off',
  'gateway.misconfigured',
  'gateway.unauthorized',
];

/**
 * What a gateway is asked. Its health is counted apart for `making` payments and for all that is asked of made ones: a gateway that
 * makes none may well answer about the old ones. `credentials`: are they right? Somebody who sets it up wants to know.
 * `former`: of a payment of an account that the bot has no more, which says nothing of the one that it has.
 */
export type Question = 'credentials' | 'former' | 'making' | 'payments';

interface Counted {
  readonly faults: string;
  readonly hidden: string;
}
const counted = {
  making: { faults: 'make_faults', hidden: 'make_hidden_until' },
  payments: { faults: 'faults', hidden: 'hidden_until' },
} as const;
/** A refusal of the credentials is one of every question about payments. */
const countedOf = (question: Question): Counted => counted[question === 'making' ? 'making' : 'payments'];

const noteFaultText = ({ faults, hidden }: Counted): string => `
  insert into gateway_health as health (bot_id, gateway, last_fault, last_fault_at, ${faults})
  values ($1, $2, $3, clock_timestamp(), 1)
  on conflict (bot_id, gateway) do update set ${faults} = least(1000000, health.${faults}::bigint + 1),
    last_fault = $3,
    last_fault_at = clock_timestamp(), updated_at = clock_timestamp()
  returning ${faults} as faults, ${hidden} > now() as is_hidden`;
const hideText = ({ hidden }: Counted): string => `
  update gateway_health set updated_at = clock_timestamp(), ${hidden} = $3 where bot_id = $1 and gateway = $2`;
const noteAnswerText = ({ faults, hidden }: Counted): string => `
  update gateway_health set updated_at = clock_timestamp(), ${faults} = 0, ${hidden} = null
  where bot_id = $1 and gateway = $2 and (${faults} > 0 or ${hidden} is not null)`;
const noteCallbackText = `
  insert into gateway_health as health (bot_id, gateway, last_callback_at) values ($1, $2, clock_timestamp())
  on conflict (bot_id, gateway) do update set last_callback_at = clock_timestamp(), updated_at = clock_timestamp()
  where health.last_callback_at < now() - interval '1 minute' or health.last_callback_at is null`;

/** A gateway failed for a bot. After five times in a row, or at once where people must mend it, it is hidden for a while. */
export async function noteFault(
  tenant: Tenant,
  tx: Tx,
  {
    gateway,
    question,
    code,
  }: { readonly gateway: string; readonly question: Question; readonly code: ErrorCode },
): Promise<void> {
  metrics.gatewayAnswered({ gateway, result: code });
  // A sum that it does not take says nothing of the gateway; people choose sums, and shall not hide it from others.
  if (code === 'gateway.amount' || question === 'former') return;
  const columns = countedOf(question);
  const [row] = await tx.sql<{ faults: number; is_hidden: boolean | null }>(noteFaultText(columns), [
    tenant.botId,
    gateway,
    code,
  ]);
  const faults = row?.faults ?? 0;
  if (row?.is_hidden || (faults < mostFaults && !needsPeople.includes(code))) return;
  const times = Math.max(0, Math.floor(faults / mostFaults) - 1);
  const hiddenMs = Math.min(longestHiddenMs, firstHiddenMs * 2 ** Math.min(times, 10));
  metrics.gatewayHidden(gateway);
  await tx.sql(hideText(columns), [tenant.botId, gateway, new Date(now() + hiddenMs)]);
  await notify(tenant, tx, { kind: 'gateway_hidden', about: { gateway, code } });
}

/** It answered: whatever was before of such questions is over, and all of it where it took the credentials. */
export async function noteAnswer(
  tenant: Tenant,
  tx: Tx,
  { gateway, question }: { readonly gateway: string; readonly question: Question },
): Promise<void> {
  metrics.gatewayAnswered({ gateway, result: 'ok' });
  if (question === 'former') return;
  for (const one of question === 'credentials' ? Object.values(counted) : [countedOf(question)])
    await tx.sql(noteAnswerText(one), [tenant.botId, gateway]);
}

/** It told us something; kept to the minute. */
export async function noteCallback(tenant: Tenant, tx: Tx, gateway: string): Promise<void> {
  await tx.sql(noteCallbackText, [tenant.botId, gateway]);
}
