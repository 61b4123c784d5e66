import { QueryTypes, type Model, type ModelStatic } from 'sequelize';

/** One way in which code could reach a row: what it is called, and whether its answer shows rows of the database. */
export interface Attempt {
  readonly name: string;
  readonly shows: boolean;
  run(): Promise<unknown>;
}

/** What an attempt aims at: a model and the values of a row that belongs to another bot. */
export interface Target {
  // The suite walks over all models, whose attributes differ.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly model: ModelStatic<any>;
  readonly foreign: Readonly<Record<string, unknown>>;
  /** The only row of the scope's bot in that table. */
  readonly own: Model;
}

/** What the other bot's rows carry, so that it can be found in an answer. */
export const secret = { mark: 'a secret of the other bot', amount: 7_777_000_000 };

function keyOf({ model, foreign }: Target): Record<string, unknown> {
  const names = Object.entries(model.getAttributes()).filter(([, attribute]) => attribute.primaryKey);
  return Object.fromEntries(names.map(([name]) => [name, foreign[name]]));
}

function numberOf({ model }: Target): string | undefined {
  const names = Object.keys(model.getAttributes());
  return (
    names.find((name) => name.endsWith('Toman')) ??
    names.find((name) => /Limit$|Id$/.test(name) && name !== 'botId')
  );
}

function textOf({ model }: Target): string {
  const names = Object.keys(model.getAttributes());
  const free =
    'lastError adminNotes description cardHolderName firstName name orderingKey state lastSeenAt'.split(' ');
  return (
    free.find((name) => names.includes(name)) ?? (names.includes('updatedAt') ? 'updatedAt' : 'processedAt')
  );
}

/** Reads of every kind. */
function reads(target: Target): Attempt[] {
  const { model, foreign, own } = target;
  const where = keyOf(target);
  const amount = numberOf(target) ?? 'botId';
  const mine = Number(own.get(amount));
  // A second row of the own bot has no money, or as much.
  const isOwn = (value: number): boolean =>
    value === mine || (amount.endsWith('Toman') && mine > 0 && value % mine === 0);
  const fromOwnRow = (value: unknown) => (isOwn(Number(value)) ? value : secret.mark);
  const list: [string, () => Promise<unknown>][] = [
    ['findAll', () => model.findAll()],
    ['findAll raw', () => model.findAll({ raw: true })],
    ['findAll of the other bot', () => model.findAll({ where: { botId: foreign.botId } })],
    ['findOne by key', () => model.findOne({ where })],
    ['findByPk', () => model.findByPk(foreign.id as string | undefined)],
    ['findAndCountAll', () => model.findAndCountAll()],
    ['unscoped findAll', () => model.unscoped().findAll()],
    ['count of the other bot', () => model.count({ where })],
    ['sum', () => model.sum(amount).then(fromOwnRow)],
    ['max', () => model.max(amount).then(fromOwnRow)],
    ['min', () => model.min(amount).then(fromOwnRow)],
    ['aggregate', () => model.aggregate(amount, 'max', {}).then(fromOwnRow)],
    ['findOrBuild', () => model.findOrBuild({ where }).then(([row, made]) => (made ? null : row))],
    ['reload', () => model.build({ ...foreign }, { isNewRecord: false }).reload()],
    [
      'raw query',
      () => model.sequelize!.query(`select * from ${model.tableName}`, { type: QueryTypes.SELECT }),
    ],
  ];
  return list.map(([name, run]) => ({ name, shows: true, run }));
}

