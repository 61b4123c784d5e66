import { expect } from 'chai';
import { ownerQuery } from '../support/database.js';
import { buildUser } from '../factories/user.js';
import { openAdminApi, type AdminApi } from '../support/open-admin-api.js';
import { waitFor } from '../support/wait-for.js';

type Bot = Awaited<ReturnType<AdminApi['addBot']>>;

describe('the admin API: maintenance and servers', function () {
  this.timeout(60_000);
  let api: AdminApi;
  let bot: Bot;
  before(async () => {
    api = await openAdminApi();
    bot = await api.addBot();
  });
  after(() => api.close());

  const read = async (what: string, of = bot) =>
    (await api.call('GET', `/bots/${bot.botId}/${what}`, { token: of.apiToken })) as {
      status: number;
      body: Record<string, unknown>;
    };
  const change = (values: object) =>
    api.call('PATCH', `/bots/${bot.botId}/config`, { token: bot.apiToken, body: { values } });

  it('say whether it is on in which way, why, and how many wait for the end', async () => {
    expect((await read('maintenance')).body).to.eql({
      is_on: false,
      by_hand: null,
      automatic: null,
      waiting_count: 0,
    });
    const reason = { en: 'New <b>servers</b>' };
    expect((await change({ maintenance_mode: true, maintenance_reason: reason })).status).to.equal(200);
    const { id } = await buildUser(bot.tenant);
    await ownerQuery('insert into maintenance_askers (bot_id, user_id) values ($1, $2)', [bot.botId, id]);
    let body: Awaited<ReturnType<typeof read>>['body'] = {};
    const isOn = async (): Promise<boolean> => {
      await ownerQuery(
        `insert into bot_maintenance (bot_id, automatic_since, automatic_reason)
         values ($1, '2026-11-29T12:00:00Z', 'panel.timeout')
         on conflict (bot_id) do update set automatic_since = excluded.automatic_since,
           automatic_reason = excluded.automatic_reason`,
        [bot.botId],
      );
      ({ body } = await read('maintenance'));
      return body.automatic !== null;
    };
    // A look at the panel may end it just then.
    await waitFor(isOn, { what: 'maintenance by itself' });
    expect(body).to.deep.include({
      is_on: true,
      automatic: { since: '2026-11-29T12:00:00.000Z', reason: 'panel.timeout' },
      waiting_count: 1,
    });
    expect(body.by_hand).to.deep.include({ reason });
  });

  it('are nothing of another bot, and refuse what cannot be', async () => {
    const other = await api.addBot();
    for (const what of ['maintenance', 'servers'])
      expect((await read(what, other)).status, what).to.equal(404);
    const refused = async (values: object) => (await change(values)).status;
    expect(await refused({ maintenance_auto: false }), 'the operator alone').to.equal(403);
    expect(await refused({ maintenance_text: { en: '<b>open' } })).to.equal(422);
    expect(await refused({ server_status_mode: 'link' }), 'without an address').to.equal(409);
    const link = { server_status_mode: 'link', server_status_url: 'https://status.example/' };
    expect(await refused(link)).to.equal(200);
  });

  it('list the servers that the bot shows, and say when nobody could look', async () => {
    await ownerQuery(`delete from fleet_settings where key = 'panel.nodes'`);
    expect((await read('servers')).body).to.eql({ seen_at: null, is_stale: true, items: [] });
    const nodes = [{ name: 'Frankfurt 1', country: 'DE', state: 'online', inbounds: [] }];
    await ownerQuery(`insert into fleet_settings (key, value) values ('panel.nodes', $1)`, [
      JSON.stringify({ seen_at: Date.now(), nodes }),
    ]);
    const other = await openAdminApi();
    try {
      const fresh = await other.addBot();
      const { body } = (await other.call('GET', `/bots/${fresh.botId}/servers`, {
        token: fresh.apiToken,
      })) as { body: Record<string, unknown> };
      expect(body).to.deep.include({
        is_stale: false,
        items: [{ name: 'Frankfurt 1', country: 'DE', state: 'online' }],
      });
    } finally {
      await other.close();
    }
  });
});
