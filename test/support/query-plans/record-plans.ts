import type { Database, DatabaseTransaction, Statement } from '#platform/database.js';

/** A statement as the code sent it, with the tables it walks from end to end. */
export interface RecordedPlan {
  readonly text: string;
  readonly walked: readonly string[];
  /** The indexes by which it finds rows. */
  readonly indexes: readonly string[];
  /** What the planner expects it to cost, in pages read one after the other. */
  readonly cost: number;
}

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Total Cost': number;
  Plans?: PlanNode[];
}

/** A database that asks for the plan of each statement, in the statement's own role and bot, before it is sent. */
export interface PlanRecorder {
  readonly database: Database;
  /** The plans since the last call. */
  take(): RecordedPlan[];
}

/** Wraps a database so that its statements' plans are kept. */
export function recordPlans(database: Database): PlanRecorder {
  let plans: RecordedPlan[] = [];
  const watch = (transaction: DatabaseTransaction): DatabaseTransaction => {
    const note = async ({ text, values }: Statement): Promise<void> => {
      const { rows } = await transaction.query(`explain (format json) ${text}`, values);
      const { Plan: plan } = (rows[0] as { 'QUERY PLAN': [{ Plan: PlanNode }] })['QUERY PLAN'][0];
      plans.push({
        text: text.trim(),
        walked: walkedIn(plan),
        indexes: indexesIn(plan),
        cost: plan['Total Cost'],
      });
    };
    return {
      ...transaction,
      query: async (text, values) => {
        await note({ text, values });
        return transaction.query(text, values);
      },
      commit: async (last = []) => {
        for (const statement of last) await note(statement);
        return transaction.commit(last);
      },
    };
  };
  return {
    database: { ...database, begin: async (settings) => watch(await database.begin(settings)) },
    take: () => {
      const taken = plans;
      plans = [];
      return taken;
    },
  };
}

function walkedIn(node: PlanNode): string[] {
  const own = node['Node Type'] === 'Seq Scan' ? [node['Relation Name'] ?? ''] : [];
  return [...own, ...(node.Plans ?? []).flatMap(walkedIn)];
}

function indexesIn(node: PlanNode): string[] {
  const own = node['Index Name'] ? [node['Index Name']] : [];
  return [...own, ...(node.Plans ?? []).flatMap(indexesIn)];
}
