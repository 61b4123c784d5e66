import { expect } from 'chai';
import { Sequelize, type Model, type ModelAttributes, type ModelStatic } from 'sequelize';
import { allModels } from '../support/models/index.js';
import { fleetRole } from '#platform/database.js';
import { bindScopes } from '#tenancy/scope.js';
import { buildRowOfEachTable, type FilledBot } from '../factories/row-of-each-table.js';
import { testDatabase, testDatabaseUrl } from '../support/database.js';
import { attemptsAt, secret, type Attempt } from './attempts.js';

const tenantModels = allModels.filter(
  (model) => !model.name.startsWith('Fleet'),
) as unknown as ModelStatic<Model>[];
class RolledBack extends Error {}

const nothing: Attempt = { name: 'nothing', shows: false, run: async () => undefined };

/** Lets tenant scopes run in the role that sees all rows: row-level security is out of the way. */
function openWalls(): void {
  const database = testDatabase();
  bindScopes({ ...database, begin: (local) => database.begin({ ...local, role: fleetRole }) });
}

function closeWalls(): void {
  bindScopes(testDatabase());
}

const ownerColumn = (model: ModelStatic<Model>): string => (model.name === 'Bot' ? 'id' : 'bot_id');

/** What an attempt led to: its answer or error, and the other bot's rows before and after it. */
async function outcomeOf(attempt: Attempt, own: FilledBot, snapshotSql: string) {
  const seen: { answer?: unknown; error?: Error; after?: string } = {};
  const work = own.tenant.db(async (tx) => {
    try {
      seen.answer = await attempt.run();
    } catch (error) {
      seen.error = error as Error;
    }
    await tx.sql(`select set_config('role', '${fleetRole}', true)`);
    seen.after = JSON.stringify(await tx.sql(snapshotSql));
    throw new RolledBack();
  });
  await work.catch((error: Error) => {
    if (!(error instanceof RolledBack) && !/current transaction is aborted/.test(error.message)) throw error;
  });
  return seen;
}

function showsSecret(answer: unknown, otherBotId: string): boolean {
  const text = JSON.stringify(answer ?? null);
  return text.includes(secret.mark) || text.includes(`"botId":"${otherBotId}"`);
}

/** A model with the same table and columns on another Sequelize, without hooks or overrides. */
function defineTwin(sequelize: Sequelize, model: ModelStatic<Model>): void {
  const timestamps = model.options.timestamps ?? true;
  const kept = Object.entries(model.getAttributes()).filter(
    ([name]) => !timestamps || !/^(created|updated)At$/.test(name),
  );
  const attributes = kept.map(
    ([name, { type, allowNull, primaryKey, autoIncrement, defaultValue, field }]) => [
      name,
      { type, allowNull, primaryKey, autoIncrement, defaultValue, field },
    ],
  );
  sequelize.define(model.name, Object.fromEntries(attributes) as ModelAttributes, {
    tableName: model.tableName,
    underscored: true,
    timestamps,
  });
}

function itKeepsBotsApart(
  modelsOf: () => ReadonlyMap<string, ModelStatic<Model>>,
  isLeftToRowSecurity?: RegExp,
): void {
  let own: FilledBot;
  let other: FilledBot;
  before(async () => {
    own = await buildRowOfEachTable({ mark: 'own', amount: 997 });
    other = await buildRowOfEachTable(secret);
  });

  for (const { name } of tenantModels)
    it(`leaves the other bot's ${name} unseen and unchanged by every method`, async () => {
      const model = modelsOf().get(name)!;
      const row = other.rows.get(name)!;
      const snapshotSql = `select * from ${model.tableName} where ${ownerColumn(model)} = ${other.bot.id}`;
      const { after: before } = await outcomeOf(nothing, own, snapshotSql);
      expect(before, 'the snapshot sees the row').to.include(other.bot.id);
      const foreign = row.get({ plain: true }) as Record<string, unknown>;
      for (const attempt of attemptsAt({ model, foreign, own: own.rows.get(name)! })) {
        if (isLeftToRowSecurity?.test(attempt.name)) continue;
        const { answer, error, after } = await outcomeOf(attempt, own, snapshotSql);
        if (after !== undefined) expect(after, `${name}: ${attempt.name} changed rows`).to.equal(before);
        if (attempt.shows && !error)
          expect(showsSecret(answer, other.bot.id), `${name}: ${attempt.name} showed rows`).to.equal(false);
      }
    });
}

describe('two bots in one database', () => {
  const guarded = new Map(tenantModels.map((model) => [model.name, model]));

  describe('with all walls', () => itKeepsBotsApart(() => guarded));

  describe('with the guard alone (a role that sees all rows)', () => {
    before(openWalls);
    after(closeWalls);
    itKeepsBotsApart(() => guarded, /^raw /);
  });

  describe('with models without the guard', () => {
    let unguarded: Sequelize;
    const twins = () => new Map(Object.entries(unguarded.models));
    before(() => {
      unguarded = new Sequelize(testDatabaseUrl(), { logging: false });
      for (const model of tenantModels) defineTwin(unguarded, model);
    });
    after(() => unguarded.close());

    describe('with row-level security alone', () => itKeepsBotsApart(twins));

    describe('with neither', () => {
      before(openWalls);
      after(closeWalls);

      it('the same methods do reach the other bot, so the suite would notice', async () => {
        const own = await buildRowOfEachTable({ mark: 'own', amount: 997 });
        const other = await buildRowOfEachTable(secret);
        const model = twins().get('BotPlan')!;
        const foreign = other.rows.get('BotPlan')!.get({ plain: true }) as Record<string, unknown>;
        const snapshotSql = `select * from bot_plans where bot_id = ${other.bot.id}`;
        const { after: before } = await outcomeOf(nothing, own, snapshotSql);
        const reached: string[] = [];
        for (const attempt of attemptsAt({ model, foreign, own: own.rows.get('BotPlan')! })) {
          const { answer, after } = await outcomeOf(attempt, own, snapshotSql);
          const isSeen = attempt.shows && showsSecret(answer, other.bot.id);
          if (isSeen || (after !== undefined && after !== before)) reached.push(attempt.name);
        }
        expect(reached).to.include.members(['findAll', 'sum', 'update all', 'destroy by key', 'create']);
        expect(reached).to.have.length.above(30);
      });
    });
  });
});
