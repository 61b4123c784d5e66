import type { EndpointOutput } from '#api/endpoint.js';
import type { paymentMethodEndpoints } from '#api/payment-methods.js';
import { titleOf } from '#services/payments/offer-methods.js';
import { readCardMethod } from '#services/payments/read-card-method.js';
import { readMethods, type MethodStanding } from '#services/payments/read-methods.js';
import { readSnapshot } from '#services/snapshots/bot-snapshot.js';
import type { Features } from '#services/features/shape.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { HandlersOf } from './handler.js';
import { refuse } from './refuse.js';

type Method = EndpointOutput<(typeof paymentMethodEndpoints)['payment-methods.list']>['items'][number];

/** How the ways to pay stand in a bot: its gateways, and from card to card. */
export const paymentMethodHandlers = ({ env }: WorkerDeps): HandlersOf<typeof paymentMethodEndpoints> => ({
  'payment-methods.list': async (tenant, tx) => {
    const { settings, features } = (await readSnapshot(tenant, tx)) ?? refuse('bot.unknown');
    const terms = { values: settings.values, features, publicUrl: env.publicUrl };
    const found = [...(await readMethods(tenant, tx, terms)), await readCardMethod(tenant, tx, terms)];
    return { items: found.map((standing) => present(standing, features)) };
  },
});

function present(standing: MethodStanding, features: Features): Method {
  const { method, currency, isOn, lacks, hiddenUntil, lately } = standing;
  const { begun, paid, unpaid, median_settle_seconds } = lately;
  const isSetUp = lacks.length === 0;
  return {
    method,
    title: titleOf(method, features),
    currency,
    is_on: isOn,
    is_set_up: isSetUp,
    lacks: [...lacks],
    is_offered: isOn && isSetUp && hiddenUntil === null,
    hidden_until: hiddenUntil?.toISOString() ?? null,
    faults: standing.faults,
    last_fault: standing.lastFault,
    last_fault_at: standing.lastFaultAt?.toISOString() ?? null,
    last_callback_at: standing.lastCallbackAt?.toISOString() ?? null,
    last_7_days: {
      begun,
      paid,
      unpaid,
      success_percent: paid + unpaid === 0 ? null : Math.round((100 * paid) / (paid + unpaid)),
      median_settle_seconds,
    },
  };
}
