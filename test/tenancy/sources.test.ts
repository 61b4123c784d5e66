import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { isConstant } from './sql-constants.js';

/*
 * Reads the source tree for calls that could lead around the walls. Each rule lists the files that may; a file that
 * needs the call no more must leave the list. Limits: it reads text, so a call under another name passes; what such a
 * call could reach is tried in two-bots.test.ts and walls.test.ts. Benchmarks, the chaos harness and the sandbox are
 * left out: they never meet a real fleet's database.
 */
interface Rule {
  readonly what: string;
  readonly pattern: RegExp;
  readonly allowed: readonly string[];
}

const rules: readonly Rule[] = [
  {
    what: 'a statement on a connection',
    pattern: /\.query\(/,
    allowed: [
      'migrations/migrator.ts',
      'src/platform/database-session.ts',
      'src/platform/database-transaction.ts',
      'src/platform/database.ts',
      'src/tenancy/scope.ts',
    ],
  },
  {
    what: 'a connection of its own',
    pattern: /new (pg\.)?(Client|Pool|Sequelize)\(/,
    allowed: ['migrations/blockers.ts', 'migrations/migrator.ts', 'src/platform/database.ts'],
  },
  {
    what: 'a transaction outside tenant.db and asFleet',
    pattern: /\.begin\(|\.transaction\(|START TRANSACTION/,
    allowed: ['src/platform/database-transaction.ts', 'src/tenancy/scope.ts'],
  },
  {
    what: 'a change of role or bot',
    pattern: /\bset role\b|set_config\((?!'statement_timeout')|app\.bot_id/i,
    allowed: [
      'migrations/migrator.ts',
      'migrations/tenant-table.ts',
      'src/platform/database-session.ts',
      'src/platform/database-transaction.ts',
      'src/tenancy/scope.ts',
    ],
  },
  {
    what: 'a way around the guard',
    pattern: /\bunscoped\(|hooks: false[,} ]|useCLS|bindScopes\(|installGuard\(|Model\.sequelize/,
    allowed: ['src/models/index.ts', 'src/tenancy/guard.ts', 'src/tenancy/scope.ts'],
  },
  {
    // Each asks with a token that the fleet has, or lets it through the gate first (services/bots/identify-bot.ts): Telegram
    // grants an address only so many tokens that it does not know.
    what: 'a call of the Bot API',
    pattern: /\bcallTelegram[<(]/,
    allowed: [
      'src/gateways/telegram-stars/call-bot.ts',
      'src/ingress/pollers/poll-loop.ts',
      'src/platform/telegram/client.ts',
      'src/platform/telegram/download-file.ts',
      'src/services/bots/change-bot.ts',
      'src/services/bots/identify-bot.ts',
      'src/services/onboarding/test-bot.ts',
      'src/workers/ask-as-bot.ts',
      'src/workers/handlers/bot-connect.ts',
      'src/workers/handlers/message-send.ts',
      'src/workers/handlers/payment-pre-checkout.ts',
    ],
  },
  {
    what: 'an address with a token of Telegram in it',
    pattern: /\/bot\$\{/,
    allowed: ['src/platform/telegram/client.ts', 'src/platform/telegram/download-file.ts'],
  },
  {
    what: 'a drop or truncate',
    pattern: /\btruncate\b|\bdrop (table|policy|trigger|function)\b/i,
    allowed: [
      'migrations/012-forget-bot.ts',
      'migrations/095-devices-above-limit.ts',
      'migrations/120-fleet-life.ts',
      'migrations/155-bot-rates.ts',
      'migrations/170-sealed-cards.ts',
      'migrations/182-card-payments.ts',
      'migrations/188-card-reviews.ts',
      'migrations/220-autopay.ts',
      'migrations/240-daily-reports.ts',
      'migrations/200-expiry.ts',
      'migrations/260-agreements.ts',
      'migrations/270-promo-groups.ts',
      'migrations/278-referrals.ts',
      'migrations/283-personal-offers.ts',
      'migrations/281-campaigns.ts',
      'migrations/287-partners.ts',
      'migrations/tenant-table.ts',
      'scripts/fuzz/values.ts',
      'src/tenancy/guard.ts',
    ],
  },
  {
    what: 'rows of all bots',
    pattern: /\basFleet[(<]/,
    allowed: [
      'scripts/after-restore.ts',
      'scripts/list-bots.ts',
      'scripts/rotate-app-secret.ts',
      'src/jobs/relay-outbox.ts',
      'src/jobs/settle-outbox.ts',
      'src/services/bots/change-bot.ts',
      'src/services/cards/seal-open-cards.ts',
      'src/services/access/operator-tokens.ts',
      'src/services/access/ensure-master-token.ts',
      'src/services/notices/mark-token-revoked.ts',
      'src/services/daily-reports/enqueue-due.ts',
      'src/services/expiry/enqueue-due.ts',
      'src/services/personal-offers/enqueue-due.ts',
      'src/services/blacklist/enqueue-due.ts',
      'src/services/gifts/enqueue-due.ts',
      'src/services/maintenance/enqueue-left.ts',
      'src/services/maintenance/follow-panel.ts',
      'src/services/maintenance/look-at-panel.ts',
      'src/services/servers/look-at-nodes.ts',
      'src/services/servers/seen-nodes.ts',
      'src/services/notices/take-notice.ts',
      'src/services/people/enqueue-channel-checks.ts',
      'src/services/people/enqueue-idle.ts',
      'src/services/onboarding/create-bot.ts',
      'src/services/onboarding/ensure-master-bot.ts',
      'src/services/audits/enqueue-audits.ts',
      'src/services/payments/agreements/enqueue-agreements.ts',
      'src/services/payments/enqueue-due.ts',
      'src/services/payments/find-lost.ts',
      'src/services/payments/poll-rates.ts',
      'src/services/payments/sweep-stars.ts',
      'src/services/subscriptions/autopay-due.ts',
      'src/services/tickets/look-at-due.ts',
      'src/services/provision/enqueue-due-devices.ts',
      'src/services/provision/enqueue-forgotten.ts',
      'src/services/bots/publish-bot.ts',
      'src/services/reconcile/walk-panel.ts',
      'src/services/reconcile/watch-squads.ts',
      'src/services/stores/adopt-fleet.ts',
      'src/services/stores/begin-life.ts',
      'src/services/stores/find-sent.ts',
      'src/services/stores/heal-stores.ts',
      'src/services/stores/join-fleet.ts',
      'src/tenancy/scope.ts',
      'src/workers/handlers/admin-request.ts',
      'src/workers/handlers/fleet-clean-up.ts',
      'src/workers/handlers/fleet-connect-bots.ts',
      'src/workers/handlers/fleet-expire-orders.ts',
      'src/workers/handlers/fleet-watch-billing.ts',
    ],
  },
];

/** Why code crosses from bot to bot: the audit list. */
const reasons = [
  'adopt the id of the fleet',
  'begin a new life',
  'change the operator tokens',
  'claim a look at the panel',
  'count the payouts that are open',
  'create a bot',
  'delete a bot',
  'find agreements that are due',
  'find black lists to read',
  'find bots that sell for Stars',
  'find bots to connect',
  'find bots whose account with the fleet is to be settled',
  'find bots whose accounts the panel lacks',
  'find bots whose daily report is due',
  'find bots whose idle people are looked for',
  'find bots whose money is to be audited',
  'find bots with much history',
  'find devices above their limit',
  'find gateways whose lists of paid payments are looked at',
  'find gifts whose time has come',
  'find messages that were sent',
  'find offers that are sent or end',
  'find orders to expire',
  'find payments to ask about',
  'find people who wait for the end of maintenance',
  'find sources of rates to ask',
  'find subscriptions to renew',
  'find subscriptions whose time has come',
  'find the master bot',
  'find tickets whose time has come',
  'find trials whose channel is looked at',
  'find what the panel has not taken over',
  'hand out accounts of the panel',
  'keep the master token',
  'keep what the panel told of its servers',
  'list the bots',
  'mark a revoked token',
  'note a beat of the fleet',
  'note a look at the panel',
  'publish the directory',
  'publish the operator tokens',
  'raise the numbers',
  'read how far the panel was walked',
  'read the life of the fleet',
  'read the operator tokens',
  'read the servers of the panel',
  'relay the outbox',
  'remove old marks',
  'rename a bot',
  'renew the master token',
  'replace a bot token',
  'rotate APP_SECRET',
  'run an admin request about the fleet',
  'seal cards that lie open',
  'settle the outbox',
  'switch a bot',
  'tell bots of squads that the panel removed',
  'tell of a bot in the master bot',
  'turn automatic maintenance',
];

const root = path.resolve(import.meta.dirname, '../..');

function filesIn(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join(folder, name))
    .filter((name) => name.endsWith('.ts') && !/^scripts\/(bench|chaos|sandbox)\//.test(name));
}

/** The code of a file without its comments. */
const codeOf = (file: string): string =>
  readFileSync(path.join(root, file), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '');

describe('the source tree', () => {
  const sources = ['src', 'scripts', 'migrations']
    .flatMap(filesIn)
    .map((file) => ({ file, code: codeOf(file) }));

  it('is read as a whole', () => expect(sources.length).to.be.above(100));

  for (const { what, pattern, allowed } of rules)
    it(`has ${what} only in the files that may`, () => {
      const found = sources.filter(({ code }) => pattern.test(code)).map(({ file }) => file);
      expect(found.sort()).to.deep.equal([...allowed].sort());
    });

  it('gives asFleet only literal reasons, and all of them are on the audit list', () => {
    const calls = sources.flatMap(({ file, code }) =>
      file === 'src/tenancy/scope.ts' ? [] : [...code.matchAll(/asFleet(?:<[^(]*>)?\(\s*([^,]*),/g)],
    );
    const given = calls.map(([, reason]) => reason?.trim() ?? '');
    expect(given.filter((reason) => !/^'[^']+'$/.test(reason))).to.deep.equal([]);
    expect([...new Set(given.map((reason) => reason.slice(1, -1)))].sort()).to.deep.equal(reasons);
  });

  it('keeps PostgreSQL out of the process that faces the network', () => {
    const strangers = sources.filter(
      ({ file, code }) =>
        file.startsWith('src/ingress/') &&
        /from '(#(models|services|bot|workers|tenancy)\/|#platform\/database|pg|sequelize)/.test(code),
    );
    expect(strangers.map(({ file }) => file)).to.deep.equal([]);
  });

  it('builds no SQL from values: what is put into a statement is a constant of its file', () => {
    const loose = sources
      .filter(({ file }) => file.startsWith('src/') && !file.startsWith('src/platform/'))
      .flatMap(({ file, code }) =>
        [
          ...code.matchAll(/`\s*(?:select|insert into|update \S+ set|delete from|with \w+ as)\b[^`]*`/gi),
        ].flatMap(([text]) =>
          [...text.matchAll(/\$\{([^}]*)\}/g)].map(([, name]) => `${file}: ${String(name)}`),
        ),
      );
    expect(loose.filter((place) => !isConstant(place))).to.deep.equal([]);
  });
});
