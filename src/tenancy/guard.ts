import { Op, type Model, type ModelStatic, type Sequelize, type WhereOptions } from 'sequelize';
import { isAfterScope, openScope, TenantScopeError, type OpenScope } from './scope.js';

/*
 * Wall 2: loud where row-level security is silent.
 * 1. Sequelize sends no SQL outside an open scope, nor after its close.
 * 2. Hooks narrow each find, count, update and destroy to the bot of the scope and stamp each new row.
 * 3. What runs no hooks (aggregates, increments, an instance's own WHERE) is narrowed where it starts.
 * 4. What cannot be narrowed (truncate, an upsert whose conflict ignores the bot, hooks: false) is refused.
 */

interface AnyModel extends Model {
  botId?: string | null;
  id?: string | null;
}
type AnyModelClass = ModelStatic<AnyModel>;
interface Clause {
  where?: WhereOptions;
  include?: unknown;
  truncate?: boolean;
  attributes?: unknown;
}

/** Databases whose statements are guarded; twice, each would wait for itself. */
const guarded = new WeakSet<Sequelize>();

/** Installs the wall on every model that `sequelize` knows; models that come back to it from another are guarded anew. */
export function installGuard(sequelize: Sequelize): void {
  if (!guarded.has(sequelize)) guardStatements(sequelize);
  guarded.add(sequelize);
  for (const model of Object.values(sequelize.models) as AnyModelClass[]) {
    const key = ownerAttribute(model);
    guardHooks(model, key);
    guardStatics(model, key);
    guardInstances(model, key);
  }
}

/** The attribute that names the bot of a row: `botId`, for the bot itself its `id`, else none. */
function ownerAttribute(model: AnyModelClass): 'botId' | 'id' | undefined {
  if ('botId' in model.getAttributes()) return 'botId';
  return model.name === 'Bot' ? 'id' : undefined;
}

function requireScope(what: string): OpenScope {
  const open = openScope();
  if (open) return open;
  const when = isAfterScope() ? 'after its scope was closed: a promise was not awaited' : 'outside a scope';
  throw new TenantScopeError(`${what} ${when}`);
}

/** The bot to narrow to, or undefined in a fleet scope. */
function requireBot(model: AnyModelClass, what: string): string | undefined {
  const { scope } = requireScope(`${model.name}: ${what}`);
  if (scope.kind === 'fleet') return undefined;
  if (!ownerAttribute(model)) throw new TenantScopeError(`${model.name} belongs to no bot: use asFleet`);
  return scope.botId;
}

function refuseStranger(model: AnyModelClass, given: unknown, botId: string): void {
  if (typeof given !== 'string' && typeof given !== 'number' && typeof given !== 'bigint') return;
  if (String(given) === botId) return;
  throw new TenantScopeError(`${model.name}: a row of bot ${given} in the scope of bot ${botId}`);
}

function narrow(model: AnyModelClass, clause: Clause, column: string): void {
  const botId = requireBot(model, 'a query');
  if (botId === undefined) return;
  const { where } = clause;
  if (where && column in where) refuseStranger(model, Reflect.get(where, column), botId);
  clause.where = where ? { [Op.and]: [{ [column]: botId }, where] } : { [column]: botId };
}

function stamp(model: AnyModelClass, key: 'botId' | 'id', row: AnyModel): void {
  const botId = requireBot(model, 'a write');
  if (botId === undefined) return;
  refuseStranger(model, row[key], botId);
  if (key === 'botId' && row.isNewRecord) row.botId = botId;
}

interface JoinedModel {
  model: AnyModelClass;
  where?: WhereOptions;
  include?: JoinedModel[];
}

function narrowJoins(includes: readonly JoinedModel[] | undefined): void {
  for (const include of includes ?? []) {
    const key = ownerAttribute(include.model);
    narrow(include.model, include, key === 'botId' ? 'bot_id' : 'id');
    narrowJoins(include.include);
  }
}

function guardHooks(model: AnyModelClass, key: 'botId' | 'id' | undefined): void {
  const attribute = key ?? 'none';
  const column = key === 'botId' ? 'bot_id' : attribute;
  model.addHook('beforeFind', (options: Clause) => narrow(model, options, attribute));
  model.addHook('beforeCount', (options: Clause) => narrow(model, options, attribute));
  model.addHook('beforeFindAfterOptions', (options: Clause) =>
    narrowJoins(options.include as JoinedModel[] | undefined),
  );
  model.addHook('beforeBulkDestroy', (options: Clause) => narrow(model, options, column));
  model.addHook('beforeBulkUpdate', (options: Clause) => {
    const botId = requireBot(model, 'an update');
    if (botId !== undefined) refuseStranger(model, Reflect.get(options.attributes ?? {}, attribute), botId);
    narrow(model, options, attribute);
  });
  if (!key) {
    model.addHook('beforeSave', () => void requireBot(model, 'a write'));
    model.addHook('beforeBulkCreate', () => void requireBot(model, 'a write'));
    return;
  }
  const stampRow = (row: AnyModel) => stamp(model, key, row);
  model.addHook('beforeValidate', stampRow);
  model.addHook('beforeSave', stampRow);
  model.addHook('beforeDestroy', stampRow);
  model.addHook('beforeBulkCreate', (rows: AnyModel[]) => rows.forEach(stampRow));
}

