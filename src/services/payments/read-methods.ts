import type { AnyGateway } from '#gateways/gateway.js';
import { listGateways } from '#gateways/registry.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { lacksOf, setupColumns, type Setup } from './method-lacks.js';
import { methodState, type MethodTerms } from './offer-methods.js';

/** How payments by a method did in the last seven days. */
export interface LatePayments {
  readonly begun: number;
  readonly paid: number;
  /** Neither paid nor open any more. */
  readonly unpaid: number;
  /** From its beginning to its credit, in seconds; null: none was paid. */
  readonly median_settle_seconds: number | null;
}

/** How a gateway stands in a bot. */
export interface MethodStanding {
  readonly gateway: AnyGateway;
  readonly isOn: boolean;
  readonly lacks: readonly string[];
  /** Faults in a row, of the making of payments or of other questions, whichever are more. */
  readonly faults: number;
  readonly lastFault: string | null;
  readonly lastFaultAt: Date | null;
  /** Until when people are not offered it; null: they are. */
  readonly hiddenUntil: Date | null;
  readonly lastCallbackAt: Date | null;
  readonly lately: LatePayments;
}

interface HealthRow {
  readonly gateway: string;
  readonly faults: number;
  readonly last_fault: string | null;
  readonly last_fault_at: Date | null;
  readonly hidden_until: Date | null;
  readonly last_callback_at: Date | null;
}

const setupText = `select ${setupColumns} from bots where id = $1`;
const healthText = `
  select gateway, greatest(faults, make_faults) as faults, last_fault, last_fault_at, last_callback_at,
    case when greatest(hidden_until, make_hidden_until) > now() then greatest(hidden_until, make_hidden_until) end
      as hidden_until
  from gateway_health where bot_id = $1`;
const latelyText = `
  select method, count(*)::int as begun,
    count(*) filter (where transaction_id is not null)::int as paid,
    count(*) filter (where transaction_id is null and status not in ('pending', 'held'))::int as unpaid,
    percentile_cont(0.5) within group (order by extract(epoch from paid_at - created_at)::float8)
      filter (where transaction_id is not null) as median_settle_seconds
  from (
    select gateway as method, status, transaction_id, created_at, paid_at from gateway_payments
      where bot_id = $1 and created_at > now() - interval '7 days'
    union all
    select 'zarinpal', status, transaction_id, created_at, paid_at from zarinpal_payments
      where bot_id = $1 and created_at > now() - interval '7 days'
  ) as lately group by method`;

const none: LatePayments = { begun: 0, paid: 0, unpaid: 0, median_settle_seconds: null };

/** Every gateway of the registry as it stands in a bot: switched on or not, what it lacks, how it does. */
export async function readMethods({ botId }: Tenant, tx: Tx, terms: MethodTerms): Promise<MethodStanding[]> {
  const all = listGateways();
  const needed = all.flatMap(({ feature }) => feature.needs);
  const { rate_source_url: source, rate_max_age_hours: hours } = terms.values;
  const [setup] = await tx.sql<Setup>(setupText, [botId, needed, source, hours]);
  if (!setup) return [];
  const health = await tx.sql<HealthRow>(healthText, [botId]);
  const payments = await tx.sql<LatePayments & { readonly method: string }>(latelyText, [botId]);
  return all.map((gateway) => {
    const noted = health.find((row) => row.gateway === gateway.name);
    return {
      gateway,
      isOn: methodState(gateway, terms.features).isOn,
      lacks: lacksOf(gateway, setup, terms),
      faults: noted?.faults ?? 0,
      lastFault: noted?.last_fault ?? null,
      lastFaultAt: noted?.last_fault_at ?? null,
      hiddenUntil: noted?.hidden_until ?? null,
      lastCallbackAt: noted?.last_callback_at ?? null,
      lately: payments.find(({ method }) => method === gateway.name) ?? none,
    };
  });
}
