import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import { contextValue } from '#platform/run-context.js';

describe('a context value', () => {
  const colour = contextValue<string>();
  const size = contextValue<number>();
  const seen = () => [colour.get(), size.get()];

  it('is there inside, after an await too, and nowhere else', async () => {
    const inside = colour.run('red', async () => {
      await setImmediate();
      return seen();
    });
    expect(seen()).to.deep.equal([undefined, undefined]);
    expect(await inside).to.deep.equal(['red', undefined]);
    expect(seen()).to.deep.equal([undefined, undefined]);
  });

  it('leaves the others as they are, and what is outside as it was', () => {
    const runs = colour.run('red', () => {
      const inner = size.run(3, () => [seen(), colour.run('blue', seen), seen()]);
      return [...inner, seen()];
    });
    expect(runs).to.deep.equal([
      ['red', 3],
      ['blue', 3],
      ['red', 3],
      ['red', undefined],
    ]);
  });

  it('is not mixed up by work that goes on at the same time', async () => {
    const sizes = [1, 2, 3];
    const found = await Promise.all(
      sizes.map((one) =>
        size.run(one, async () => {
          await setImmediate();
          await setImmediate();
          return size.get();
        }),
      ),
    );
    expect(found).to.deep.equal(sizes);
  });

  it('has one storage for all of them: each more costs every promise', () => {
    const found = readdirSync('src', { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .filter((name) => /new AsyncLocalStorage\b/.test(readFileSync(path.join('src', name), 'utf8')));
    expect(found).to.deep.equal(['platform/run-context.ts']);
  });

  it('is gone when the work throws', () => {
    const fails = () =>
      colour.run('red', () => {
        throw new Error('a bug');
      });
    expect(fails).to.throw('a bug');
    expect(colour.get()).to.equal(undefined);
  });
});
