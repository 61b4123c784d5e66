import { expect } from 'chai';
import { dayOfPersian, monthOfPersian } from '#platform/persian-calendar.js';

describe('months of the Persian calendar', () => {
  it('begin on the day that the calendar says, before and after a leap year', () => {
    for (const [day, month] of [
      ['2025-03-20', '1403-12'],
      ['2025-03-21', '1404-01'],
      ['2026-03-20', '1404-12'],
      ['2026-03-21', '1405-01'],
      ['2026-11-21', '1405-08'],
      ['2026-11-22', '1405-09'],
    ] as const)
      expect(monthOfPersian(day), day).to.equal(month);
  });

  it('hold the day with which they begin', () => {
    for (let month = 1; month <= 12; month += 1) {
      const day = dayOfPersian(1405, month, 1) ?? '';
      expect(monthOfPersian(day)).to.equal(`1405-${String(month).padStart(2, '0')}`);
      const before = new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
      expect(monthOfPersian(before)).not.to.equal(monthOfPersian(day));
    }
  });
});
