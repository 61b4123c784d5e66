import { expect } from 'chai';
import { openMetrics } from '#platform/metrics.js';
import type { DifferenceKind } from '#services/audits/checks.js';

/** Every kind; a missing one does not compile. */
const kinds: Readonly<Record<DifferenceKind, true>> = {
  balance: true,
  ledger: true,
  order: true,
  partner: true,
  partner_ledger: true,
  payment: true,
  reward: true,
  undelivered: true,
  wallet: true,
  wallet_ledger: true,
};

describe('the count of differences of money', () => {
  it('begins at zero for each kind, so that an alert sees the first', async () => {
    const text = await openMetrics().text();
    const found = [...text.matchAll(/^remnafleet_money_differences_total\{kind="(\w+)"\} 0$/gm)];
    expect(found.map(([, kind]) => kind)).to.have.members(Object.keys(kinds));
  });
});
