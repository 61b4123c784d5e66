import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { followDirectory } from '#directory/directory.js';
import { openDatabase, type Database } from '#platform/database.js';
import { readEnv } from '#env/env.js';
import { openVault } from '#platform/secrets.js';
import { bindScopes, tenantOf } from '#tenancy/scope.js';
import { hotWrites } from '../../../scripts/bench/hot-writes.js';
import { openMigrator } from '../../../migrations/migrator.js';
import { startTelegram, type TelegramStandIn } from '../../../scripts/sandbox/telegram.js';
import { makeEndpointHandlers } from '../../../src/workers/endpoints/index.js';
import { testDatabase } from '../../support/database.js';
import { fillTables } from '../../support/fill-tables.js';
import { openTestJobs, testRedisUrl, type TestJobs } from '../../support/jobs.js';
import { listQuestions } from '../../support/query-plans/people.js';
import { queryPaths, type Means } from '../../support/query-plans/query-plans.js';
import { sortedAsText } from '../../support/query-plans/text-order.js';
import { recordPlans, type PlanRecorder, type RecordedPlan } from '../../support/query-plans/record-plans.js';
import { makeOwnDatabase, type OwnDatabase } from '../../support/servers/own-database.js';
import { openWorkerDeps } from '../../../src/workers/worker-deps.js';

const root = path.resolve(import.meta.dirname, '../../..');
/** What a statement may cost in the planner's units; walking one big bot's rows costs over 700. */
const dearest = 400;
const secret = 'a secret for the query plans, long enough';

/** Statements in the text of a file, without blanks, up to the first part that is put in. */
const statementsIn = (file: string): string[] =>
  [
    ...readFileSync(path.join(root, file), 'utf8').matchAll(
      /([`'])\s*((?:select|insert into|update|delete from|with)\s[^`]*?)\1/g,
    ),
  ]
    .map(([, , text]) => squeeze((text ?? '').split('${')[0] ?? ''))
    .filter((text) => /\b(from|into|set|as)\b/.test(text));
const squeeze = (text: string): string => text.replace(/\s+/g, ' ').trim();

