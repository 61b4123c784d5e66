import { expect } from 'chai';
import { shiftMonths, addDays, dayOf, daysBetween, dayStarts, startOfDay } from '#platform/calendar.js';

const iso = (at: number): string => new Date(at).toISOString();

describe('the calendar', () => {
  it('knows which day it is where', () => {
    const at = Date.parse('2026-03-01T21:00:00Z');
    expect(dayOf(at, 'UTC')).to.equal('2026-03-01');
    expect(dayOf(at, 'Asia/Tehran')).to.equal('2026-03-02');
    expect(dayOf(at, 'America/Los_Angeles')).to.equal('2026-03-01');
  });

  it('counts days over months, leap years and centuries', () => {
    expect(addDays('2024-02-28', 1)).to.equal('2024-02-29');
    expect(addDays('2026-03-01', -1)).to.equal('2026-02-28');
    expect(daysBetween('2024-01-01', '2025-01-01')).to.equal(366);
    expect(daysBetween('2026-01-02', '2026-01-01')).to.equal(-1);
  });

  it('counts months, also from the 31st and over leap days', () => {
    expect(shiftMonths('2026-03-31', -1)).to.equal('2026-02-28');
    expect(shiftMonths('2024-03-31', -1)).to.equal('2024-02-29');
    expect(shiftMonths('2024-02-29', -12)).to.equal('2023-02-28');
    expect(shiftMonths('2026-01-15', -3)).to.equal('2025-10-15');
    expect(shiftMonths('2026-11-30', 3)).to.equal('2027-02-28');
  });

  it('begins days at local midnight', () => {
    expect(iso(startOfDay('2026-03-01', 'UTC'))).to.equal('2026-03-01T00:00:00.000Z');
    expect(iso(startOfDay('2026-03-01', 'Asia/Tehran'))).to.equal('2026-02-28T20:30:00.000Z');
    expect(iso(startOfDay('2026-03-01', 'Pacific/Kiritimati'))).to.equal('2026-02-28T10:00:00.000Z');
  });

  it('begins days where clocks are put forward at midnight at 01:00, and where it comes twice at the first', () => {
    expect(iso(startOfDay('2021-03-22', 'Asia/Tehran'))).to.equal('2021-03-21T20:30:00.000Z');
    expect(iso(startOfDay('2021-09-22', 'Asia/Tehran'))).to.equal('2021-09-21T20:30:00.000Z');
    expect(iso(startOfDay('2023-11-05', 'America/Havana'))).to.equal('2023-11-05T04:00:00.000Z');
  });

  it('leaves no gap between days and no instant twice, over the changes of the clocks', () => {
    for (const zone of [
      'Asia/Tehran',
      'America/Havana',
      'Europe/Berlin',
      'Australia/Lord_Howe',
      'Asia/Gaza',
    ]) {
      const starts = dayStarts('2021-01-01', '2021-12-31', zone);
      expect(starts).to.have.length(366);
      starts.forEach((at, n) => {
        const day = addDays('2021-01-01', n);
        expect([dayOf(at, zone), dayOf(at - 1, zone)], `${zone} ${day}`).to.deep.equal([
          day,
          addDays(day, -1),
        ]);
      });
    }
  });

  it('goes on over a day that a place left out', () => {
    const starts = dayStarts('2011-12-29', '2011-12-31', 'Pacific/Apia').map(iso);
    expect(starts).to.deep.equal([
      '2011-12-29T10:00:00.000Z',
      '2011-12-30T10:00:00.000Z',
      '2011-12-30T10:00:00.000Z',
      '2011-12-31T10:00:00.000Z',
    ]);
  });
});
