import { expect } from 'chai';
import fc from 'fast-check';
import { spellTimeZone, timeZoneName } from '#platform/time-zone.js';

const odd = [
  ['aSIA/teHRAN', 'Asia/Tehran'],
  ['asia/kolkata', 'Asia/Kolkata'],
  ['EUROPE/KYIV', 'Europe/Kyiv'],
  ['america/port-au-prince', 'America/Port-au-Prince'],
  ['antarctica/mcmurdo', 'Antarctica/McMurdo'],
  ['Iran', 'Asia/Tehran'],
  ['utc', 'UTC'],
] as const;

describe('names of time zones', () => {
  it('have one spelling, however they are written', () => {
    for (const [written, spelt] of odd) expect(spellTimeZone(written), written).to.equal(spelt);
    const names = [...Intl.supportedValuesOf('timeZone'), ...odd.map(([, spelt]) => spelt)];
    const mixed = fc.constantFrom(...names).chain((name) =>
      fc.array(fc.boolean(), { minLength: name.length, maxLength: name.length }).map((upper) => ({
        name,
        written: [...name].map((sign, at) => (upper[at] ? sign.toUpperCase() : sign.toLowerCase())).join(''),
      })),
    );
    fc.assert(
      fc.property(mixed, ({ name, written }) => {
        const spelt = spellTimeZone(written);
        expect(spelt).to.equal(spellTimeZone(name));
        expect(spellTimeZone(spelt ?? '')).to.equal(spelt);
        const at = (timeZone: string) =>
          new Intl.DateTimeFormat('en', { timeZone, timeStyle: 'full' }).format(0);
        expect(at(spelt ?? '')).to.equal(at(name));
      }),
      { numRuns: 300 },
    );
  });

  it('are refused where there is no such zone', () => {
    for (const name of ['Asia/Nowhere', '', 'x; drop', `Asia/${'x'.repeat(100)}`])
      expect(timeZoneName.safeParse(name).error?.issues.length, name).to.equal(1);
  });
});
