import { expect } from 'chai';
import { dayMs } from '#platform/units.js';
import { createPanel } from '../../../scripts/sandbox/panel.js';

describe('the jobs of the stand-in for the panel', () => {
  const panel = createPanel();
  const events: string[] = [];
  panel.world.onEvent = ({ event }) => void events.push(event);

  it('resets traffic by the calendar: each day, on Mondays, on the 1st, and on the day of making', async () => {
    const at = Date.UTC(2027, 2, 15, 12) - Date.now();
    const before = (months: number, days: number): string =>
      new Date(Date.UTC(2027, 2 - months, 16 - days)).toISOString();
    const strategies = ['NO_RESET', 'DAY', 'WEEK', 'MONTH', 'MONTH_ROLLING'] as const;
    const add = (username: string, trafficLimitStrategy: string, createdAt = before(1, 3)) =>
      panel.addAccount({
        username,
        trafficLimitStrategy,
        createdAt,
        usedTrafficBytes: 7,
        expireAt: '2030-01-01T00:00:00.000Z',
        status: 'DISABLED',
      });
    panel.world.clockAheadMs = at;
    for (const strategy of strategies) add(strategy, strategy);
    add('two months ago', 'MONTH_ROLLING', before(2, 0));
    add('made today', 'MONTH_ROLLING', before(0, 0));
    const limited = add('limited', 'DAY');
    limited.status = 'LIMITED';
    const zero = (): string[] =>
      panel
        .accounts()
        .filter(({ usedTrafficBytes }) => usedTrafficBytes === 0)
        .map(({ username }) => username);
    panel.passTime(dayMs);
    expect(zero()).to.eql(['DAY', 'two months ago', 'limited']);
    expect(limited.status).to.equal('ACTIVE');
    expect(events, 'the others are not told of').to.eql(['user.enabled']);
    panel.passTime(6 * dayMs);
    expect(zero()).to.include('WEEK').and.not.include('MONTH');
    panel.passTime(11 * dayMs);
    expect(zero()).to.include('MONTH').and.not.include.members(['NO_RESET', 'made today']);
    const last = add('of a 31st', 'MONTH_ROLLING', '2027-01-31T10:00:00.000Z');
    panel.passTime(29 * dayMs);
    expect(last.usedTrafficBytes, 'on the 30th of April').to.equal(0);
  });
});
