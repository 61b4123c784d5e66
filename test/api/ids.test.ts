import { expect } from 'chai';
import { isWrite, type Endpoint } from '#api/endpoint.js';
import { endpoints } from '#api/index.js';
import { problems } from '#api/problem.js';
import { fillBot, idsOf, rowHashes, type FilledBot } from '../support/filled-bot.js';
import { openAdminApi, type AdminApi } from '../support/open-admin-api.js';

/*
 * Every endpoint × its own ids, another tenant's, missing ones, and what is no id at all. Who may call at all is in
 * access.test.ts.
 */
const list = (Object.entries(endpoints) as [string, Endpoint][]).filter(
  // They name two things in their path: tickets.test.ts and pages.test.ts look at them.
  ([name, { scope }]) => scope === 'bot' && !['pages.version', 'tickets.message-file'].includes(name),
);
const lastName = ({ path }: Endpoint): string =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').filter((name) => name !== 'bot_id')[0] ?? '';

/** Good bodies of what names a row in its path, so that nothing but the id is wrong. */
const bodies: Readonly<Record<string, unknown>> = {
  'bot-admins.update': { role: 'admin' },
  'campaigns.update': { name: 'Changed' },
  'canned-answers.update': { title: 'Changed' },
  'cards.update': { weight: 2 },
  'config.merge': { value: {} },
  'config.put': { value: 1 },
  'faq.move': { position: 1 },
  'faq.update': { is_shown: false },
  'features.put': { enabled: true },
  'gifts.revoke': { reason: 'a test' },
  'menu-notes.update': { is_shown: false },
  'partner-payouts.pay': { words: 'a test' },
  'partner-payouts.reject': { words: 'a test' },
  'partners.set': { state: 'accepted' },
  'payments.approve': {},
  'payments.refund': {},
  'payments.reject': { reason: 'unreadable' },
  'payments.settle': { reason: 'a test' },
  'personal-offer-templates.update': { open_hours: 5 },
  'plans.update': { name: 'Changed' },
  'promo-codes.update': { max_uses: 5 },
  'promo-groups.update': { name: 'Changed' },
  'referrals.attach': { inviter_id: '1' },
  'referrals.update': { is_off: true },
  'subscriptions.extend': { days: 1 },
  'subscriptions.update': { device_limit: 2 },
  'tickets.answer': { html: 'a test' },
  'tickets.block': { minutes: 1 },
  'tickets.close': {},
  'tickets.note': { html: 'a test' },
  'tickets.update': { priority: 'low' },
  'users.credit': { amount_toman: 1, reason: 'a test' },
  'users.debit': { amount_toman: 1, reason: 'a test' },
  'users.update': { language: 'en' },
};
/** Keys and months are the same in every bot. */
const ofEveryBot = /_key$|^month$/;
const nobodys = '987654321';
const noIds = [
  '-1',
  '1.5',
  '1e3',
  '0x1',
  '٤٢',
  'Abc',
  '9'.repeat(40),
  "1' or '1'='1",
  '1; drop table users; --',
  '../../bots',
  '%00',
  '\u202e1',
  '__proto__',
  'f47ac10b-58cc-4372-a567-0e02b2c3d479',
].map(encodeURIComponent);
// fetch itself takes `.` and `..` away; the fuzzer sends them raw.
const tricks = ['..%2f..', '%252e%252e'];

