import { expect } from 'chai';
import { isOfEarlierLife, lifeOf } from '#jobs/fleet-life.js';
import { mostLostBeats, sealOf, type FleetRecord } from '#directory/fleet-record.js';
import { watchRecord } from '#directory/watch-record.js';
import { openVault } from '#platform/secrets.js';

const job = (outboxId?: string, failedAt?: number) => ({
  payload: {},
  offered_at: 0,
  ...(outboxId !== undefined && { outbox_id: outboxId }),
  ...(failedAt !== undefined && { failed_at: failedAt }),
});

describe('a job of an earlier life of the fleet', () => {
  it('is told by the number of its row', () => {
    expect(['1', '999999999999', '1000000000000', '3000000000007'].map(lifeOf)).to.deep.equal([0, 0, 1, 3]);
  });

  it('is not done any more, unless no row owed it or a person wants it anew', () => {
    const cases: [ReturnType<typeof job>, number, boolean][] = [
      [job('17'), 0, false],
      [job('17'), 1, true],
      [job('1000000000001'), 1, false],
      [job('1000000000001'), 2, true],
      [job(), 2, false],
      [job('17', 1_700_000_000_000), 2, false],
    ];
    for (const [data, life, expected] of cases) expect(isOfEarlierLife(data, life)).to.equal(expected);
  });
});

describe('what Redis says of the fleet while a process works', () => {
  const vault = openVault('a secret of the tests, long enough for it');
  const record = (values: Partial<FleetRecord> = {}): FleetRecord => {
    const fleet = values.fleet ?? 'aaaaaaaa-0000';
    return {
      fleet,
      life: 2,
      redis: 'r',
      beat: 100,
      at: 0,
      name: '@shop',
      seal: sealOf(vault, fleet),
      ...values,
    };
  };
  const member = { fleet: 'aaaaaaaa-0000', life: 2 };

  it('lets a worker go on in its fleet and life, also while Redis is empty or a replica lagged', () => {
    const look = watchRecord(vault, member);
    for (const seen of [record(), undefined, record({ beat: 101 }), record({ beat: 101 - mostLostBeats })])
      expect(look(seen)).to.equal(undefined);
  });

  it('ends a worker in another life or fleet, after a halt, and when Redis has become older', () => {
    const cases: [FleetRecord, RegExp][] = [
      [record({ life: 3 }), /new life/],
      [record({ fleet: 'bbbbbbbb-0000' }), /fleet bbbbbbbb \(@shop\)/],
      [record({ halt: 'they do not fit' }), /^they do not fit$/],
      [record({ beat: 99 - mostLostBeats }), /restored from a backup/],
    ];
    for (const [seen, line] of cases) {
      const look = watchRecord(vault, member);
      look(record());
      expect(look(seen)).to.match(line);
    }
  });

  it('asks of a process without a database no more than the same APP_SECRET', () => {
    const look = watchRecord(vault);
    for (const seen of [
      record({ life: 9, halt: 'x', beat: 1 }),
      undefined,
      record({ fleet: 'cccccccc-0000' }),
    ])
      expect(look(seen)).to.equal(undefined);
    expect(look(record({ seal: 'of another secret' }))).to.match(
      /fleet aaaaaaaa \(@shop\).*another APP_SECRET/,
    );
  });
});
