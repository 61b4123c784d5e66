import { expect } from 'chai';
import fc from 'fast-check';
import { countReview } from '#services/cards/count-review.js';
import { pickCard } from '#services/cards/pick-card.js';
import type { Tenant } from '#tenancy/scope.js';
import { openCardTable, type CardTable } from '../../support/card-table.js';
import { ownerQuery } from '../../support/database.js';

const picks = 600;
/** Standard deviations that a share may be off: by chance one in 10^9 is, and the seeds are fixed anyway. */
const sigmas = 6;

/** Picks many times in one transaction with the chance that a seed gives; how often each card came up. */
async function deal(table: CardTable, seed: number): Promise<number[]> {
  const { tenant, cards } = table;
  const counts = cards.map(() => 0);
  await tenant.db(async (tx) => {
    await tx.sql('select setseed($1)', [seed]);
    for (let n = 0; n < picks; n += 1) {
      const card = await pickCard(tenant, tx, { amountToman: 1_000 });
      counts[cards.indexOf(card!.id)]! += 1;
    }
  });
  return counts;
}

/** Holds each card's share to what its rate says. */
function expectShares(counts: readonly number[], rates: readonly number[]): void {
  const all = rates.reduce((total, rate) => total + rate, 0);
  for (const [at, rate] of rates.entries()) {
    const share = rate / all;
    const deviation = Math.sqrt(picks * share * (1 - share));
    expect(counts[at], `${String(counts)} for ${String(rates)}`).to.be.closeTo(
      picks * share,
      sigmas * deviation + 1,
    );
  }
}

const seeds = fc.double({ min: -1, max: 1, noNaN: true });
const checks = { numRuns: 6, seed: 14 };

describe('cards by chance', function () {
  this.timeout(120_000);

  it('are picked equally often (random), whatever their weights are', () =>
    fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 6 }), seeds, async (count, seed) => {
        const table = await openCardTable(count, { rotationStrategy: 'random', weight: 1 });
        await ownerQuery('update tenant_payment_cards set weight = 1000 where id = $1', [table.cards[0]]);
        expectShares(
          await deal(table, seed),
          table.cards.map(() => 1),
        );
      }),
      checks,
    ));

  const standing = fc.record({
    weight: fc.integer({ min: 1, max: 20 }),
    success: fc.integer({ min: 0, max: 50 }),
    failure: fc.integer({ min: 0, max: 50 }),
  });

  it('are picked by weight times smoothed success rate (weighted)', () =>
    fc.assert(
      fc.asyncProperty(fc.array(standing, { minLength: 2, maxLength: 6 }), seeds, async (standings, seed) => {
        const table = await openCardTable(0, { rotationStrategy: 'weighted' });
        for (const { weight, success, failure } of standings)
          await table.add({ weight, successCount: success, failureCount: failure });
        expectShares(
          await deal(table, seed),
          standings.map(
            ({ weight, success, failure }) => (weight * (success + 8)) / (success + failure + 10),
          ),
        );
      }),
      checks,
    ));

  it('never lose a card for bad luck, nor for a weight a million times smaller than the whole', async () => {
    const table = await openCardTable(0, { rotationStrategy: 'weighted' });
    await table.add({ failureCount: 90 });
    await table.add({ successCount: 90 });
    expectShares(await deal(table, 0.25), [0.08, 0.98]);
    const odd = await openCardTable(0, { rotationStrategy: 'weighted' });
    await odd.add({ weight: 1_000_000 });
    await odd.add({ weight: 1 });
    expect((await deal(odd, 0.5)).reduce((all, one) => all + one)).to.equal(picks);
  });

  it('lose no pick and no count when many pick at once', async () => {
    for (const strategy of ['random', 'weighted'] as const) {
      const table = await openCardTable(3, { rotationStrategy: strategy });
      const picked = await Promise.all(Array.from({ length: 64 }, () => table.begin()));
      expect(picked.every((id) => id !== undefined)).to.equal(true);
      const counts = await table.counts();
      const rows = await Promise.all(table.cards.map((id) => table.read(id)));
      expect(rows.map((row) => row['current_usage_count'])).to.deep.equal(counts);
      expect(counts.reduce((all, one) => all + one)).to.equal(64);
    }
  });
});

describe('decisions about payments', () => {
  const review = (tenant: Tenant, cardId: string, isApproved: boolean, isUndone = false) =>
    tenant.db((tx) => countReview(tenant, tx, { cardId, isApproved, isUndone }));
  const countsOf = async (table: CardTable, cardId: string) => {
    const row = await table.read(cardId);
    return [row['success_count'], row['failure_count']];
  };

  it('are counted for their card alone, many at once, and taken back when they are undone', async () => {
    const table = await openCardTable(2);
    const [card, other] = table.cards as [string, string];
    await Promise.all(Array.from({ length: 20 }, (_, n) => review(table.tenant, card, n % 4 !== 0)));
    expect(await countsOf(table, card)).to.deep.equal([15, 5]);
    await review(table.tenant, card, true, true);
    await review(table.tenant, card, false);
    expect(await countsOf(table, card)).to.deep.equal([14, 6]);
    expect(await countsOf(table, other)).to.deep.equal([0, 0]);
  });

  it('never count below nothing, and reach a card that was deleted, but none of another bot', async () => {
    const [table, foreign] = [await openCardTable(1), await openCardTable(1)];
    const [card] = table.cards as [string];
    await review(table.tenant, card, false, true);
    expect(await countsOf(table, card)).to.deep.equal([0, 0]);
    await ownerQuery('update tenant_payment_cards set is_active = false, deleted_at = now() where id = $1', [
      card,
    ]);
    await review(table.tenant, card, true);
    await review(foreign.tenant, card, true);
    expect(await countsOf(table, card)).to.deep.equal([1, 0]);
  });
});
