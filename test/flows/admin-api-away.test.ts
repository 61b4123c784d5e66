import { expect } from 'chai';
import { openLink, type Link } from '../../scripts/chaos/link.js';
import { startTelegram, type TelegramStandIn } from '../../scripts/sandbox/telegram.js';
import { testDatabaseUrl } from '../support/database.js';
import { openFleet, type FleetProcess, type TestFleet } from '../support/processes/fleet.js';
import { waitFor } from '../support/wait-for.js';

describe('the admin API while PostgreSQL is away', function () {
  this.timeout(120_000);
  let fleet: TestFleet;
  let link: Link;
  let telegram: TelegramStandIn;
  let ingress: FleetProcess;
  let botId: string;

  before(async () => {
    telegram = await startTelegram();
    fleet = await openFleet({ TELEGRAM_API_ROOT: telegram.url });
    link = await openLink(Number(new URL(testDatabaseUrl()).port || 5432));
    const through = new URL(fleet.databaseUrl);
    through.hostname = '127.0.0.1';
    through.port = String(link.port);
    [ingress] = await Promise.all([
      fleet.start({ ROLES: 'ingress' }),
      fleet.start({ ROLES: 'worker', DATABASE_URL: through.href }),
    ]);
    const made = await waitFor(async () => {
      const answer = await ask('POST', '/bots', { telegram_token: telegram.addBot().token });
      return answer.status === 201 ? answer : undefined;
    });
    ({ id: botId } = ((await made.json()) as { bot: { id: string } }).bot);
  });
  after(async () => {
    link.set('open');
    await fleet.close();
    await link.close();
    await telegram.close();
  });

  const ask = (method: string, path: string, body?: unknown): Promise<Response> =>
    fetch(`http://127.0.0.1:${ingress.port}${path.startsWith('/api/') ? '' : '/api/v1'}${path}`, {
      method,
      headers: { 'x-api-token': fleet.masterToken, 'content-type': 'application/json', prefer: 'wait=2' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });

  it('takes changes with 202 and makes each once when it is back; a look is told to come again', async () => {
    link.set('refuse');
    const look = await ask('GET', `/bots/${botId}`);
    expect(look.status).to.equal(503);
    expect(look.headers.get('retry-after')).to.match(/^\d+$/);
    expect(((await look.json()) as { code: string }).code).to.equal('server.busy');
    const changes = await Promise.all(
      ['11', '12', '13'].map((telegram_id) =>
        ask('POST', `/bots/${botId}/admins`, { telegram_id, role: 'admin' }),
      ),
    );
    expect(changes.map(({ status }) => status)).to.deep.equal([202, 202, 202]);
    const places = changes.map(({ headers }) => headers.get('location') as string);
    const statusOf = async (place: string) =>
      ((await (await ask('GET', place)).json()) as { status: string }).status;
    expect(await Promise.all(places.map(statusOf)), 'told without PostgreSQL').to.deep.equal([
      'waiting',
      'waiting',
      'waiting',
    ]);
    link.set('open');
    for (const place of places)
      await waitFor(async () => (await statusOf(place)) === 'done', { timeoutMs: 60_000, what: place });
    const rows = await fleet.query('select telegram_id::text from bot_admins where bot_id = $1 order by 1', [
      botId,
    ]);
    expect(rows).to.deep.equal([{ telegram_id: '11' }, { telegram_id: '12' }, { telegram_id: '13' }]);
  });
});
