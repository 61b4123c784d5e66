import { expect } from 'chai';
import { shorten } from '#services/access/shorten.js';
import { writeAudit } from '#services/access/write-audit.js';
import type { Tx } from '#tenancy/scope.js';
import { patience } from '../../../support/patience.js';

const most = { text: 10, things: 3, levels: 3, bytes: 200 };

describe('what is shortened', () => {
  it('stays as it is while it is small', () => {
    const small = { name: 'short', list: [1, null, true], at: new Date(0) };
    expect(shorten(small, most)).to.deep.equal(small);
  });

  it('says where something was left out', () => {
    expect(shorten('a long text', most)).to.equal('a long tex…');
    expect(shorten([1, 2, 3, 4, 5], most)).to.deep.equal([1, 2, 3, '… 2']);
    expect(shorten({ a: 1, b: 2, c: 3, d: 4 }, most)).to.deep.equal({ a: 1, b: 2, c: 3, '…': '…' });
    expect(shorten([[[[1]]]], most)).to.deep.equal([[['…']]]);
  });

  it('is no larger than it may be, whatever it was', () => {
    const wide = Object.fromEntries(
      Array.from({ length: 1_000 }, (_, n) => [`field ${n}`, 'x'.repeat(1_000)]),
    );
    const all = { text: 250, things: 40, levels: 6, bytes: 4_096 };
    for (const value of [wide, Array(1_000).fill(wide), { a: { b: wide } }])
      expect(JSON.stringify(shorten(value, all)).length).to.be.below(2 * all.bytes);
  });
});

describe('an entry of the audit log', () => {
  const written: unknown[][] = [];
  const tx = {
    withCommit: (_: string, values: unknown[]) => void written.push(values),
  } as unknown as Tx;
  const actor = { kind: 'token', id: '1', name: null } as const;
  const entryOf = (before: unknown, after: unknown) => {
    writeAudit(tx, '7', { actor, action: 'config.put', before, after });
    const [was, is] = (written.at(-1) ?? []).slice(6, 8) as (string | null)[];
    return [was, is].map((json) => (json ? (JSON.parse(json) as unknown) : json));
  };

  it('has the fields that differ, and no others', () => {
    expect(entryOf({ id: '1', name: 'a', old: 1 }, { id: '1', name: 'b', fresh: 2 })).to.deep.equal([
      { name: 'a', old: 1 },
      { name: 'b', fresh: 2 },
    ]);
    expect(entryOf(undefined, { id: '1' })).to.deep.equal([null, { id: '1' }]);
    expect(entryOf({ id: '1' }, null)).to.deep.equal([{ id: '1' }, null]);
  });

  it('has no half of a secret that the cut went through', () => {
    const secret = `123456789:${'S'.repeat(35)}`;
    for (let at = 180; at < 420; at += 3) {
      const [, after] = entryOf(null, `${'.'.repeat(at)}${secret} and more ${'.'.repeat(500)}`);
      expect(String(after), `at ${at}`).to.not.include('SSSSS');
    }
  });

  it('costs milliseconds and some kilobytes, however long the texts that are changed', () => {
    const texts = (sign: string) =>
      Object.fromEntries(['fa', 'en', 'ru'].map((language) => [language, sign.repeat(60_000)]));
    const startedAt = performance.now();
    for (let n = 0; n < 24; n += 1) entryOf(texts('a'), texts('b'));
    expect(performance.now() - startedAt, '24 settings').to.be.below(200 * patience);
    expect(JSON.stringify(written.at(-1)).length).to.be.below(5_000);
  });
});
