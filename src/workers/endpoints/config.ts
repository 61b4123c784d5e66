import { z } from 'zod';
import type { configEndpoints } from '#api/config.js';
import { lockBot } from '#services/bots/lock-bot.js';
import { isSettingKey, settingKeys, settingOf, type SettingKey } from '#services/settings/catalog.js';
import { changeSettingsIn, type SettingChange } from '#services/settings/change-settings.js';
import { settingGroups } from '#services/settings/groups/titles.js';
import {
  listChanges,
  listSettings,
  type NotedChange,
  type ShownSetting,
} from '#services/settings/list-settings.js';
import { RefusedValueError } from '#services/settings/refused-value.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { Call, HandlersOf } from './handler.js';
import { publishSoon } from './publish-soon.js';
import { refuse } from './refuse.js';

type Handlers = HandlersOf<typeof configEndpoints>;

/** The settings of a bot. */
export const configHandlers = (deps: WorkerDeps): Handlers => ({
  'config.catalog': async () => catalog,
  'config.change-many': async (tenant, tx, { body, actor, note }) => {
    const changes = Object.entries(body.values).map(([key, value]): SettingChange =>
      value === null ? { key, unset: true } : { key, put: value },
    );
    await apply(deps, { tenant, tx, call: { actor, note } }, changes, (key) => `body.values.${key}`);
    const all = await listSettings(tenant, tx);
    return { items: all.filter(({ key }) => key in body.values).map(present) };
  },
  'config.changes': async (tenant, tx, { query }) => {
    const { limit, cursor, kind, key } = query;
    if (cursor !== undefined && !/^[1-9]\d{0,17}$/.test(cursor)) refuse('cursor.invalid');
    const found = await listChanges(tenant, tx, {
      limit: limit + 1,
      ...(cursor !== undefined && { beforeId: cursor }),
      ...(kind !== undefined && { kind }),
      ...(key !== undefined && { key }),
    });
    const items = found.slice(0, limit);
    return {
      items: items.map(presentChange),
      next_cursor: found.length > limit ? (items.at(-1)?.id ?? null) : null,
    };
  },
  'config.get': async (tenant, tx, { params }) => findSetting(tenant, tx, params.config_key),
  'config.list': async (tenant, tx, { query }) => {
    const { at, group } = query;
    const all = (await listSettings(tenant, tx, at === undefined ? undefined : new Date(at))).map(present);
    return { items: group === undefined ? all : all.filter((setting) => setting.group === group) };
  },
  'config.merge': async (tenant, tx, call) => {
    const { config_key: key } = call.params;
    return changeOne(deps, { tenant, tx, call }, { key, merge: call.body.value });
  },
  'config.put': async (tenant, tx, call) => {
    const { config_key: key } = call.params;
    return changeOne(deps, { tenant, tx, call }, { key, put: call.body.value });
  },
  'config.reset': async (tenant, tx, call) => {
    await changeOne(deps, { tenant, tx, call }, { key: call.params.config_key, unset: true });
    return undefined;
  },
});

const present = ({ key, value, isSet, setAt }: ShownSetting) => {
  const { group, default: standard, setBy, isSecret } = settingOf(key);
  return {
    config_key: key,
    group,
    value,
    default: standard,
    is_set: isSet,
    set_at: setAt?.toISOString() ?? null,
    set_by: setBy,
    is_secret: isSecret,
  };
};

const presentChange = ({ at, before, after, ...rest }: NotedChange) => ({
  ...rest,
  at: at.toISOString(),
  before: before ?? null,
  after: after ?? null,
});

async function findSetting(tenant: Tenant, tx: Tx, key: string) {
  const found = (await listSettings(tenant, tx)).find((setting) => setting.key === key);
  return found ? present(found) : refuseKey();
}

const refuseKey = (): never => refuse('setting.unknown');

interface Ground {
  readonly tenant: Tenant;
  readonly tx: Tx;
  readonly call: Pick<Call, 'actor' | 'note'>;
}

async function changeOne(
  deps: WorkerDeps,
  ground: Ground & { readonly call: Pick<Call, 'requireMatch'> },
  change: SettingChange,
) {
  const { tenant, tx, call } = ground;
  if (!isSettingKey(change.key)) refuseKey();
  await lockBot(tenant, tx);
  call.requireMatch('config.get', await findSetting(tenant, tx, change.key));
  await apply(deps, ground, [change], () => 'body.value');
  return findSetting(tenant, tx, change.key);
}

async function apply(
  deps: WorkerDeps,
  { tenant, tx, call: { actor, note } }: Ground,
  changes: readonly SettingChange[],
  fieldOf: (key: string) => string,
): Promise<void> {
  const changed = await changeSettingsIn(tenant, tx, changes, { actor, vault: deps.vault }).catch(
    (error: unknown) => refuseByField(error, fieldOf),
  );
  if (changed.length > 0) publishSoon(deps, tx, tenant);
  for (const { key, before, after } of changed)
    note({ subject: `setting ${key}`, before: before ?? null, after: after ?? null });
  if (changed.length === 0) note({ before: null, after: null });
}

/** A refusal of the service, with the field of the request that it is about. */
function refuseByField(error: unknown, fieldOf: (key: string) => string): never {
  if (!(error instanceof RefusedValueError)) throw error;
  const { code, key, fault } = error;
  return refuse(code, { detail: `${key}: ${fault}`, faults: [{ field: fieldOf(key), message: fault }] });
}

const kindOf = (key: SettingKey) => {
  const { group, type, title, description, schema, default: standard, ...rest } = settingOf(key);
  return {
    config_key: key,
    group,
    type,
    title,
    description,
    value_schema: z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }),
    default: standard,
    min: rest.range?.min ?? null,
    max: rest.range?.max ?? null,
    unit: rest.unit ?? null,
    choices: rest.choices ? [...rest.choices] : null,
    set_by: rest.setBy,
    is_secret: rest.isSecret,
  };
};

const items = settingKeys.map(kindOf);
const used = new Set<string>(items.map(({ group }) => group));
const catalog = {
  groups: Object.entries(settingGroups)
    .filter(([key]) => used.has(key))
    .map(([key, title]) => ({ key, title })),
  items,
};