function filesWithSql(): string[] {
  return ['directory', 'jobs', 'services', 'bot', 'workers', 'ingress'].flatMap((folder) =>
    readdirSync(path.join(root, 'src', folder), { recursive: true, encoding: 'utf8' })
      .map((name) => path.posix.join('src', folder, name))
      .filter(
        (file) =>
          file.endsWith('.ts') && /\.(sql|withCommit)[<(]/.test(readFileSync(path.join(root, file), 'utf8')),
      ),
  );
}

describe('the plans of our statements, over two big bots in a fleet of thousands', function () {
  this.timeout(60_000);
  let database: OwnDatabase;
  let own: Database;
  let recorder: PlanRecorder;
  let telegram: TelegramStandIn;
  let jobs: TestJobs;
  let means: Means;
  const used = new Set<string>();

  before(async () => {
    database = await makeOwnDatabase();
    const migrator = await openMigrator(database.url);
    await migrator.up();
    await migrator.close();
    await fillTables(database.query);
    own = openDatabase({ url: database.url, poolMax: 4, applicationName: 'test plans' });
    recorder = recordPlans(own);
    telegram = await startTelegram();
    jobs = openTestJobs();
    const env = readEnv({
      DATABASE_URL: database.url,
      REDIS_URL: testRedisUrl(),
      APP_SECRET: secret,
      TELEGRAM_API_ROOT: telegram.url,
    });
    const directory = followDirectory(jobs.redis, jobs.prefix);
    means = {
      database,
      deps: openWorkerDeps({ env, jobs, directory, vault: openVault(secret) }),
      newToken: () => telegram.addBot({ firstName: 'New shop' }).token,
      refuseNext: (token, method) =>
        telegram.failNext({ token, method, error: { code: 400, description: 'Bad Request: refused' } }),
    };
    bindScopes(recorder.database);
  });
  after(async () => {
    bindScopes(testDatabase());
    await jobs.close();
    await telegram.close();
    await own.close();
    await database.drop();
  });

  it('are looked at for every file with SQL', () => {
    expect(
      Object.keys(queryPaths),
      'add the file to test/support/query-plans/query-plans.ts',
    ).to.have.members(filesWithSql());
  });

  for (const [file, { run, walks = {}, leftOut = {}, most }] of Object.entries(queryPaths))
    it(`${file} finds its rows by index`, async () => {
      recorder.take();
      await run(means);
      const plans = recorder.take();
      for (const { indexes } of plans) for (const index of indexes) used.add(index);
      const ofFile = statementsIn(file).filter(
        (text) => !Object.keys(leftOut).some((start) => text.startsWith(start)),
      );
      const sent = ofFile.filter((text) => plans.some((plan) => squeeze(plan.text).startsWith(text)));
      expect(sent, 'the registered way sends every statement of the file').to.deep.equal(ofFile);
      for (const { text } of plans)
        expect(sortedAsText(text), `sorts numbers as text: name the table in\n${text}`).to.deep.equal([]);
      const isOfFile = ({ text }: RecordedPlan) => ofFile.some((start) => squeeze(text).startsWith(start));
      for (const { text, walked, cost } of plans.filter(isOfFile)) {
        const unasked = walked.filter((table) => !(table in walks));
        expect(unasked, `walked from end to end by\n${text}`).to.deep.equal([]);
        if (Object.keys(walks).length === 0)
          expect(cost, `an index that reads far too much serves\n${text}`).to.be.below(most?.cost ?? dearest);
      }
    });

  /** What models send while `work` runs, without Sequelize's own words before it. */
  async function sentByModels(work: () => Promise<unknown>): Promise<string[]> {
    const { options } = testDatabase().sequelize;
    const { logging } = options;
    const sent: string[] = [];
    options.logging = (line) => void sent.push(line.replace(/^Execut\w+ \([^)]*\): /, ''));
    try {
      await work();
    } finally {
      options.logging = logging;
    }
    return sent;
  }

  for (const [name, questions] of Object.entries(listQuestions))
    it(`${name} finds its pages by index, however deep they are`, async () => {
      const tenant = tenantOf('1');
      const handlers = makeEndpointHandlers(means.deps) as unknown as Record<string, AnyList>;
      for (const question of questions) {
        let cursor: string | undefined;
        const sent = await sentByModels(async () => {
          for (let page = 1; page <= 3; page += 1) {
            const query = { limit: 50, ...question, ...(cursor && { cursor }) };
            const found = await tenant.db((tx) => handlers[name]!(tenant, tx, { query }));
            cursor = found.next_cursor ?? undefined;
            if (!cursor) break;
          }
        });
        expect(sent, JSON.stringify(question)).to.have.length.above(0);
        recorder.take();
        for (const text of sent) await tenant.db((tx) => tx.sql(text));
        for (const { text, walked, cost, indexes } of recorder.take()) {
          for (const index of indexes) used.add(index);
          expect(walked, `${JSON.stringify(question)} walks from end to end by\n${text}`).to.deep.equal([]);
          expect(cost, `${JSON.stringify(question)} reads far too much by\n${text}`).to.be.below(dearest);
        }
      }
    });

  it('use every index of the tables written most that neither keeps rows apart nor stands behind a foreign key', async () => {
    const plain = await database.query<{ name: string }>(plainIndexes, [Object.keys(hotWrites)]);
    expect(plain.map(({ name }) => name).filter((name) => !used.has(name))).to.deep.equal([]);
  });
});

/** Indexes that are not unique and do not begin with the columns of a foreign key of their table, `bot_id` alone apart. */
const plainIndexes = `
  select i.indexrelid::regclass::text as name from pg_index i join pg_class t on t.oid = i.indrelid
  where t.relnamespace = 'public'::regnamespace and t.relname = any($1) and not i.indisunique and not exists (
    select from pg_constraint c where c.conrelid = i.indrelid and c.contype = 'f' and cardinality(c.conkey) > 1
      and (i.indkey::int2[])[0:cardinality(c.conkey) - 1] = c.conkey)
  order by 1`;

type AnyList = (...args: unknown[]) => Promise<{ readonly next_cursor: string | null }>;
