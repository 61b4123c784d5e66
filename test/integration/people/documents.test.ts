import { expect } from 'chai';
import { textsOf } from '#bot/texts/index.js';
import { acceptDocument } from '#services/people/accept-document.js';
import { eraseUser } from '#services/people/erase-user.js';
import { buildUser } from '../../factories/user.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../support/bot/drive-bot.js';
import { acceptedBy, demandAgain, write } from '../../support/bot/pages.js';
import { ownerQuery } from '../../support/database.js';

const { en, fa } = textsOf;
type Person = ReturnType<BotDriver['telegram']['person']>;

const rulesOf = (text: string) => ({ rules_required: true, rules_text: { en: text } });
const dataOf = (bot: DrivenBot, person: Person): unknown[] =>
  bot
    .last(person)
    .buttons.flat()
    .map(({ data }) => data);

describe('what people must accept', function () {
  this.timeout(60_000);
  let driver: BotDriver;
  let bot: DrivenBot;
  let person: Person;
  before(async () => {
    driver = await openBotDriver();
  });
  after(() => driver.close());
  beforeEach(async () => {
    bot = await driver.addBot({ defaultLanguage: 'en' });
    await bot.configure({ language_selection: false });
    person = driver.telegram.person({ firstName: 'Sara' });
  });

  const register = async (): Promise<void> => {
    await bot.send(person, '/start');
    await bot.tap(person, en.registration.buttons.accept);
    expect(bot.last(person).text).to.contain(en.menu.ask);
  };

  describe('at registration', () => {
    it('is the rules, then the privacy policy; each acceptance is recorded with its version', async () => {
      await write(driver, bot, {
        ...rulesOf('Be kind'),
        privacy_policy_required: true,
        privacy_policy_text: { en: 'We keep <b>little</b>' },
      });
      await write(driver, bot, { rules_text: { en: 'Be very kind' } });
      await bot.send(person, '/start');
      expect(bot.last(person).text).to.contain('Be very kind');
      await bot.tap(person, 'accept-rules:2');
      expect(bot.last(person).html).to.contain('We keep <b>little</b>').and.contain(en.info.privacyTitle);
      await bot.tap(person, 'decline-privacy');
      expect(bot.last(person).text).to.contain(en.info.demand.privacyDeclined);
      await bot.send(person, 'why?');
      expect(bot.last(person).text).to.contain(en.info.demand.privacyAsk);
      await bot.tap(person, 'accept-privacy:1');
      expect(bot.last(person).text).to.contain(en.menu.ask);
      expect(await acceptedBy(bot, person.id)).to.eql(['rules 2', 'privacy_policy 1']);
    });

    it('asks for no policy that nobody wrote, and takes our own rules as no version of the bot', async () => {
      await bot.configure({ rules_required: true, privacy_policy_required: true });
      await bot.send(person, '/start');
      expect(bot.last(person).text).to.contain(en.registration.rules.standard);
      await bot.tap(person, 'accept-rules');
      expect(bot.last(person).text).to.contain(en.menu.ask);
      expect(await acceptedBy(bot, person.id)).to.eql(['rules 0']);
    });

    it('shows the text of the bot’s language to who has none in their own', async () => {
      await bot.configure({ language_selection: true });
      await write(driver, bot, { rules_required: true, rules_text: { en: 'Be kind', ru: 'Будьте добры' } });
      await bot.send(person, '/start');
      await bot.tap(person, 'فارسی');
      expect(bot.last(person).text).to.contain('Be kind').and.contain(fa.registration.rules.ask);
    });

    it('is read page by page when it is long; it is accepted on the last page', async () => {
      const paragraph = (n: number) => `<b>${n}.</b> ${'Nobody shall do harm to anybody. '.repeat(30)}`;
      const text = Array.from({ length: 11 }, (_, n) => paragraph(n)).join('\n\n');
      expect(text.length).to.be.above(10_500).and.below(12_000);
      await write(driver, bot, rulesOf(text));
      await bot.send(person, '/start');
      const seen: string[] = [];
      for (let page = 1; ; page += 1) {
        const last = bot.last(person);
        seen.push(last.text);
        expect(last.text.length).to.be.below(4_096);
        expect(last.text).to.contain(`Page ${page} of `);
        if (!dataOf(bot, person).includes(`read-rules:1.${page + 1}`)) break;
        expect(dataOf(bot, person)).to.not.include('accept-rules:1');
        await bot.tap(person, `read-rules:1.${page + 1}`);
      }
      expect(bot.said(person)).to.have.length(1);
      for (let n = 0; n < 11; n += 1)
        expect(seen.some((page) => page.includes(`${n}. Nobody`))).to.equal(true);
      await bot.tap(person, 'accept-rules:1');
      expect(bot.last(person).text).to.contain(en.menu.ask);
    });
  });

  describe('a version that changes while it is read', () => {
    it('is not accepted: the new text is shown, and that one can be', async () => {
      await write(driver, bot, rulesOf('Be kind'));
      await bot.send(person, '/start');
      await write(driver, bot, rulesOf('Be kinder'));
      await bot.tap(person, 'accept-rules:1');
      expect(bot.last(person).text).to.contain('Be kinder').and.contain(en.info.demand.changed);
      expect(await acceptedBy(bot, person.id)).to.eql([]);
      await bot.tap(person, 'accept-rules:2');
      expect(await acceptedBy(bot, person.id)).to.eql(['rules 2']);
    });

    it('is shown as the database has it where the worker’s snapshot is older', async () => {
      await write(driver, bot, rulesOf('Be kind'));
      await bot.send(person, '/start');
      await ownerQuery(
        `with page as (update pages set version = 2 where bot_id = $1 returning bot_id, kind)
         insert into page_versions (bot_id, kind, number, texts) select bot_id, kind, 2, '{"en": "Be kinder"}' from page`,
        [bot.botId],
      );
      await bot.tap(person, 'accept-rules:1');
      expect(bot.last(person).text).to.contain('Be kinder');
      expect(dataOf(bot, person)).to.include('accept-rules:2');
    });

    it('is not accepted by a button of a version before this one, nor by one that anybody made up', async () => {
      await write(driver, bot, rulesOf('Be kind'));
      await bot.send(person, '/start');
      for (const argument of ['', ':2', ':999999999999', ':x', ':-1', ':0'])
        await bot.feed(forgedTap(person.id, `accept-rules${argument}`));
      expect(await acceptedBy(bot, person.id)).to.eql([]);
      expect(bot.last(person).text).to.contain('Be kind');
    });
  });

  describe('once an admin asks everybody again', () => {
    it('is asked of who accepted an earlier version at their next update, and of nobody else', async () => {
      await write(driver, bot, rulesOf('Be kind'));
      await register();
      await write(driver, bot, { rules_text: { en: 'Be kinder' } });
      const newer = driver.telegram.person({ firstName: 'Omid' });
      await bot.send(newer, '/start');
      await bot.tap(newer, en.registration.buttons.accept);
      await bot.send(person, '/start');
      expect(bot.last(person).text).to.contain(en.menu.ask);
      await demandAgain(bot, 'rules');
      await bot.send(newer, '/start');
      expect(bot.last(newer).text).to.contain(en.menu.ask);
      await bot.tap(person, 'profile');
      expect(bot.last(person).text).to.contain('Be kinder').and.contain(en.info.demand.renewed);
      await bot.tap(person, 'decline-rules');
      expect(bot.last(person).text).to.contain(en.registration.rules.declined);
      await bot.send(person, '/start');
      expect(bot.last(person).text).to.contain(en.info.demand.renewed);
      await bot.tap(person, 'accept-rules:2');
      expect(bot.last(person).text).to.contain(en.info.demand.thanks).and.contain(en.menu.ask);
      expect(await acceptedBy(bot, person.id)).to.eql(['rules 1', 'rules 2']);
      await bot.send(person, '/start');
      expect(bot.last(person).text).to.not.contain('Be kinder');
    });

    it('a double tap accepts once and leaves the menu; a link opened meanwhile opens afterwards', async () => {
      await write(driver, bot, rulesOf('Be kind'));
      await bot.switchOn('promo_codes');
      await register();
      await write(driver, bot, { rules_text: { en: 'Be kinder' } });
      await demandAgain(bot, 'rules');
      await bot.send(person, '/start promo_NOSUCHCODE');
      expect(bot.last(person).text).to.contain('Be kinder');
      const tap = { messageId: bot.last(person).id, button: 'accept-rules:2' };
      for (let time = 0; time < 2; time += 1) driver.telegram.tap(bot.token, person, tap);
      await bot.takeIn();
      await driver.settle();
      const [menu, opened] = bot.said(person).slice(-2);
      expect(menu?.text).to.contain(en.info.demand.thanks);
      expect(opened?.text).to.not.equal(undefined).and.not.contain(en.menu.ask);
      expect(await acceptedBy(bot, person.id)).to.eql(['rules 1', 'rules 2']);
    });

    for (const way of ['accepts all the same', 'goes on'])
      it(`and demands nothing any more: who opened a link meanwhile and ${way} has it no longer kept`, async () => {
        await write(driver, bot, rulesOf('Be kind'));
        await bot.switchOn('promo_codes');
        await register();
        await write(driver, bot, { rules_text: { en: 'Be kinder' } });
        await demandAgain(bot, 'rules');
        await bot.send(person, '/start promo_NOSUCHCODE');
        await write(driver, bot, { rules_required: false });
        const before = bot.said(person).length;
        if (way === 'goes on') await bot.send(person, '/menu');
        else await bot.tap(person, 'accept-rules:2');
        const said = bot.said(person).slice(before);
        expect(said).to.have.length(1);
        if (way === 'goes on') expect(said[0]!.text).to.contain(en.menu.ask);
        else expect(said[0]!.text).to.not.contain(en.menu.ask);
        expect(await acceptedBy(bot, person.id)).to.eql(['rules 1']);
        const [row] = await ownerQuery<{ data: object }>(
          'select data from conversations where bot_id = $1 and chat_id = $2',
          [bot.botId, person.id],
        );
        expect(row!.data).to.not.have.property('keptLink');
      });

    it('holds up neither what people have nor their wallet, and asks nobody while nothing is required', async () => {
      await write(driver, bot, rulesOf('Be kind'));
      await register();
      await write(driver, bot, { rules_text: { en: 'Be kinder' } });
      await demandAgain(bot, 'rules');
      await bot.tap(person, 'wallet');
      expect(bot.last(person).text).to.not.contain('Be kinder');
      await bot.tap(person, 'menu');
      expect(bot.last(person).text).to.contain('Be kinder');
      await write(driver, bot, { rules_required: false });
      await bot.send(person, '/start');
      expect(bot.last(person).text).to.contain(en.menu.ask);
      await write(driver, bot, { rules_required: true, rules_text: {} });
      await bot.send(person, '/start');
      expect(bot.last(person).text).to.contain(en.menu.ask);
    });

    it('asks for rules and policy one after the other', async () => {
      await write(driver, bot, {
        ...rulesOf('Be kind'),
        privacy_policy_text: { en: 'We keep little' },
      });
      await register();
      await write(driver, bot, { rules_text: { en: 'Be kinder' }, privacy_policy_required: true });
      await demandAgain(bot, 'rules');
      await demandAgain(bot, 'privacy_policy');
      await bot.send(person, '/start');
      await bot.tap(person, 'accept-rules:2');
      expect(bot.last(person).text).to.contain('We keep little');
      await bot.tap(person, 'accept-privacy:1');
      expect(bot.last(person).text).to.contain(en.menu.ask);
    });

    it('asks in this bot only', async () => {
      const other = await driver.addBot({ defaultLanguage: 'en' });
      await other.configure({ language_selection: false });
      for (const one of [bot, other]) await write(driver, one, rulesOf('Be kind'));
      await register();
      await other.send(person, '/start');
      await other.tap(person, 'accept-rules:1');
      await write(driver, bot, { rules_text: { en: 'Be kinder' } });
      await demandAgain(bot, 'rules');
      await other.send(person, '/start');
      expect(other.last(person).text).to.contain(en.menu.ask);
    });
  });

  it('is accepted in the version that holds when it is noted, however the text changes meanwhile', async () => {
    await write(driver, bot, rulesOf('Rules 0'));
    const user = await buildUser(bot.tenant);
    const accept = (version: number) =>
      bot.tenant.db((tx) =>
        acceptDocument(bot.tenant, tx, {
          ...{ kind: 'rules', version },
          person: { id: user.id, accepted: { rules: 0, privacy_policy: 0 } } as never,
        }),
      );
    for (let round = 1; round <= 6; round += 1) {
      const [, newer] = await Promise.all([
        write(driver, bot, { rules_text: { en: `Rules ${round}` } }),
        accept(round),
      ]);
      if (newer) expect(newer).to.eql({ version: round + 1, texts: { en: `Rules ${round}` } });
      const [{ last }] = (await ownerQuery<{ last: number | null }>(
        'select max(version) as last from page_acceptances where bot_id = $1',
        [bot.botId],
      )) as [{ last: number | null }];
      expect(last === round, `round ${round}`).to.equal(newer === undefined);
    }
  });

  it('is refused to be asked again where nothing is required, or nothing is written', async () => {
    await write(driver, bot, { rules_text: { en: 'Be kind' } });
    expect(await demandAgain(bot, 'rules').catch((error: { code: string }) => error.code)).to.equal(
      'page.not_required',
    );
    await write(driver, bot, { rules_required: true, rules_text: {} });
    for (const kind of ['rules', 'privacy_policy'] as const) {
      await bot.configure({ privacy_policy_required: true });
      const refused = await demandAgain(bot, kind).catch((error: { code: string }) => error.code);
      expect(refused).to.equal('page.no_text');
    }
  });

  it('is forgotten with the person’s data, and asked anew when they come back', async () => {
    await write(driver, bot, rulesOf('Be kind'));
    await register();
    const [row] = await ownerQuery<{ id: string }>(
      'select id::text from users where bot_id = $1 and telegram_id = $2',
      [bot.botId, person.id],
    );
    await bot.tenant.db((tx) =>
      eraseUser(bot.tenant, tx, { userId: row!.id, mayForfeit: true, idempotencyKey: 'test' }),
    );
    expect(await acceptedBy(bot, person.id)).to.eql([]);
    await bot.send(person, '/start');
    expect(bot.last(person).text).to.contain('Be kind');
  });
});

/** A tap that no button of ours made. */
const forgedTap = (personId: string, data: string): Record<string, unknown> => ({
  callback_query: {
    id: '4611686018427387904',
    from: { id: Number(personId), is_bot: false, first_name: 'Sara' },
    chat_instance: '1',
    message: { chat: { id: Number(personId), type: 'private' }, message_id: 999_999, date: 0 },
    data,
  },
});
