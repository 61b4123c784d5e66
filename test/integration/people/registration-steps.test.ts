import { expect } from 'chai';
import { textsOf } from '#bot/texts/index.js';
import { buildUser } from '../../factories/user.js';
import { openBotDriver, type BotDriver } from '../../support/bot/drive-bot.js';
import { ownerQuery } from '../../support/database.js';

const { en, fa, ru } = textsOf;
const oneLanguage = { language_selection: false };

interface Row {
  bot_id: string;
  language: string;
  first_name: string;
  username: string | null;
  start_payload: string | null;
  referred_by: string | null;
  rules_accepted_at: Date | null;
  registered_at: Date | null;
}

const rowsOf = (telegramId: string): Promise<Row[]> =>
  ownerQuery<Row>('select * from users where telegram_id = $1 order by bot_id', [telegramId]);
const rowOf = async (telegramId: string): Promise<Row> => {
  const rows = await rowsOf(telegramId);
  expect(rows).to.have.length(1);
  return rows[0] as Row;
};

describe('registration, step by step', function () {
  this.timeout(30_000);
  let driver: BotDriver;
  before(async () => {
    driver = await openBotDriver();
  });
  after(() => driver.close());

  describe('the language', () => {
    it('is asked in every offered language, that of the person’s Telegram first', async () => {
      const bot = await driver.addBot();
      const person = driver.telegram.person({ firstName: 'Олег', languageCode: 'ru-RU' });
      await bot.send(person, '/start');
      const asked = bot.last(person);
      expect(asked.text).to.equal([ru, fa, en].map((texts) => texts.registration.language.ask).join('\n\n'));
      expect(asked.buttons.flat().map(({ text }) => text)).to.deep.equal(['فارسی', 'English', 'Русский']);
      expect(await rowOf(person.id)).to.include({ language: 'ru', registered_at: null });
    });

    for (const [code, spoken] of [
      ['de', 'fa'],
      [undefined, 'fa'],
      ['EN', 'en'],
    ] as const)
      it(`begins as ${spoken} in a Persian bot when Telegram says ${code ?? 'nothing'}`, async () => {
        const bot = await driver.addBot();
        const person = driver.telegram.person({ firstName: 'A', ...(code && { languageCode: code }) });
        await bot.send(person, '/start');
        expect(await rowOf(person.id)).to.include({ language: spoken });
      });

    for (const [name, texts] of [
      ['فارسی', fa],
      ['English', en],
      ['Русский', ru],
    ] as const)
      it(`chosen as ${name} is spoken from then on`, async () => {
        const bot = await driver.addBot({ name: 'A name for operators' });
        const person = driver.telegram.person({ firstName: 'Sara' });
        await bot.send(person, '/start');
        expect(await bot.tap(person, name)).to.deep.equal({ showAlert: false });
        expect(bot.said(person)).to.have.length(1);
        expect(bot.last(person)).to.include({
          text: `${texts.registration.registered}\n\n${texts.menu.ask}`,
          isEdited: true,
        });
        expect((await rowOf(person.id)).registered_at).to.be.instanceOf(Date);
      });

    it('is the bot’s own, unasked, where there is nothing to choose', async () => {
      for (const values of [oneLanguage, { offered_languages: ['ru'] }]) {
        const bot = await driver.addBot({ defaultLanguage: 'ru' });
        await bot.configure(values);
        const person = driver.telegram.person({ firstName: 'Sara', languageCode: 'fa' });
        await bot.send(person, '/start');
        expect(bot.last(person).text).to.contain(ru.menu.ask);
        await bot.send(person, '/language');
        expect(bot.last(person).text).to.contain(ru.registration.language.isFixed);
      }
    });

    it('is changed later from the menu, and only to one that is offered', async () => {
      const bot = await driver.addBot();
      await bot.configure({ offered_languages: ['en', 'ru'] });
      const person = driver.telegram.person({ firstName: 'Sara' });
      await bot.send(person, '/start');
      await bot.tap(person, 'English');
      await bot.tap(person, 'language');
      expect(
        bot
          .last(person)
          .buttons.flat()
          .map(({ data }) => data),
      ).to.deep.equal(['choose-language:en', 'choose-language:ru', 'menu']);
      await bot.tap(person, 'Русский');
      expect(bot.last(person).text).to.equal(`${ru.registration.language.changed}\n\n${ru.menu.ask}`);
      await bot.feed(forgedTap(person.id, 'choose-language:fa'));
      expect(await rowOf(person.id)).to.include({ language: 'ru' });
    });
  });

  describe('a link’s payload', () => {
    const kept = async (...payloads: string[]): Promise<string | null> => {
      const bot = await driver.addBot();
      const person = driver.telegram.person({ firstName: 'Sara' });
      for (const payload of payloads) await bot.send(person, `/start ${payload}`);
      expect(bot.last(person).text).to.contain(fa.registration.language.ask);
      return (await rowOf(person.id)).start_payload;
    };

    it('is kept, also of 64 signs', async () => {
      expect(await kept('spring-sale_1')).to.equal('spring-sale_1');
      expect(await kept('x'.repeat(64))).to.equal('x'.repeat(64));
    });

    it('is left out when no link can have brought it', async () => {
      for (const payload of [
        'x'.repeat(65),
        'تخفیف',
        'a b',
        "'; drop table users; --",
        '<b>',
        'x'.repeat(4_000),
      ])
        expect(await kept(payload), payload.slice(0, 20)).to.equal(null);
    });

    it('stays while the person goes on without one; a newer link takes its place', async () => {
      expect(await kept('first', '')).to.equal('first');
      expect(await kept('first', 'second')).to.equal('second');
    });

    it('names the inviter at the end of registration, never the person, a stranger or another bot’s user', async () => {
      const [bot, other] = [await driver.addBot(), await driver.addBot()];
      const inviter = await buildUser(bot.tenant);
      const foreign = await buildUser(other.tenant);
      for (const [code, expected] of [
        [inviter.referralCode, inviter.id],
        [foreign.referralCode, null],
        ['refNobody1', null],
      ] as const) {
        const person = driver.telegram.person({ firstName: 'Guest' });
        await bot.send(person, `/start ${code}`);
        await bot.tap(person, 'English');
        expect(await rowOf(person.id)).to.include({ referred_by: expected, start_payload: code });
      }
    });

    it('that invites nobody shows a registered person the plain menu', async () => {
      const [bot, other] = [await driver.addBot(), await driver.addBot()];
      const foreign = await buildUser(other.tenant);
      const person = driver.telegram.person({ firstName: 'Sara', lastName: 'Jones' });
      await bot.send(person, '/start');
      await bot.tap(person, 'English');
      for (const payload of ['ref_99999999999999999999', 'x', 'تخفیف', foreign.referralCode]) {
        await bot.send(person, `/start ${payload}`);
        expect(bot.last(person).text).to.equal(`Hello, \u2068Sara\u2069 👋\n\n${en.menu.ask}`);
      }
    });

    it('of a person who is registered changes nothing, and they are told', async () => {
      const bot = await driver.addBot();
      const inviter = await buildUser(bot.tenant);
      const person = driver.telegram.person({ firstName: 'Sara' });
      await bot.send(person, '/start');
      await bot.tap(person, 'English');
      await bot.send(person, `/start ${inviter.referralCode}`);
      expect(bot.last(person).text).to.equal(`${en.menu.forNewPeople}\n\n${en.menu.ask}`);
      expect(await rowOf(person.id)).to.include({ referred_by: null, start_payload: null });
    });
  });

  describe('the rules', () => {
    it('are the admin’s; declining keeps the demand, accepting ends it', async () => {
      const bot = await driver.addBot({ defaultLanguage: 'en' });
      await bot.configure({
        ...oneLanguage,
        rules_required: true,
        rules_text: { en: '<b>Be kind</b> & fair' },
      });
      const person = driver.telegram.person({ firstName: 'Sara' });
      await bot.send(person, '/start campaign');
      expect(bot.last(person).html)
        .to.contain('<b>Be kind</b> &amp; fair')
        .and.contain(en.registration.rules.ask);
      await bot.tap(person, 'decline-rules');
      expect(bot.last(person).text).to.contain(en.registration.rules.declined);
      await bot.tap(person, 'decline-rules');
      await bot.send(person, 'but why?');
      expect(bot.last(person).text).to.contain(en.registration.rules.ask);
      expect(await rowOf(person.id)).to.include({ registered_at: null, rules_accepted_at: null });
      await bot.tap(person, 'accept-rules');
      expect(bot.last(person).text).to.contain(en.menu.ask);
      const row = await rowOf(person.id);
      expect(row.rules_accepted_at).to.be.instanceOf(Date);
      expect(row).to.include({ start_payload: 'campaign' });
    });

    it('cannot be skipped by a button of a later step or of the menu', async () => {
      const bot = await driver.addBot({ defaultLanguage: 'en' });
      await bot.configure({ rules_required: true });
      const person = driver.telegram.person({ firstName: 'Sara' });
      await bot.send(person, '/start');
      for (const data of ['accept-rules', 'joined', 'menu', 'profile'])
        await bot.feed(forgedTap(person.id, data));
      expect(bot.last(person).text).to.contain(en.registration.language.ask);
      expect(await rowOf(person.id)).to.include({ registered_at: null, rules_accepted_at: null });
    });
  });

  it('a double tap on its last button leaves the welcome, and the same button works again later', async () => {
    const bot = await driver.addBot();
    const person = driver.telegram.person({ firstName: 'Sara' });
    await bot.send(person, '/start');
    const { id: messageId } = bot.last(person);
    const button = 'choose-language:en';
    const taps = [1, 2, 3].map(() => driver.telegram.tap(bot.token, person, { messageId, button }));
    await bot.takeIn();
    await driver.settle();
    const welcome = `${en.registration.registered}\n\n${en.menu.ask}`;
    expect(bot.said(person).map(({ text }) => text)).to.deep.equal([welcome]);
    for (const tap of taps) expect(await tap.answered).to.deep.equal({ showAlert: false });
    await bot.tap(person, 'language');
    await bot.tap(person, button);
    expect(bot.last(person).text).to.equal(`${en.registration.language.changed}\n\n${en.menu.ask}`);
  });

  it('a double tap on the acceptance of the rules leaves the admin’s welcome', async () => {
    const bot = await driver.addBot({ defaultLanguage: 'en' });
    await bot.configure({ ...oneLanguage, rules_required: true, welcome_text: { en: 'Come in' } });
    const person = driver.telegram.person({ firstName: 'Sara' });
    await bot.send(person, '/start');
    const tap = { messageId: bot.last(person).id, button: 'accept-rules' };
    for (let time = 0; time < 2; time += 1) driver.telegram.tap(bot.token, person, tap);
    await bot.takeIn();
    await driver.settle();
    expect(bot.said(person).map(({ text }) => text.split('\n')[0])).to.deep.equal([
      'Come in',
      'Hello, \u2068Sara\u2069 👋',
    ]);
  });

  it('a welcome of the admin comes before the menu', async () => {
    const bot = await driver.addBot({ defaultLanguage: 'fa' });
    await bot.configure({ ...oneLanguage, welcome_text: { fa: 'خوش آمدید <i>دوست من</i>' } });
    const person = driver.telegram.person({ firstName: 'سارا' });
    await bot.send(person, '/start');
    expect(bot.said(person).map(({ text }) => text)).to.deep.equal([
      'خوش آمدید دوست من',
      'سلام \u2068سارا\u2069 👋\n\nچه کاری می‌توانم برایتان انجام دهم؟',
    ]);
  });

  it('is separate in each bot for the same person', async () => {
    const [one, two] = [await driver.addBot(), await driver.addBot()];
    const person = driver.telegram.person({ firstName: 'Sara' });
    await one.send(person, '/start');
    await two.send(person, '/start');
    await one.tap(person, 'English');
    const rows = await rowsOf(person.id);
    expect(rows.map((row) => [row.bot_id, row.language, row.registered_at !== null])).to.deep.equal([
      [one.botId, 'en', true],
      [two.botId, 'fa', false],
    ]);
    await two.tap(person, 'Русский');
    expect((await rowsOf(person.id)).map((row) => row.language)).to.deep.equal(['en', 'ru']);
    expect(one.said(person)).to.have.length(1);
  });

  it('keeps where the chat stands in the database', async () => {
    const bot = await driver.addBot();
    await bot.configure({ rules_required: true });
    const person = driver.telegram.person({ firstName: 'Sara' });
    const state = async (): Promise<unknown> =>
      (
        await ownerQuery<{ state: string }>('select state from conversations where bot_id = $1', [bot.botId])
      )[0]?.state;
    await bot.send(person, '/start');
    expect(await state()).to.equal('registration.language');
    await bot.tap(person, 'English');
    expect(await state()).to.equal('registration.rules');
    await bot.tap(person, 'accept-rules');
    expect(await state()).to.equal('idle');
  });
});

/** A tap that no button of ours made: the message it hangs on is out of reach, its query unknown to Telegram. */
const forgedTap = (personId: string, data: string): Record<string, unknown> => ({
  callback_query: {
    id: '4611686018427387904',
    from: { id: Number(personId), is_bot: false, first_name: 'Sara' },
    chat_instance: '1',
    message: { chat: { id: Number(personId), type: 'private' }, message_id: 999_999, date: 0 },
    data,
  },
});
