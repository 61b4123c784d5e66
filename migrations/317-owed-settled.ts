import type { Migration, Run } from './migration.js';

const before = [
  'earned',
  'taken_back',
  'given_again',
  'payout_requested',
  'payout_approved',
  'payout_paid',
  'payout_rejected',
  'payout_cancelled',
  'moved_to_wallet',
  'forfeited',
] as const;

async function allow(run: Run, kinds: readonly string[]): Promise<void> {
  const listed = kinds.map((kind) => `'${kind}'`).join(', ');
  await run('alter table partner_transactions drop constraint partner_transactions_kind_check');
  await run(
    `alter table partner_transactions add constraint partner_transactions_kind_check check (kind in (${listed}))`,
  );
}

/** What a partner owes of rewards that were taken back is settled from the balance, as a movement of it. */
export const owedSettled: Migration = {
  name: '317-owed-settled',
  up: (run) => allow(run, [...before, 'owed_settled']),
  down: async (run) => {
    await run(`update partner_transactions set kind = 'moved_to_wallet' where kind = 'owed_settled'`);
    await allow(run, before);
  },
};
