import { expect } from 'chai';
import { textsOf } from '#bot/texts/index.js';
import { startTelegram, type TelegramStandIn } from '../../scripts/sandbox/telegram.js';
import { openFleet, type TestFleet } from '../support/processes/fleet.js';
import { waitFor } from '../support/wait-for.js';

const { en, fa } = textsOf;

/** A running fleet follows within two seconds; the rest is for a busy machine. */
const followMs = 2_000 + 3_000;

describe('settings changed while the fleet runs', function () {
  this.timeout(120_000);
  let telegram: TelegramStandIn;
  let fleet: TestFleet;
  let token: string;

  before(async () => {
    telegram = await startTelegram();
    token = telegram.addBot({ firstName: 'Shop' }).token;
    fleet = await openFleet({ BOT_TOKEN: token, TELEGRAM_API_ROOT: telegram.url, UPDATE_MODE: 'polling' });
    await fleet.start();
  });
  after(async () => {
    await fleet.close();
    await telegram.close();
  });

  /** Runs change-bot, then lets new people press /start until one of them reads `text`; the time it took is checked. */
  async function expectAfter(args: readonly string[], text: string): Promise<void> {
    const [bot] = await fleet.query<{ id: string }>('select id from bots');
    const changed = await fleet.script('change-bot', ['--bot', bot!.id, ...args]);
    expect(changed.code, changed.output).to.equal(0);
    const isFollowed = async (): Promise<boolean> => (await askedOfNewcomer()).includes(text);
    await waitFor(isFollowed, { timeoutMs: followMs, what: `“${text}” after ${args.join(' ')}` });
  }

  async function askedOfNewcomer(): Promise<string> {
    const person = telegram.person({ firstName: 'Sara', languageCode: 'en' });
    telegram.send(token, person, '/start');
    const heard = () => telegram.chat(token, person.id).find((message) => message.from === 'bot')?.text;
    return waitFor(heard, { timeoutMs: 30_000, what: 'an answer' });
  }

  it('hold at once: rules, then the channel gate, then neither', async () => {
    const username = 'shop_news_of_tests';
    telegram.addChannel({ username, adminBots: [token] });
    expect(await askedOfNewcomer()).to.contain(en.registration.language.ask);
    const rules = ['rules_required=on', 'language_selection=off', 'rules_text.fa=مهربان باشید'];
    await expectAfter(set(rules), `مهربان باشید\n\n${fa.registration.rules.ask}`);
    const gate = ['channel_required=on', `channel_id=@${username}`];
    await expectAfter(['--unset', 'rules_required', ...set(gate)], fa.registration.channel.ask);
    await expectAfter(
      ['--unset', 'channel_required', '--unset', 'language_selection'],
      en.registration.language.ask,
    );
  });
});

const set = (settings: readonly string[]): string[] => settings.flatMap((text) => ['--set', text]);