describe('ids of the admin API', () => {
  let api: AdminApi;
  let own: FilledBot;
  let other: FilledBot;
  let ownIds: Record<string, string[]>;
  let otherIds: Record<string, string[]>;
  let rowsBefore: Map<string, string>;
  before(async () => {
    api = await openAdminApi({ ticks: false });
    [own, other] = [await fillBot(api), await fillBot(api)];
    const places = list.map(([, { method, path }]) => ({ method, path }));
    ownIds = await idsOf(api, places, own.botId);
    otherIds = await idsOf(api, places, other.botId);
    rowsBefore = await rowHashes(other.botId);
  });
  after(() => api.close());

  const pathOf = ({ path }: Endpoint, id: string) =>
    path.replace('{bot_id}', own.botId).replace(/\{\w+\}/, () => id);
  const unknownOf = ({ errors = [] }: Endpoint): string =>
    errors.find((code) => problems[code].status === 404) ?? '';
  const ask = async ([name, endpoint]: [string, Endpoint], id: string, token: string) => {
    const body = bodies[name];
    const answer = await api.call(endpoint.method, pathOf(endpoint, id), { token, body });
    const text = JSON.stringify(answer.body ?? '');
    if (token !== api.masterToken) expect(text, 'another’s row').to.not.include(other.mark);
    return [answer.status, answer.status < 400 ? undefined : answer.body?.code];
  };
  /** Ids of the other bot's rows; keys are the same in every bot. */
  const foreignIds = (name: string): string[] =>
    (otherIds[name] ?? []).filter((id) => !ownIds[name]?.includes(id)).slice(0, 2);

  for (const entry of list.filter(([, endpoint]) => lastName(endpoint))) {
    const [name, endpoint] = entry;
    it(`${name}: another tenant's id, a missing one and what is no id are all the same nothing`, async () => {
      if (endpoint.body) expect(bodies, 'a good body').to.have.property(name);
      const nothing = [404, unknownOf(endpoint)];
      const varying = lastName(endpoint);
      if (!ofEveryBot.test(varying)) expect(foreignIds(varying), 'ids of the other bot').to.not.be.empty;
      const tokens = endpoint.access === 'master' ? [api.masterToken] : [own.apiToken, api.masterToken];
      for (const token of tokens)
        for (const id of [...foreignIds(varying), ofEveryBot.test(varying) ? 'no_such_key' : nobodys])
          expect(await ask(entry, id, token), id).to.deep.equal(nothing);
      for (const id of noIds) expect(await ask(entry, id, tokens[0]!), id).to.deep.equal(nothing);
      for (const id of tricks) expect((await ask(entry, id, tokens[0]!))[0], id).to.be.oneOf([404, 405]);
    });
  }

  for (const entry of list.filter(([, { method }]) => method === 'GET')) {
    const [name, endpoint] = entry;
    it(`${name}: shows its own rows, and no other's by any filter`, async () => {
      const id = ownIds[lastName(endpoint)]?.[0] ?? '';
      for (const token of [own.apiToken, api.masterToken])
        expect(await ask(entry, id, token)).to.deep.equal([200, undefined]);
      const filters = Object.keys(endpoint.query?.shape ?? {}).filter((filter) => otherIds[filter]);
      for (const filter of filters.filter((one) => one !== 'cursor')) {
        const path = `${pathOf(endpoint, id)}?${filter}=${foreignIds(filter)[0] ?? nobodys}`;
        const { status, body } = await api.call('GET', path, { token: own.apiToken });
        expect([status, body.items], path).to.deep.equal([200, []]);
      }
    });
  }

  it('lead no change to the other tenant’s rows', async () => {
    const rowsAfter = await rowHashes(other.botId);
    const changed = [...rowsAfter].filter(([table, hash]) => rowsBefore.get(table) !== hash);
    expect(changed).to.deep.equal([]);
  });

  it('are read by the tokens of a bot that is switched off as before, and by no other', async () => {
    await api.call('POST', `/bots/${own.botId}/deactivate`);
    for (const entry of list) {
      const [name, endpoint] = entry;
      const id = ownIds[lastName(endpoint)]?.[0] ?? '';
      if (!isWrite(endpoint)) expect((await ask(entry, id, own.apiToken))[0], name).to.equal(200);
      const path = endpoint.path.replace('{bot_id}', other.botId).replace(/\{\w+\}/, id);
      const { status, body } = await api.call(endpoint.method, path, { token: own.apiToken });
      expect([status, body.code], name).to.deep.equal([404, 'bot.unknown']);
    }
  });
});
