import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { standardBodyBytes } from '#api/endpoint.js';
import { boundsFor, leastBytesOfChange } from '#jobs/requests/rate-limit.js';
import { mostKeptBytes, mostWaitingBytes } from '#jobs/requests/room.js';
import { allModels } from '../support/models/index.js';
import { botBounds } from '#platform/bounds.js';
import { agedRows, excessRows } from '../../src/workers/retention.js';
import { removeStale } from '../../src/workers/sweep-conversations.js';

const file = path.resolve(import.meta.dirname, '../../docs/operations.md');
const migrations = path.resolve(import.meta.dirname, '../../migrations');
const [, section = ''] =
  /## What can grow, and how far\n([\s\S]*?)\n## /.exec(readFileSync(file, 'utf8')) ?? [];

interface Entry {
  readonly tables: readonly string[];
  readonly cells: readonly string[];
}

const entries: readonly Entry[] = section
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
  .map(([names = '', ...cells]) => ({
    tables: [...names.matchAll(/`(\w+)`/g)].map(([, name]) => name ?? ''),
    cells,
  }));
const entryOf = (table: string): string =>
  entries.find(({ tables }) => tables.includes(table))?.cells.join(' ') ?? '';

describe('what tenants and buyers can make grow', () => {
  it('is every table, each with who does it, how far, and when its rows go', () => {
    const tables = readdirSync(migrations).flatMap((name) =>
      [...readFileSync(path.join(migrations, name), 'utf8').matchAll(/Table\(run, \{\s*name: '(\w+)'/g)].map(
        ([, table]) => table,
      ),
    );
    expect(tables).to.have.lengthOf(allModels.length);
    expect(
      entries.flatMap(({ tables: named }) => named),
      'docs/operations.md',
    ).to.have.members(tables);
    for (const { tables: named, cells } of entries) {
      expect(cells, named.join()).to.have.lengthOf(3);
      for (const cell of cells) expect(cell, named.join()).to.match(/\w/);
    }
  });

  it('has the bounds that hold', () => {
    const said: Readonly<Record<string, number>> = {
      bot_admins: botBounds.admins,
      bot_configurations: botBounds.settingBytes,
      bot_feature_flags: botBounds.featureBytes,
      bot_plans: botBounds.plans,
      campaigns: botBounds.campaigns,
      tenant_payment_cards: botBounds.cards,
      orders: botBounds.openOrdersOfPerson,
      canned_answers: botBounds.cannedAnswers,
    };
    for (const [table, most] of Object.entries(said))
      expect(entryOf(table), table).to.match(new RegExp(`\\b${most}\\b`));
    const { ticketsADay, ticketMessagesAMinute, messagesOfTicket } = botBounds;
    expect(entryOf('tickets')).to.include(
      `${ticketsADay} tickets a day and ${ticketMessagesAMinute} messages a minute of a person; ${messagesOfTicket} messages`,
    );
    expect(entryOf('api_tokens')).to.include(
      `${botBounds.liveTokens} a bot that work, ${botBounds.endedTokens} that ended`,
    );
    const { perMinute, botPerMinute, botBytesPerMinute, botChangesPerDay } = boundsFor(600);
    for (const most of [
      perMinute,
      botPerMinute,
      botBytesPerMinute,
      botChangesPerDay,
      standardBodyBytes,
      leastBytesOfChange,
      mostWaitingBytes,
      mostKeptBytes,
    ])
      expect(section).to.match(new RegExp(`\\b${most}\\b`));
  });

  it('goes as it says', () => {
    const removals = [...[...agedRows, ...excessRows].map(({ statement }) => statement), removeStale];
    for (const statement of removals) {
      const table = /(?:delete from|update) (\w+)/.exec(statement)?.[1] ?? '';
      const [, amount, unit] = /interval '(\d+) (\w+)'/.exec(statement) ?? [];
      const bound = /(?:offset|place >) (\d+)/.exec(statement)?.[1];
      if (amount) expect(entryOf(table), table).to.include(`${amount} ${unit}`);
      if (bound) expect(entryOf(table), table).to.include(bound);
      for (const [, bytes] of statement.matchAll(/bytes > (\d+)/g))
        expect(entryOf(table), table).to.include(`${Number(bytes) / 1_048_576} MB`);
    }
    // And the other way round: what goes by its age is removed by a statement, or with a row that is.
    for (const { tables, cells } of entries) {
      const gone = cells.at(-1) ?? '';
      const ages = [...gone.matchAll(/\b(\d+ (?:hours?|days))\b/g)].map(([, age = '']) => age);
      const own = removals.filter((text) =>
        tables.includes(/(?:delete from|update) (\w+)/.exec(text)?.[1] ?? ''),
      );
      if (ages.length > 0)
        expect(
          ages.filter((age) => own.some((text) => text.includes(`interval '${age}'`))),
          tables.join(),
        ).to.not.eql([]);
      if (ages.length === 0)
        expect(gone, tables.join()).to.match(/never|when (deleted|removed|reset|revoked)|with (its|the) /);
    }
  });
});
