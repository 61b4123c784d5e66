import { expect } from 'chai';
import { endOfQuiet } from '#services/notices/quiet-hours.js';

describe('quiet hours', () => {
  for (const [what, zone, at, end] of [
    ['are over at nine after an evening', 'Asia/Tehran', '2026-06-10T22:00+03:30', '2026-06-11T09:00+03:30'],
    [
      'are over at nine after midnight',
      'Asia/Tehran',
      '2026-06-10T03:10:07.5+03:30',
      '2026-06-10T09:00+03:30',
    ],
    [
      'last to the end of the minute before nine',
      'Asia/Tehran',
      '2026-06-10T08:59:59+03:30',
      '2026-06-10T09:00+03:30',
    ],
    [
      'end by summer time when clocks go forward',
      'Europe/Berlin',
      '2026-03-28T23:00+01:00',
      '2026-03-29T09:00+02:00',
    ],
    ['end so too after the change', 'Europe/Berlin', '2026-03-29T03:30+02:00', '2026-03-29T09:00+02:00'],
    [
      'end by winter time when clocks go back',
      'Europe/Berlin',
      '2026-10-24T22:30+02:00',
      '2026-10-25T09:00+01:00',
    ],
    [
      'end so too in the hour that comes twice',
      'Europe/Berlin',
      '2026-10-25T02:30+01:00',
      '2026-10-25T09:00+01:00',
    ],
    [
      'follow a day that a month ends',
      'America/New_York',
      '2026-12-31T23:59-05:00',
      '2027-01-01T09:00-05:00',
    ],
  ] as const)
    it(what, () => {
      expect(endOfQuiet(Date.parse(at), zone)).to.equal(Date.parse(end));
    });

  it('are not by day: from nine to ten in the evening', () => {
    for (const at of ['09:00', '12:30', '21:59'])
      expect(endOfQuiet(Date.parse(`2026-06-10T${at}+03:30`), 'Asia/Tehran'), at).to.equal(undefined);
  });
});
