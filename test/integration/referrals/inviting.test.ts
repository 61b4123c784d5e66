import { expect } from 'chai';
import { textsOf } from '#bot/texts/index.js';
import type { Person } from '../../../scripts/sandbox/telegram.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../support/bot/drive-bot.js';
import { newCustomer, type Customer } from '../../support/bot/customer.js';
import { ownerQuery } from '../../support/database.js';
import { addCode } from '../../support/promo-codes.js';

const { en } = textsOf;

describe('inviting others in the bot', function () {
  this.timeout(60_000);
  let driver: BotDriver;
  let bot: DrivenBot;
  let sara: Customer;
  let code: string;
  before(async () => {
    driver = await openBotDriver();
    bot = await driver.addBot();
    sara = await newCustomer(driver, bot);
    await bot.switchOn('referral_program');
    code = (await userOf(sara.person)).referral_code;
  });
  after(() => driver.close());

  interface Row {
    readonly id: string;
    readonly referral_code: string;
    readonly referred_by: string | null;
    readonly registered_at: Date | null;
    readonly start_action: string | null;
  }
  async function userOf(person: Person, of: DrivenBot = bot): Promise<Row> {
    const rows = await ownerQuery<Row>(
      `select id::text, referral_code, referred_by::text, registered_at, start_action from users
       where bot_id = $1 and telegram_id = $2`,
      [of.botId, person.id],
    );
    return rows[0]!;
  }
  const newcomer = async (start: string): Promise<Person> => {
    const person = driver.telegram.person({ firstName: 'Babak', languageCode: 'en' });
    await bot.send(person, start);
    await bot.tap(person, 'English');
    return person;
  };
  async function switchPromoCodes(isOn: boolean): Promise<void> {
    await ownerQuery(
      `insert into bot_feature_flags (bot_id, feature_key, enabled) values ($1, 'promo_codes', $2)
       on conflict (bot_id, feature_key) do update set enabled = excluded.enabled`,
      [bot.botId, isOn],
    );
    await bot.publish();
  }
  const buttonsOf = (person: { readonly id: string }) => bot.last(person).buttons.flat();

  describe('a newcomer', () => {
    it('who came by the link of another is asked for no code, and the inviter hears that they came', async () => {
      const person = await newcomer(`/start ${code}`);
      expect(bot.last(person).text).to.contain(en.registration.registered);
      expect((await userOf(person)).referred_by).to.equal((await userOf(sara.person)).id);
      expect(sara.reads()).to.equal('👋 \u2068Ba•••\u2069 joined by your invitation.');
    });

    it('who came by none is asked, and may go on without one', async () => {
      const person = await newcomer('/start');
      expect(bot.last(person).text).to.equal(en.registration.code.ask);
      await bot.tap(person, en.registration.buttons.skipCode);
      expect(await userOf(person)).to.include({ referred_by: null });
      expect((await userOf(person)).registered_at).to.be.instanceOf(Date);
    });

    for (const [how, typed] of [
      ['as it is', (one: string) => one],
      ['with a capital, blanks and hidden signs', (one: string) => ` R${one.slice(1)}\u200f \n`],
      ['in full width', (one: string) => one.replace(/^ref/, 'ｒｅｆ')],
      ['as the whole link', (one: string) => `https://t.me/any_bot?start=${one}`],
    ] as const)
      it(`may type the code ${how}`, async () => {
        const person = await newcomer('/start');
        await bot.send(person, typed(code));
        expect(bot.last(person).text).to.contain(en.registration.registered);
        expect((await userOf(person)).referred_by).to.equal((await userOf(sara.person)).id);
      });

    it('is told of a code that is nobody’s here: a strange one, their own, one of another bot, of who is blocked or left out', async () => {
      const other = await driver.addBot();
      const far = await newCustomer(driver, other, 'Far');
      const person = await newcomer('/start');
      const [shut] = await ownerQuery<{ code: string }>(
        `insert into users (bot_id, telegram_id, language, referral_code, registered_at, status)
         values ($1, 4242, 'en', 'refBlocked22', now(), 'blocked') returning referral_code as code`,
        [bot.botId],
      );
      const [off] = await ownerQuery<{ id: string; code: string }>(
        `insert into users (bot_id, telegram_id, language, referral_code, registered_at)
         values ($1, 4243, 'en', 'refLeftOut33', now()) returning id::text, referral_code as code`,
        [bot.botId],
      );
      await ownerQuery('insert into referral_accounts (bot_id, user_id, is_off) values ($1, $2, true)', [
        bot.botId,
        off!.id,
      ]);
      await switchPromoCodes(false);
      for (const typed of [
        'refNobody999',
        (await userOf(person)).referral_code,
        (await userOf(far.person, other)).referral_code,
        shut!.code,
        off!.code,
        'سلام',
        'a'.repeat(4_000),
      ]) {
        await bot.send(person, typed);
        expect(bot.last(person).text, typed).to.contain(en.registration.code.unknown);
      }
      expect((await userOf(person)).registered_at).to.equal(null);
      await switchPromoCodes(true);
    });

    it('may type a promo code too: it is kept and used once the registration is done', async () => {
      const effect = { kind: 'balance', amountToman: 5_000 } as const;
      await addCode(bot.tenant, { code: 'NOWRUZ-1405', effect });
      const person = await newcomer('/start');
      await bot.send(person, 'nowruz-1405');
      const words = bot.said(person).map(({ text }) => text);
      expect(words.join('\n')).to.contain('5,000 toman');
      expect(await userOf(person)).to.include({ referred_by: null });
    });

    for (const [how, typed] of [
      ['a whole link', 'https://t.me/any_bot?start=promo_LINK-7'],
      ['the end of a link', 'promo_link-7'],
      ['Persian letters', 'نوروز۱۴۰۵'],
      ['a word that begins like the end of a link', 'PROMO_SALE'],
    ] as const)
      it(`may type a promo code as ${how}`, async () => {
        const effect = { kind: 'balance', amountToman: 5_000 } as const;
        for (const one of ['LINK-7', 'نوروز1405', 'PROMO_SALE'])
          await addCode(bot.tenant, { code: one, effect, mostPerPerson: 1 }).catch(() => undefined);
        const person = await newcomer('/start');
        await bot.send(person, typed);
        const words = bot.said(person).map(({ text }) => text);
        expect(words.join('\n')).to.contain('5,000 toman');
      });

    it('who came by a link that opens something has both: what it opens, and the promo code', async () => {
      await addCode(bot.tenant, { code: 'BESIDE', effect: { kind: 'balance', amountToman: 7_000 } });
      const person = await newcomer('/start gift_nobodys');
      await bot.send(person, 'beside');
      const words = bot
        .said(person)
        .map(({ text }) => text)
        .join('\n');
      expect(words).to.contain('7,000 toman');
      expect(words).to.contain(en.gifts.taking.unknown);
    });

    it('may paste a link that opens something else in place of a code', async () => {
      const person = await newcomer('/start');
      await bot.send(person, 'https://t.me/any_bot?start=gift_nobodys');
      const words = bot
        .said(person)
        .map(({ text }) => text)
        .join('\n');
      expect(words).to.contain(en.gifts.taking.unknown);
    });

    it('is asked for none where the bot asks for none, or the programme is off', async () => {
      await bot.configure({ referral_code_asked: false });
      const person = await newcomer('/start');
      expect(bot.last(person).text).to.contain(en.registration.registered);
      await bot.configure({ referral_code_asked: true });
    });

    it('who was here before is brought by nobody and asked for no code', async () => {
      const person = await newcomer('/start');
      await bot.tap(person, en.registration.buttons.skipCode);
      await ownerQuery(
        `update users set status = 'deleted', registered_at = null, is_returning = true, language_chosen_at = null
         where bot_id = $1 and telegram_id = $2`,
        [bot.botId, person.id],
      );
      await bot.send(person, `/start ${code}`);
      await bot.tap(person, 'English');
      expect(bot.last(person).text).to.contain(en.registration.registered);
      expect(await userOf(person)).to.include({ referred_by: null });
    });
  });

  describe('the screen of a person who invites', () => {
    it('has the link to copy, to send and as a picture, the terms and the figures', async () => {
      await bot.configure({ referral_levels: [{ from: 10, percent: 30 }] });
      await bot.send(sara.person, '/menu');
      const screen = await sara.taps(en.referrals.buttons.invite);
      expect(screen).to.contain(`?start=${code}`);
      expect(screen).to.contain('25%');
      expect(screen).to.contain('30%');
      expect(screen).to.contain('Came by you: 5');
      const [share] = buttonsOf(sara.person);
      expect(share!.text).to.equal(en.referrals.buttons.share);
      const address = new URL((share as unknown as { url: string }).url);
      expect(address.searchParams.get('url')).to.match(new RegExp(`\\?start=${code}$`));
      expect(address.searchParams.get('text')).to.contain('100,000 toman');
      await sara.taps(en.referrals.buttons.qr);
      expect(bot.last(sara.person)).to.have.property('photo');
    });

    it('lists whom they brought with the first letters of their names, page by page', async () => {
      for (let n = 0; n < 6; n += 1) await newcomer(`/start ${code}`);
      await bot.send(sara.person, '/menu');
      await sara.taps(en.referrals.buttons.invite);
      const first = await sara.taps(en.referrals.buttons.people);
      expect(first.match(/Ba•••/g)).to.have.lengthOf(8);
      expect(first).not.to.contain('Babak');
      const second = await sara.taps(en.referrals.buttons.older);
      expect(second.match(/Ba•••/g)).to.have.lengthOf(3);
      expect(await sara.taps(en.referrals.buttons.newer)).to.equal(first);
      await bot.send(sara.person, '/menu');
      await sara.taps(en.referrals.buttons.invite);
      expect(await sara.taps(en.referrals.buttons.earnings)).to.contain(en.referrals.lists.nothing);
    });

    it('sends the words of the bot’s admins, as much as an address holds', async () => {
      await bot.configure({
        referral_invite_text: { en: `<b>Come</b> & get {bonus}! ${'سلام '.repeat(600)}` },
      });
      await bot.send(sara.person, '/menu');
      await sara.taps(en.referrals.buttons.invite);
      const { url } = buttonsOf(sara.person)[0] as unknown as { url: string };
      expect(url.length).to.be.within(1_800, 2_000);
      expect(new URL(url).searchParams.get('text')).to.match(/^Come & get 100,000 toman! سلام.*…$/);
      await bot.configure({ referral_invite_text: {} });
    });

    it('is not for whom the admins left out, and its button is there only while the programme is on', async () => {
      await ownerQuery('insert into referral_accounts (bot_id, user_id, is_off) values ($1, $2, true)', [
        bot.botId,
        (await userOf(sara.person)).id,
      ]);
      await bot.send(sara.person, '/menu');
      expect(await sara.taps(en.referrals.buttons.invite)).to.equal(en.referrals.off);
      await ownerQuery('update bot_feature_flags set enabled = false where bot_id = $1', [bot.botId]);
      await bot.publish();
      await bot.send(sara.person, '/menu');
      expect(sara.sees()).not.to.include(en.referrals.buttons.invite);
    });
  });
});
