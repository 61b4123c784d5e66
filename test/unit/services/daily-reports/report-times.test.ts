import { expect } from 'chai';
import { hourMs } from '#platform/units.js';
import { reportTimes } from '#services/daily-reports/report-times.js';

const timesAt = (at: string, time: string, zone: string) => {
  const { last, nextAt } = reportTimes(Date.parse(at), time, zone);
  return [new Date(last.at).toISOString(), last.day, new Date(nextAt).toISOString()];
};

describe('the times of a daily report', () => {
  it('are a time of day by the clocks of the bot, at which the day before is over', () => {
    const [earlier, today, tomorrow] = ['2026-11-28', '2026-11-29', '2026-11-30'].map(
      (day) => `${day}T06:30:00.000Z`,
    );
    expect(timesAt('2026-11-29T06:29:59.999Z', '10:00', 'Asia/Tehran')).to.eql([
      earlier,
      '2026-11-27',
      today,
    ]);
    expect(timesAt('2026-11-29T06:30:00Z', '10:00', 'Asia/Tehran')).to.eql([today, '2026-11-28', tomorrow]);
    expect(timesAt('2026-11-29T20:31:00Z', '10:00', 'Asia/Tehran')).to.eql([today, '2026-11-28', tomorrow]);
  });

  it('that clocks skip come as if they had not been changed, and those that come twice once', () => {
    const skipped = '2026-03-29T01:30:00.000Z';
    expect(timesAt('2026-03-29T01:00:00Z', '02:30', 'Europe/Berlin')).to.eql([
      '2026-03-28T01:30:00.000Z',
      '2026-03-27',
      skipped,
    ]);
    expect(timesAt(skipped, '02:30', 'Europe/Berlin').slice(0, 2)).to.eql([skipped, '2026-03-28']);
    const first = ['2026-10-25T00:30:00.000Z', '2026-10-24', '2026-10-26T01:30:00.000Z'];
    for (const at of ['2026-10-25T00:30:00Z', '2026-10-25T00:59:00Z', '2026-10-25T01:30:00Z'])
      expect(timesAt(at, '02:30', 'Europe/Berlin'), at).to.eql(first);
  });

  it('follow one another: a day each, none left out and none twice, whatever clocks do', () => {
    for (const zone of ['Europe/Berlin', 'Asia/Tehran', 'America/Sao_Paulo', 'Pacific/Chatham', 'UTC'])
      for (const time of ['00:00', '00:30', '02:30', '10:00', '23:59']) {
        // The year in which Iran put its clocks for the last time, with a leap day two years before it.
        let { last, nextAt } = reportTimes(Date.parse('2020-01-01T12:00:00Z'), time, zone);
        for (let count = 0; count < 1_200; count += 1) {
          const next = reportTimes(nextAt, time, zone);
          expect(next.last.at, `${zone} ${time} ${last.day}`).to.equal(nextAt);
          expect(Date.parse(next.last.day) - Date.parse(last.day)).to.equal(24 * hourMs);
          expect(reportTimes(nextAt - 1, time, zone).last, 'just before').to.eql(last);
          ({ last, nextAt } = next);
        }
      }
  });
});