/** Puts a check in front of a method that Sequelize runs without hooks. */
function precede(target: object, method: string, check: (args: unknown[]) => void): void {
  const original = Reflect.get(target, method) as (...args: unknown[]) => Promise<unknown>;
  const guarded = async function (this: unknown, ...args: unknown[]) {
    check(args);
    return original.apply(this, args);
  };
  Reflect.set(target, method, guarded);
}

function guardStatics(model: AnyModelClass, key: 'botId' | 'id' | undefined): void {
  const attribute = key ?? 'none';
  const narrowArgument = (index: number) => (args: unknown[]) => {
    const options = { ...(args[index] as Clause | undefined) };
    narrow(model, options, attribute);
    args[index] = options;
  };
  precede(model, 'aggregate', narrowArgument(2));
  precede(model, 'increment', (args) => {
    if (key && namesField(args[0], key)) throw new TenantScopeError(`${model.name}: ${key} is no counter`);
    narrowArgument(1)(args);
  });
  precede(model, 'upsert', ([, options]) => refuseLooseConflict(model, options, 'conflictFields'));
  precede(model, 'bulkCreate', ([, options]) => {
    if (options && Reflect.get(options, 'updateOnDuplicate'))
      refuseLooseConflict(model, options, 'conflictAttributes');
  });
  for (const method of ['truncate', 'drop', 'sync'])
    precede(model, method, () => {
      throw new TenantScopeError(`${model.name}.${method}: the schema belongs to the migrations`);
    });
  precede(model, 'destroy', ([options]) => {
    if ((options as Clause | undefined)?.truncate)
      throw new TenantScopeError(`${model.name}.destroy cannot truncate: rows of all bots would go`);
  });
}

function namesField(fields: unknown, name: string): boolean {
  if (typeof fields === 'string') return fields === name;
  return Array.isArray(fields) ? fields.includes(name) : name in (fields as object);
}

/** A conflict on a key without the bot would overwrite another bot's row. */
function refuseLooseConflict(model: AnyModelClass, options: unknown, option: string): void {
  if (requireBot(model, 'an upsert') === undefined) return;
  const fields: unknown = options ? Reflect.get(options, option) : undefined;
  if (Array.isArray(fields) && fields.includes('botId')) return;
  throw new TenantScopeError(`${model.name}: an upsert must name ${option} that start with botId`);
}

function guardInstances(model: AnyModelClass, key: 'botId' | 'id' | undefined): void {
  const ownWhere = Reflect.get(model.prototype, 'where') as (...args: unknown[]) => object;
  const column = key === 'botId' ? 'bot_id' : key;
  Reflect.set(model.prototype, 'where', function (this: AnyModel, ...args: unknown[]) {
    const botId = requireBot(model, 'an instance');
    const where = ownWhere.apply(this, args);
    if (botId === undefined || !key || !column) return where;
    refuseStranger(model, this.get(key), botId);
    return { ...where, [column]: botId };
  });
}

interface StatementOptions {
  transaction?: { connection?: unknown } | null;
  hooks?: boolean;
  model?: unknown;
}
type Send = (sql: unknown, options?: StatementOptions) => Promise<unknown>;

function guardStatements(sequelize: Sequelize): void {
  const target = sequelize as unknown as { query: Send; transaction: Send };
  const send = target.query.bind(sequelize) as Send;
  target.query = async (sql, options = {}) => {
    const open = requireScope('SQL');
    if (options.hooks === false) throw new TenantScopeError('hooks: false would skip the guard');
    const { handle } = open.transaction as { handle: { connection?: unknown } };
    const transaction = options.transaction ?? handle;
    if (transaction.connection !== handle.connection)
      throw new TenantScopeError('SQL on another transaction than that of the scope');
    return open.send(() => send(sql, { ...options, transaction }));
  };
  const start = target.transaction.bind(sequelize) as Send;
  target.transaction = async (options, ...rest) => {
    requireScope('a savepoint');
    const parent: unknown =
      typeof options === 'object' && options ? Reflect.get(options, 'transaction') : undefined;
    if (!parent) throw new TenantScopeError('a transaction is opened by tenant.db or asFleet only');
    return start(options, ...rest);
  };
}
