import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';

/*
 * What a subscription gives is written in one file, and who pays for it is known in one. Reads the source tree: another
 * statement that sets one of these columns, or another way to the statements, is a way to service for nothing.
 */
const root = path.resolve(import.meta.dirname, '../../../..');
const columns = [
  ...['traffic_limit_gb', 'device_limit', 'base_traffic_gb', 'base_device_limit', 'ends_at', 'squads'],
  ...['traffic_reset', 'plan_id', 'value_toman', 'value_until'],
];
const attributes = columns.map((name) =>
  name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
);

const codeOf = (file: string): string =>
  readFileSync(path.join(root, file), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '');
const sources = ['src', 'scripts']
  .flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
      path.posix.join(folder, name),
    ),
  )
  .filter((name) => name.endsWith('.ts') && !/^scripts\/(bench|chaos|sandbox)\//.test(name))
  .map((file) => ({ file, code: codeOf(file) }));
const filesWhere = (test: (code: string) => boolean): string[] =>
  sources.filter(({ code }) => test(code)).map(({ file }) => file);

/** The statements of a file that write rows of a table, each up to its `where`. */
const writesTo = (table: string, code: string): string[] =>
  [
    ...code.matchAll(
      new RegExp(
        `(update ${table}\\b[^\`]*?\\bset\\b[^\`]*?(\\bwhere\\b|\`))|(insert into ${table}\\b[^\`]*)`,
        'g',
      ),
    ),
  ].map(([text]) => text);

describe('what a subscription gives', () => {
  it('is written by one file', () => {
    const isSet = (text: string): boolean =>
      text.startsWith('insert') || columns.some((name) => new RegExp(`[\\s,]${name} =`).test(text));
    expect(filesWhere((code) => writesTo('subscriptions', code).some(isSet))).to.deep.equal([
      'src/services/orders/write-subscription.ts',
    ]);
    const byModel = new RegExp(
      `Subscription\\.(create|bulkCreate|update|upsert)\\(|ubscription\\.(update|set)\\(\\{[^}]*\\b(${attributes.join('|')})\\b`,
    );
    expect(
      filesWhere((code) => byModel.test(code)),
      'by a model',
    ).to.deep.equal([]);
  });

  it('on top of its plan is written by one file, which only that one uses', () => {
    expect(filesWhere((code) => writesTo('subscription_addons', code).length > 0)).to.deep.equal([
      'src/services/orders/write-addons.ts',
    ]);
    expect(
      filesWhere((code) => /SubscriptionAddon\.(create|bulkCreate|update|destroy)\(/.test(code)),
    ).to.deep.equal([]);
    expect(filesWhere((code) => code.includes("/write-addons.js'"))).to.deep.equal([
      'src/services/orders/write-subscription.ts',
    ]);
  });

  it('is reached through who pays, or by taking back what was paid', () => {
    expect(filesWhere((code) => /import \{[^}]*\bwriteSubscription\b[^}]*\}/.test(code))).to.deep.equal([
      'src/services/orders/take-back.ts',
      'src/services/orders/widen-subscription.ts',
    ]);
    expect(filesWhere((code) => /import \{[^}]*\bwidenSubscription\b[^}]*\}/.test(code))).to.deep.equal([
      'src/services/orders/give-free.ts',
      'src/services/orders/settle-order.ts',
    ]);
  });

  it('begins at zero again only where that is paid', () => {
    expect(filesWhere((code) => /traffic_reset_wanted_at = clock_timestamp\(\)/.test(code))).to.deep.equal([
      'src/services/provision/request-sync.ts',
    ]);
    expect(filesWhere((code) => /import \{[^}]*\brequestTrafficReset\b[^}]*\}/.test(code))).to.deep.equal([
      'src/services/orders/write-subscription.ts',
    ]);
  });

  it('runs again only by that file: nobody else makes a subscription active', () => {
    const isActivated = (text: string): boolean =>
      /[\s,]status = ('active'|\$\d|case)/.test(text) && !text.includes("then 'expired' else s.status");
    expect(filesWhere((code) => writesTo('subscriptions', code).some(isActivated))).to.deep.equal([
      'src/services/orders/write-subscription.ts',
    ]);
  });
});
