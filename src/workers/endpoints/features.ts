import type { featureEndpoints } from '#api/features.js';
import { lockBot } from '#services/bots/lock-bot.js';
import {
  featureKeys,
  featureOf,
  isFeatureKey,
  isPlannedFeature,
  type FeatureKey,
} from '#services/features/catalog.js';
import { changeFeatureIn, type FeatureChange } from '#services/features/change-feature.js';
import { listShortcomings } from '#services/features/list-shortcomings.js';
import { listFeatures } from '#services/features/list-features.js';
import { RefusedValueError } from '#services/settings/refused-value.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { Call, HandlersOf } from './handler.js';
import { publishSoon } from './publish-soon.js';
import { refuse } from './refuse.js';

type Handlers = HandlersOf<typeof featureEndpoints>;

/** What is switched on in a bot. */
export const featureHandlers = (deps: WorkerDeps): Handlers => ({
  'features.get': async (tenant, tx, { params }) => findView(tenant, tx, params.feature_key),
  'features.list': async (tenant, tx) => ({ items: await listViews(tenant, tx) }),
  'features.put': async (tenant, tx, call) => {
    const { enabled, config } = call.body;
    const change = { ...(enabled !== undefined && { enabled }), ...(config !== undefined && { config }) };
    await changeFeature(deps, { tenant, tx, call }, change);
    return findView(tenant, tx, call.params.feature_key);
  },
  'features.reset': async (tenant, tx, call) => {
    await changeFeature(deps, { tenant, tx, call }, { unset: true });
    return undefined;
  },
});

async function listViews(tenant: Tenant, tx: Tx) {
  const states = await listFeatures(tenant, tx);
  const lacking = new Map((await listShortcomings(tenant, tx)).map(({ feature, lacks }) => [feature, lacks]));
  return featureKeys.map((key) => {
    const { enabled, isOn, isSet, config } = states[key];
    const { title, description } = featureOf(key);
    const lacks = [...(lacking.get(key) ?? [])];
    return { feature_key: key, enabled, is_on: isOn, is_set: isSet, config, lacks, title, description };
  });
}

async function findView(tenant: Tenant, tx: Tx, key: string) {
  const view = (await listViews(tenant, tx)).find(({ feature_key: known }) => known === key);
  return view ?? refuseKey(key);
}

interface Ground {
  readonly tenant: Tenant;
  readonly tx: Tx;
  readonly call: Pick<Call, 'actor' | 'note' | 'requireMatch'> & {
    readonly params: { readonly feature_key: string };
  };
}

async function changeFeature(
  deps: WorkerDeps,
  { tenant, tx, call }: Ground,
  change: FeatureChange,
): Promise<void> {
  const key = demandKey(call.params.feature_key);
  await lockBot(tenant, tx);
  call.requireMatch('features.get', await findView(tenant, tx, key));
  const changed = await changeFeatureIn(tenant, tx, { key, change }, call.actor).catch(refuseByField);
  if (changed) publishSoon(deps, tx, tenant);
  const { before, after } = changed ?? { before: {}, after: {} };
  call.note({ subject: `feature ${key}`, before: before ?? null, after: after ?? null });
}

/** What is wrong in the configuration, with the field of the request. */
function refuseByField(error: unknown): never {
  if (!(error instanceof RefusedValueError)) throw error;
  const { code, fault } = error;
  return refuse(code, { detail: fault, faults: [{ field: 'body.config', message: fault }] });
}

const demandKey = (key: string): FeatureKey => (isFeatureKey(key) ? key : refuseKey(key));

const refuseKey = (key: string): never =>
  refuse(isPlannedFeature(key) ? 'feature.planned' : 'feature.unknown');
