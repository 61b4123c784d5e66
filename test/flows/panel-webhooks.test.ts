import { expect } from 'chai';
import { openIntake } from '#jobs/intake.js';
import { User } from '#models/user.js';
import { gigabyte } from '#platform/units.js';
import { requestUserSync } from '#services/provision/request-sync.js';
import { startPanel, type RecordedCall, type RunningPanel } from '../../scripts/sandbox/panel.js';
import { startIngress, type Ingress } from '../../src/ingress/server.js';
import { buildSubscription } from '../factories/subscription.js';
import { buildUser } from '../factories/user.js';
import { ownerQuery } from '../support/database.js';
import { openWorkerSide, type WorkerSide } from '../support/open-worker-side.js';
import { panelVariables } from '../support/panel-variables.js';
import { waitFor } from '../support/wait-for.js';

const count = 20;

describe('workers whose panel tells of everything, over HTTP', function () {
  this.timeout(90_000);
  let panel: RunningPanel;
  let side: WorkerSide;
  let ingress: Ingress;
  let bot: Awaited<ReturnType<WorkerSide['addBot']>>;
  let told = 0;
  before(async () => {
    panel = await startPanel({ resendMs: 200 });
    panel.world.onEvent = ({ data }) => {
      if (String(data.username).startsWith(`b${bot.botId}_`)) told += 1;
    };
    side = await openWorkerSide({ variables: panelVariables(panel) });
    bot = await side.addBot();
    ingress = await startIngress({
      ...side,
      redis: side.jobs.redis,
      intake: openIntake(side.jobs),
      env: { port: 0, roles: ['ingress'], panelWebhookSecret: panel.world.webhookSecret },
      routes: 'full',
    });
    panel.world.webhookUrl = `http://127.0.0.1:${ingress.port}/panel/webhook`;
    side.start();
  });
  after(async () => {
    await ingress.close();
    await side.close();
    await panel.close();
  });

  const accounts = () => panel.accounts().filter(({ username }) => username.startsWith(`b${bot.botId}_`));
  const states = (): string[] => [...new Set(accounts().map(({ status }) => status))];
  const heard = (): number =>
    side.runs.filter(
      ({ name, outcome, botId }) => name === 'panel.event' && outcome === 'complete' && botId === bot.botId,
    ).length;
  /** Nothing is owed, and all that the panel told was taken in and worked off. */
  const settled = (): Promise<unknown> =>
    waitFor(
      async () => {
        const sql = 'select 1 from subscriptions where bot_id = $1 and provisioned_at is null';
        return (await ownerQuery(sql, [bot.botId])).length === 0 && heard() === told;
      },
      { what: 'all is done', timeoutMs: 60_000 },
    );
  /** Is a call about an account of this bot? Subscriptions of other tests are owed to this panel too. */
  const isOurs = ({ path, body }: RecordedCall): boolean =>
    accounts().some(
      ({ id, username }) =>
        path.startsWith(`/users/${id}/`) ||
        (body as { username?: string } | undefined)?.username === username,
    );
  /** Calls that changed something while `work` and all that follows from it was done. */
  const changesWhile = async (work: () => unknown): Promise<number> => {
    const seen = panel.calls.length;
    await work();
    await settled();
    return panel.calls.slice(seen).filter((call) => call.method !== 'GET' && isOurs(call)).length;
  };

  it('bring twenty accounts to where they shall be, by no more calls than that takes', async () => {
    const users: User[] = [];
    const making = await changesWhile(async () => {
      for (let at = 0; at < count; at += 1) {
        users.push(await buildUser(bot.tenant));
        await buildSubscription(bot.tenant, users[at]!, { trafficLimitGb: 50, deviceLimit: 2 });
      }
    });
    expect([making, told, accounts().length], 'a call and an event each').to.eql([count, count, count]);

    const waking = await changesWhile(() => {
      for (const { username } of accounts()) panel.edit(username, { status: 'EXPIRED' });
    });
    expect([waking, states()], 'a change and an enable each').to.eql([2 * count, ['ACTIVE']]);

    await changesWhile(() => {
      for (const account of accounts()) account.usedTrafficBytes = 50 * gigabyte;
      panel.runJobs();
    });
    expect(states()).to.eql(['LIMITED']);
    const blocking = await changesWhile(async () => {
      for (const { id } of users)
        await bot.tenant.db(async (tx) => {
          await User.update({ status: 'blocked' }, { where: { id } });
          await requestUserSync(bot.tenant, tx, id);
        });
    });
    expect([blocking, states()], 'a change and a disable each').to.eql([2 * count, ['DISABLED']]);
  });
});
