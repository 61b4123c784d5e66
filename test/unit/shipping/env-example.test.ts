import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { envSchema } from '#env/env.js';

/** Passwords of the two servers that only docker-compose.yml starts. */
const composeOnly = ['POSTGRES_PASSWORD', 'REDIS_PASSWORD'];
const names = Object.keys(envSchema.shape);

describe('.env.example', () => {
  const text = readFileSync('.env.example', 'utf8');
  const lines = [...text.matchAll(/^(# )?([A-Z][A-Z0-9_]+)=(.*)$/gm)].map(([, mark, name, value]) => ({
    isDefault: mark !== undefined,
    name: name ?? '',
    value: value ?? '',
  }));

  it('names every variable of the schema once, and no other', () => {
    expect(lines.map(({ name }) => name).sort()).to.deep.equal([...names, ...composeOnly].sort());
  });

  it('shows the default of each variable that has a fixed one', () => {
    const needed = { DATABASE_URL: 'postgres://x', REDIS_URL: 'redis://x', APP_SECRET: 'x'.repeat(32) };
    const textOf = (value: unknown): string =>
      typeof value === 'object' && value !== null
        ? Object.values(value).join(',')
        : String(value as string | number | boolean | undefined);
    const defaults = Object.entries(envSchema.parse(needed))
      .filter(([name, value]) => !(name in needed) && textOf(value) !== '')
      .map(([name, value]) => [name, textOf(value)]);
    const shown = lines.filter(({ isDefault }) => isDefault).map(({ name, value }) => [name, value]);
    expect(Object.fromEntries(shown)).to.deep.equal(
      Object.fromEntries(defaults.filter(([, value]) => value !== 'undefined')),
    );
  });

  it('explains each variable and holds no value of its own', () => {
    const bare = lines.filter(({ isDefault, value }) => !isDefault && value !== '');
    expect(bare).to.deep.equal([]);
    const blocks = text.split('\n\n').filter((block) => /^(# )?[A-Z][A-Z0-9_]+=/m.test(block));
    expect(blocks.filter((block) => !/^# [A-Za-z]+[^=\n]* /.test(block))).to.deep.equal([]);
  });
});

describe('running.json', () => {
  it('shares only variables of the schema, and none that opens a bot or the admin API', async () => {
    const module = (await import('../../../scripts/embedded/running-file.mjs' as string)) as {
      SHARED_VARIABLES: string[];
    };
    expect(module.SHARED_VARIABLES.filter((name) => !names.includes(name))).to.deep.equal([]);
    expect(module.SHARED_VARIABLES).to.include.members(['DATABASE_URL', 'REDIS_URL', 'APP_SECRET']);
    expect(module.SHARED_VARIABLES.filter((name) => /TOKEN$/.test(name))).to.deep.equal([]);
  });
});
