import { expect } from 'chai';
import fc from 'fast-check';
import type { CountedTraffic } from '#models/subscription.js';
import { countTraffic, type Counters } from '#services/billing/count-traffic.js';

const at = (second: number): string => new Date(Date.UTC(2026, 0, 1) + second * 1_000).toISOString();

/** A panel with one account under one name, as it may be treated in its life. */
function playPanel() {
  let clock = 1;
  let account = { made: clock, lifetime: 0, used: 0, reset: null as number | null };
  /** Bytes that all accounts of the name consumed. */
  let given = 0;
  const tick = (): number => (clock += 1);
  return {
    use: (bytes: number): void => {
      account.lifetime += bytes;
      account.used += bytes;
      given += bytes;
    },
    reset: (): void => void Object.assign(account, { used: 0, reset: tick() }),
    makeAnew: (): void => void (account = { made: tick(), lifetime: 0, used: 0, reset: null }),
    /** Goes back to what it was at a look; what was consumed since is forgotten by the panel. */
    restore: (look: Counters): void => {
      account.lifetime = look.lifetime_traffic_bytes ?? 0;
      account.used = look.used_traffic_bytes;
    },
    look: (hasLifetime = true): Counters => ({
      created_at: at(account.made),
      used_traffic_bytes: account.used,
      ...(hasLifetime && { lifetime_traffic_bytes: account.lifetime }),
      traffic_reset_at: account.reset === null ? null : at(account.reset),
    }),
    given: () => given,
  };
}

/** What was counted so far, look by look; each is counted in a transaction that notes it. */
function counting(begin: CountedTraffic | null = {}) {
  let counted = begin;
  let bytes = 0;
  return {
    take: (seen: Counters, isFresh = false): number => {
      const count = countTraffic(counted, seen, { isFresh });
      ({ counted } = count);
      bytes += count.bytes;
      return count.bytes;
    },
    bytes: () => bytes,
  };
}

type Deed = { kind: 'again' | 'late' | 'look' | 'makeAnew' | 'reset' } | { kind: 'use'; bytes: number };
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('use' as const), bytes: fc.nat(2 ** 40) }) },
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constantFrom('again', 'late', 'look', 'makeAnew', 'reset' as const) }),
  },
);

describe('what a look at an account adds to what was consumed', () => {
  it('makes, whatever was reset, told twice, late or lost, just what the panel gave', () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 60 }), fc.infiniteStream(fc.nat(1_000)), (deeds, numbers) => {
        const panel = playPanel();
        const count = counting();
        const looks: Counters[] = [];
        for (const one of deeds) {
          if (one.kind === 'use') panel.use(one.bytes);
          else if (one.kind === 'reset') panel.reset();
          else if (one.kind === 'makeAnew') {
            // Its last state is counted before an account is removed.
            count.take(panel.look());
            panel.makeAnew();
          } else if (one.kind === 'look') looks.push(panel.look());
          else if (looks.length > 0) {
            const late = looks[numbers.next().value % looks.length] as Counters;
            const bytes = count.take(one.kind === 'late' ? late : (looks.at(-1) as Counters));
            expect(bytes).to.be.at.least(0);
            expect(count.take(late), 'twice').to.equal(0);
          }
          expect(count.bytes()).to.be.at.most(panel.given());
        }
        count.take(panel.look());
        expect(count.bytes()).to.equal(panel.given());
      }),
      { numRuns: 2_000 },
    );
  });

  it('never makes more than the panel gave where it tells no counter of the whole life, or only at times', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(deed, fc.boolean()), { maxLength: 60 }), (deeds) => {
        const panel = playPanel();
        const count = counting();
        for (const [one, hasLifetime] of deeds) {
          if (one.kind === 'use') panel.use(one.bytes);
          else if (one.kind === 'reset') panel.reset();
          else if (one.kind === 'makeAnew') panel.makeAnew();
          else expect(count.take(panel.look(hasLifetime))).to.be.at.least(0);
          expect(count.bytes()).to.be.at.most(panel.given());
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('is all that was used where every reset was looked at before, without a counter of the whole life too', () => {
    const panel = playPanel();
    const count = counting();
    for (let day = 0; day < 30; day += 1) {
      panel.use(day * 7);
      count.take(panel.look(false));
      panel.reset();
      count.take(panel.look(day % 2 === 0 ? false : true));
    }
    expect(count.bytes()).to.equal(panel.given());
  });

  it('is nothing when a panel reports less than yesterday, and more again only above what was counted', () => {
    const panel = playPanel();
    const count = counting();
    panel.use(100);
    const backup = panel.look();
    panel.use(50);
    expect(count.take(panel.look())).to.equal(150);
    panel.restore(backup);
    expect(count.take(panel.look())).to.equal(0);
    panel.use(60);
    expect(count.take(panel.look())).to.equal(10);
  });

  it('begins where it first looks for subscriptions that are older than the counting, and at zero for others', () => {
    const panel = playPanel();
    panel.use(500);
    const [old, fresh] = [counting(null), counting()];
    expect([old.take(panel.look()), fresh.take(panel.look())]).to.deep.equal([0, 500]);
    panel.use(3);
    expect([old.take(panel.look()), fresh.take(panel.look())]).to.deep.equal([3, 3]);
  });

  it('takes an older account for old news, unless it is seen to be the one that is there', () => {
    const panel = playPanel();
    const count = counting();
    panel.use(70);
    const old = panel.look();
    panel.makeAnew();
    panel.use(5);
    const newer = panel.look();
    count.take(newer);
    expect(count.take({ ...old, lifetime_traffic_bytes: 900 })).to.equal(0);
    expect(count.take({ ...old, lifetime_traffic_bytes: 900 }, true)).to.equal(0);
    expect(count.take({ ...old, lifetime_traffic_bytes: 930 })).to.equal(30);
    expect(count.take(newer), 'what was counted of the newer one').to.equal(0);
  });

  it('does not count what names no account', () => {
    const count = counting();
    expect(count.take({ used_traffic_bytes: 5, lifetime_traffic_bytes: 5 })).to.equal(0);
    expect(count.take({ created_at: at(1), used_traffic_bytes: 5, lifetime_traffic_bytes: 5 })).to.equal(5);
  });
});
