import { expect } from 'chai';
import {
  startTelegram,
  type MessageView,
  type Person,
  type TelegramStandIn,
} from '../../scripts/sandbox/telegram.js';
import { balanceLoad } from '../support/balance-load.js';
import { openFleet, type FleetProcess, type TestFleet } from '../support/processes/fleet.js';
import { waitFor } from '../support/wait-for.js';

const botCount = 20;
const peoplePerBot = 4;
/** What each person writes after registering; the answers must come in this order. */
const commands = ['/help', '/language', '/help', '/language', '/help'];

type Role = 'ingress' | 'poller' | 'worker';
interface Visitor {
  readonly token: string;
  readonly username: string;
  readonly person: Person;
}

describe('a fleet of many processes that are killed and started', function () {
  this.timeout(300_000);
  let telegram: TelegramStandIn;
  let fleet: TestFleet;
  let balancer: Awaited<ReturnType<typeof balanceLoad>>;
  const processes: Record<Role, FleetProcess[]> = { ingress: [], poller: [], worker: [] };

  afterEach(async () => {
    await fleet.close();
    await telegram.close();
    await balancer.close();
    for (const role of Object.keys(processes) as Role[]) processes[role] = [];
  });

  async function open(mode: 'polling' | 'webhook'): Promise<void> {
    telegram = await startTelegram({ allowHttpWebhooks: true, limits: true, retryBaseMs: 200 });
    balancer = await balanceLoad(() => processes.ingress.map((one) => one.port));
    fleet = await openFleet({
      TELEGRAM_API_ROOT: telegram.url,
      TELEGRAM_NEW_TOKENS_PER_MINUTE: '1000',
      UPDATE_MODE: mode,
      PUBLIC_URL: `http://127.0.0.1:${balancer.port}`,
    });
  }

  async function start(role: Role): Promise<void> {
    const port = { PORT: '' };
    processes[role].push(await fleet.start({ ROLES: role, ...port }));
  }

  async function killOne(role: Role): Promise<void> {
    const victim = processes[role].shift();
    await victim?.kill();
    await start(role);
  }

  function makePeople(tokens: readonly { token: string; username: string }[]): Visitor[] {
    // The same people visit every bot: each must be a separate person of each.
    const people = Array.from({ length: peoplePerBot }, (_, index) =>
      telegram.person({ firstName: `Person ${index}`, languageCode: 'en' }),
    );
    return tokens.flatMap((bot) => people.map((person) => ({ ...bot, person })));
  }

  const chatOf = ({ token, person }: Visitor): MessageView[] => telegram.chat(token, person.id);
  const fromBot = (visitor: Visitor) => chatOf(visitor).filter((message) => message.from === 'bot');

  async function register(visitor: Visitor): Promise<void> {
    telegram.send(visitor.token, visitor.person, '/start');
    const patience = { timeoutMs: 90_000, what: `an answer of @${visitor.username}` };
    const choice = await waitFor(() => fromBot(visitor).find((one) => one.buttons.length), patience);
    const english = choice.buttons.flat().find((button) => button.text.includes('English'));
    telegram.tap(visitor.token, visitor.person, { messageId: choice.id, button: english?.data ?? '' });
    await waitFor(
      () => fromBot(visitor).some((one) => one.buttons.flat().some((button) => button.data === 'profile')),
      patience,
    );
    for (const command of commands) telegram.send(visitor.token, visitor.person, command);
  }

  const kindOf = (message: MessageView): string => {
    if (message.buttons.flat().some((button) => button.data === 'profile')) return 'menu';
    return message.buttons.flat().some((button) => button.text.includes('English')) ? '/language' : '/help';
  };
  /** A crash between Telegram's acceptance and our note may send one message twice: neighbours that are equal count once. */
  const answersOf = (visitor: Visitor): string[] =>
    fromBot(visitor)
      .map(kindOf)
      .filter((kind, index, all) => kind !== all[index - 1]);

  for (const mode of ['polling', 'webhook'] as const)
    it(`registers everybody once, in the right bot and in order, by ${mode}`, async () => {
      await open(mode);
      for (const role of ['worker', 'worker', 'worker', 'poller', 'poller', 'ingress', 'ingress'] as const)
        await start(role);
      const bots = Array.from({ length: botCount }, (_, index) =>
        telegram.addBot({ firstName: `Shop ${index}`, username: `shop_${index}_bot` }),
      );
      const made = await fleet.run(
        'test/support/processes/create-many-bots.ts',
        bots.map((bot) => bot.token),
      );
      expect(made.output).to.contain(`${botCount} bots joined`);

      const visitors = makePeople(bots);
      const work = Promise.all(visitors.map(register));
      for (const role of ['worker', 'poller', 'worker', 'ingress', 'worker'] as const) await killOne(role);
      await work;
      const expected = ['menu', ...commands];
      await waitFor(() => visitors.every((visitor) => answersOf(visitor).length >= expected.length), {
        timeoutMs: 120_000,
        what: 'all answers',
      });

      for (const visitor of visitors) expect(answersOf(visitor)).to.deep.equal(expected);
      const people = await fleet.query<{ username: string; telegram_id: string; count: string }>(
        `select b.username, u.telegram_id, count(*) from users u join bots b on b.id = u.bot_id
         where u.registered_at is not null and u.language = 'en' group by 1, 2`,
      );
      const seen = people.map((one) => `${one.username} ${one.telegram_id} ${one.count}`).sort();
      expect(seen).to.deep.equal(visitors.map((one) => `${one.username} ${one.person.id} 1`).sort());
      expect(telegram.violations()).to.deep.equal([]);
      await waitFor(async () => (await fleet.query('select 1 from outbox')).length === 0, {
        timeoutMs: 30_000,
        what: 'an empty outbox',
      });
    });
});
