import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';

const comparison = /[<>]=?\s*clock_timestamp\(\)|clock_timestamp\(\)(?:\s*[-+]\s*[^,;<>`]{1,60})?[<>]/g;
/** An instant that the product waits for, set to this very moment. */
const justNow =
  /\b(?:autopay|channel_look|check|devices_due|due|ends|expires|next|reminder_due|repeat_check|traffic_alarm|word)_at = now\(\)(?! [-+])|\b(?:check|repeat|valid)_until = now\(\)(?! [-+])|\bnot_before = now\(\)(?! [-+])/g;

/** What `pattern` finds in the TypeScript of a folder, each with its file. */
const said = (folder: string, pattern: RegExp, ending = '.ts'): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .flatMap((name) =>
      [...readFileSync(path.join(folder, name), 'utf8').matchAll(pattern)].map(
        ([words]) => `${name}: ${words}`,
      ),
    );

describe('statements that compare an instant with the time', () => {
  it('take that of their transaction, by which an index can be entered; the clock moves while they run', () => {
    expect(said('src', comparison)).to.deep.equal([]);
  });

  it('and all others ask the clock of the platform, which tests move: none makes an instant of its own', () => {
    expect(said('src', /new Date\(\)/g)).to.deep.equal([]);
  });

  it('of tests are no instants of the moment in which the file was read, which may be long ago', () => {
    const inTable = /^ {2}\w+: new Date\(Date\.now\(\) [-+]/gm;
    const atTop = /^(?:export )?const \w+ = (?:new Date\(\)|Date\.now\(\)|now\(\))/gm;
    expect([...said('test', atTop), ...said('test', inTable, '.test.ts')]).to.deep.equal([]);
  });

  it('of tests take no day or month of today from UTC, which for hours is another one where the bot is', () => {
    const ofToday = /new Date\(\)\.toISOString\(\)\.slice\(0, ?(?:4|7|10)\)/g;
    expect(said('test', ofToday)).to.deep.equal([]);
    expect(['new Date().toISOString()', '.slice(0, 7)'].join('')).to.match(ofToday);
  });

  it('that a test lets come is a second over: PostgreSQL keeps microseconds, the clock of the platform milliseconds', () => {
    expect(said('test', justNow, '.test.ts')).to.deep.equal([]);
    const set = (time: string): string => `set repeat_check_at = ${time}`;
    expect(set('now() where').match(justNow)).to.have.length(1);
    expect(set("now() - interval '1 second'").match(justNow)).to.equal(null);
  });

  it('are found', () => {
    for (const words of [
      'expires_at <= clock_timestamp()',
      "updated_at < clock_timestamp() - interval '1 second'",
      "clock_timestamp() - interval '1 second' > updated_at",
    ])
      expect(words.match(comparison), words).to.have.length(1);
    for (const words of [
      'set updated_at = clock_timestamp()',
      "set check_at = greatest(check_at, clock_timestamp() + interval '10 seconds')",
    ])
      expect(words.match(comparison), words).to.equal(null);
  });
});