/** Writes that aim at all rows or at the other bot's row. */
function writes(target: Target): Attempt[] {
  const { model, foreign, own } = target;
  const ownBotId = own.get(model.name === 'Bot' ? 'id' : 'botId') as string;
  const where = keyOf(target);
  const amount = numberOf(target) ?? 'botId';
  const change = { [textOf(target)]: textOf(target).endsWith('At') ? new Date(0) : 'changed' };
  const everywhere = { where: {} };
  const list: [string, () => Promise<unknown>][] = [
    ['update all', () => model.update(change, everywhere)],
    ['update by key', () => model.update(change, { where })],
    ['update steals', () => model.update({ botId: ownBotId }, { where })],
    ['update gives away', () => model.update({ botId: foreign.botId }, everywhere)],
    ['update without hooks', () => model.update(change, { where, hooks: false })],
    ['destroy all', () => model.destroy(everywhere)],
    ['destroy by key', () => model.destroy({ where })],
    ['destroy without hooks', () => model.destroy({ where, hooks: false })],
    ['destroy by truncating', () => model.destroy({ truncate: true })],
    ['truncate', () => model.truncate()],
    ['increment all', () => model.increment(amount, { by: 1, where: {} })],
    ['increment by key', () => model.increment(amount, { by: 1, where } as never)],
    ['decrement all', () => model.decrement(amount, { by: 1, where: {} })],
    ['raw update', () => model.sequelize!.query(`update ${model.tableName} set bot_id = ${ownBotId}`)],
    ['raw delete', () => model.sequelize!.query(`delete from ${model.tableName}`)],
  ];
  return list.map(([name, run]) => ({ name, shows: false, run }));
}

/** New rows under the other bot's name or key. */
function inserts(target: Target): Attempt[] {
  const { model, foreign } = target;
  const where = keyOf(target);
  const fresh = { ...foreign, id: undefined };
  const list: [string, () => Promise<unknown>][] = [
    ['create', () => model.create({ ...fresh })],
    ['create without validation', () => model.create({ ...fresh }, { validate: false })],
    ['create without hooks', () => model.create({ ...fresh }, { hooks: false })],
    ['bulkCreate', () => model.bulkCreate([{ ...fresh }])],
    ['bulkCreate over it', () => model.bulkCreate([{ ...foreign }], { updateOnDuplicate: [textOf(target)] })],
    ['upsert', () => model.upsert({ ...foreign })],
    ['upsert on its key', () => model.upsert({ ...foreign }, { conflictFields: Object.keys(where) })],
    ['findOrCreate', () => model.findOrCreate({ where, defaults: { ...foreign } })],
    ['findCreateFind', () => model.findCreateFind({ where, defaults: { ...foreign } })],
  ];
  return list.map(([name, run]) => ({ name, shows: false, run }));
}

/** Instances that carry the other bot's row, as if kept from another scope or forged. */
function instances(target: Target): Attempt[] {
  const { model, foreign, own } = target;
  const ownBotId = own.get(model.name === 'Bot' ? 'id' : 'botId') as string;
  const amount = numberOf(target) ?? 'botId';
  const change = { [textOf(target)]: textOf(target).endsWith('At') ? new Date(0) : 'changed' };
  const kept = (): Model => model.build({ ...foreign }, { isNewRecord: false });
  const forged = (): Model => model.build({ ...foreign, botId: ownBotId }, { isNewRecord: false });
  const list: [string, (row: Model) => Promise<unknown>][] = [
    ['save', (row) => row.set(change).save({ fields: Object.keys(change) })],
    ['update', (row) => row.update(change)],
    ['update without hooks', (row) => row.update(change, { hooks: false })],
    ['destroy', (row) => row.destroy()],
    ['destroy without hooks', (row) => row.destroy({ hooks: false })],
    ['increment', (row) => row.increment(amount as never)],
    ['decrement', (row) => row.decrement(amount as never)],
  ];
  return list.flatMap(([name, run]) => [
    { name: `kept instance ${name}`, shows: false, run: async () => run(kept()) },
    { name: `forged instance ${name}`, shows: false, run: async () => run(forged()) },
  ]);
}

/** Every way we know in which Sequelize reaches rows, aimed at a row of another bot. */
export function attemptsAt(target: Target): Attempt[] {
  return [...reads(target), ...writes(target), ...inserts(target), ...instances(target)];
}
