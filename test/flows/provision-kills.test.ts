import { expect } from 'chai';
import { startPanel, type RunningPanel } from '../../scripts/sandbox/panel.js';
import type { Person } from '../../scripts/sandbox/telegram.js';
import { buildSubscription } from '../factories/subscription.js';
import { buildUser } from '../factories/user.js';
import { ownerQuery } from '../support/database.js';
import { openWorkerSide, type WorkerSide } from '../support/open-worker-side.js';
import { panelVariables } from '../support/panel-variables.js';
import { startWorkerProcess, type WorkerProcess } from '../support/processes/start-worker-process.js';
import { waitFor } from '../support/wait-for.js';

const count = 24;

describe('subscriptions of which workers are killed while they call the panel', () => {
  let side: WorkerSide;
  let panel: RunningPanel;
  const processes: WorkerProcess[] = [];
  before(async () => {
    side = await openWorkerSide();
    panel = await startPanel();
  });
  after(async () => {
    await Promise.all(processes.map((one) => one.end()));
    await side.close();
    await panel.close();
  });

  const startWorker = async (): Promise<WorkerProcess> => {
    const start = { prefix: side.jobs.prefix, apiRoot: side.telegram.url, variables: panelVariables(panel) };
    const worker = await startWorkerProcess(start);
    processes.push(worker);
    return worker;
  };

  it('have one account each, and their people hear of the link', async () => {
    const bot = await side.addBot();
    panel.fail({ kind: 'slow', ms: 150, times: 1_000 });
    const people: Person[] = [];
    for (let at = 0; at < count; at += 1) {
      const person = side.telegram.person({ firstName: `Buyer ${at}` });
      people.push(person);
      side.telegram.send(bot.token, person, { text: '/start' });
      await buildSubscription(bot.tenant, await buildUser(bot.tenant, { telegramId: person.id }));
    }
    const [first] = [await startWorker(), await startWorker()];
    await waitFor(() => panel.accounts().length >= 4, { what: 'some accounts', timeoutMs: 20_000 });
    first.signal('SIGKILL');
    panel.mend();
    const rows = await waitFor(
      async () => {
        const sql = `select id, panel_username, subscription_url from subscriptions
          where bot_id = $1 and provisioned_at is not null and panel_claim is null`;
        const found = await ownerQuery<{ panel_username: string; subscription_url: string }>(sql, [
          bot.botId,
        ]);
        return found.length === count ? found : undefined;
      },
      { what: 'all are provisioned', timeoutMs: 45_000 },
    );
    // Subscriptions of tests before this one are owed to this panel too.
    const links = panel
      .accounts()
      .filter(({ username }) => username.startsWith(`b${bot.botId}_`))
      .map(({ username }) => `${username} ${panel.linkOf(username)}`);
    expect(links).to.have.members(rows.map((row) => `${row.panel_username} ${row.subscription_url}`));
    const heard = ({ id }: Person): string =>
      side.telegram
        .chat(bot.token, id)
        .map(({ text }) => text)
        .join('\n');
    await waitFor(() => people.every((one) => heard(one).includes(panel.world.subscriptionRoot)), {
      what: 'all have heard of their links',
      timeoutMs: 20_000,
    });
  }).timeout(90_000);
});
