import { expect } from 'chai';
import { textsOf } from '#bot/texts/index.js';
import { FaqEntry } from '#models/faq-entry.js';
import { MenuNote } from '#models/menu-note.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../support/bot/drive-bot.js';
import { write } from '../../support/bot/pages.js';

const { en, fa, ru } = textsOf;
type Person = ReturnType<BotDriver['telegram']['person']>;

describe('the information menu', function () {
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
    await bot.send(person, '/start');
  });

  const buttons = (): string[] =>
    bot
      .last(person)
      .buttons.flat()
      .map(({ text }) => text);
  const ask = async (entries: readonly { title: object; answer: object; isShown?: boolean }[]) => {
    await bot.tenant.db(() =>
      FaqEntry.bulkCreate(entries.map((entry, index) => ({ position: index + 1, ...entry }) as never)),
    );
    await bot.publish();
    await touch();
  };
  /** What tests write past the fleet counts from the bot's next revision on. */
  const touch = () => bot.configure({ time_zone: 'Asia/Tehran' });

  it('is not offered where there is nothing to read', async () => {
    expect(buttons()).to.not.include(en.info.buttons.info);
  });

  it('has what is written and nothing else; each page leads back', async () => {
    await write(driver, bot, { public_offer_text: { en: '<b>Sold</b> as seen' } });
    await bot.send(person, '/start');
    await bot.tap(person, 'info');
    expect(buttons()).to.eql([en.info.buttons.offer, en.shared.buttons.menu]);
    await bot.tap(person, 'offer-page');
    expect(bot.last(person).html).to.equal(`<b>${en.info.offerTitle}</b>\n\n<b>Sold</b> as seen`);
    await write(driver, bot, { rules_text: { fa: 'مهربان باشید' }, privacy_policy_text: { en: 'Little' } });
    await ask([{ title: { en: 'Why?' }, answer: { en: 'Because.' } }]);
    await bot.tap(person, 'info');
    expect(buttons()).to.eql([
      en.info.buttons.rules,
      en.info.buttons.faq,
      en.info.buttons.privacy,
      en.info.buttons.offer,
      en.shared.buttons.menu,
    ]);
    await bot.tap(person, 'rules-page');
    expect(bot.last(person).text).to.contain('مهربان باشید');
    await bot.configure({ faq_shown: false });
    await bot.tap(person, 'info');
    expect(buttons()).to.not.include(en.info.buttons.faq);
  });

  it('turns the pages of a long text, and takes an old page for the nearest one', async () => {
    const text = Array.from({ length: 90 }, (_, n) => `<i>Line ${n} of what is sold</i>${'.'.repeat(60)}`);
    await write(driver, bot, { public_offer_text: { en: text.join('\n\n') } });
    await bot.send(person, '/start');
    await bot.tap(person, 'info');
    await bot.tap(person, 'offer-page');
    expect(bot.last(person).text).to.contain('Line 0 of').and.contain('Page 1 of 3');
    await bot.tap(person, 'offer-page:2');
    await bot.tap(person, 'offer-page:3');
    expect(bot.last(person).text).to.contain('Line 89 of');
    await write(driver, bot, { public_offer_text: { en: 'Short' } });
    await bot.tap(person, 'offer-page:2');
    expect(bot.last(person).text).to.contain('Short').and.not.contain('Page');
  });

  describe('frequent questions', () => {
    it('are a list of pages in their order; a hundred of them are all reached', async () => {
      await ask(
        Array.from({ length: 100 }, (_, n) => ({
          title: { en: `Question ${n}?` },
          answer: { en: `Answer <b>${n}</b>` },
        })),
      );
      await bot.send(person, '/start');
      await bot.tap(person, 'info');
      await bot.tap(person, 'faq');
      const seen: string[] = [];
      for (let page = 1; page <= 10; page += 1) {
        seen.push(...buttons().filter((text) => text.startsWith('Question')));
        if (page < 10) await bot.tap(person, `faq:${page + 1}`);
      }
      expect(seen).to.eql(Array.from({ length: 100 }, (_, n) => `Question ${n}?`));
      await bot.tap(person, 'Question 95?');
      expect(bot.last(person).html).to.contain('Answer <b>95</b>');
      await bot.tap(person, 'faq:10');
      expect(buttons()).to.include('Question 95?');
    });

    it('are found by typed words in title and answer, whatever letters they are typed in', async () => {
      await ask([
        { title: { fa: 'چگونه وصل شوم؟' }, answer: { fa: 'از دکمهٔ «اتصال» یک‌بار استفاده کنید.' } },
        { title: { fa: 'كيف پول چیست؟' }, answer: { fa: 'جای پول شماست؛ ۱۰ روز.' } },
        { title: { en: 'Café payments' }, answer: { en: 'We take <b>cards</b>.' } },
        { title: { ru: 'Ещё вопрос' }, answer: { ru: 'Ответ' } },
      ]);
      await bot.send(person, '/start');
      await bot.tap(person, 'info');
      await bot.tap(person, 'faq');
      const search = async (words: string): Promise<string[]> => {
        await bot.tap(person, 'faq-search');
        expect(bot.last(person).text).to.equal(en.info.faq.searchAsk);
        await bot.send(person, words);
        const known = [en.info.buttons.search, en.shared.buttons.back, en.shared.buttons.menu];
        return buttons().filter((text) => !known.includes(text));
      };
      const plain = async (words: string) =>
        (await search(words)).map((text) => text.replace(/[\u2066-\u2069]/g, ''));
      expect(await plain('کیف')).to.eql(['كيف پول چیست؟']);
      expect(await plain('يكبار')).to.eql(['چگونه وصل شوم؟']);
      expect(await plain('10 پول')).to.eql(['كيف پول چیست؟']);
      expect(await plain('CAFE cards')).to.eql(['Café payments']);
      expect(await plain('еще')).to.eql(['Ещё вопрос']);
      expect(await plain('cards')).to.eql(['Café payments']);
      expect(await plain('b')).to.eql([]);
      for (const nothing of ['zebra', '؟!…', '<b>', '%']) expect(await plain(nothing), nothing).to.eql([]);
      expect(bot.last(person).text).to.contain('%');
    });

    it('that are hidden, deleted or of another bot are not there', async () => {
      const other = await driver.addBot();
      await other.tenant.db(() =>
        FaqEntry.create({ title: { en: 'Foreign' }, answer: { en: 'Foreign' }, position: 1 }),
      );
      await ask([
        { title: { en: 'Hidden' }, answer: { en: 'Hidden' }, isShown: false },
        { title: { en: 'Shown' }, answer: { en: 'Shown' } },
      ]);
      await bot.send(person, '/start');
      await bot.tap(person, 'info');
      await bot.tap(person, 'faq');
      expect(buttons().slice(0, 1)).to.eql(['Shown']);
      await bot.tenant.db(() => FaqEntry.destroy({ where: {} }));
      const { alerts } = en.shared;
      expect(await bot.tap(person, 'Shown')).to.include({ text: alerts.staleButton });
      expect(await foreignEntry(other)).to.equal(alerts.staleButton);
    });

    async function foreignEntry(other: DrivenBot): Promise<string | undefined> {
      const [row] = await other.tenant.db(() => FaqEntry.findAll());
      await bot.feed({
        callback_query: {
          id: '4611686018427387905',
          from: { id: Number(person.id), is_bot: false, first_name: 'Sara' },
          chat_instance: '1',
          message: { chat: { id: Number(person.id), type: 'private' }, message_id: 999_999, date: 0 },
          data: `faq-entry:${row!.id}.1.1`,
        },
      });
      return bot.last(person).text.includes('Foreign') ? 'Foreign' : en.shared.alerts.staleButton;
    }
  });

  it('menu notes: any one that suits the language stands in the menu, and hidden ones never', async () => {
    await bot.tenant.db(async () => {
      await MenuNote.create({ body: '<i>For all</i>' });
      await MenuNote.create({ body: 'For English', language: 'en' });
      await MenuNote.create({ body: 'برای فارسی', language: 'fa' });
      await MenuNote.create({ body: 'Hidden', isShown: false });
    });
    await touch();
    const seen = new Set<string>();
    for (let time = 0; time < 30 && seen.size < 2; time += 1) {
      await bot.send(person, '/start');
      const note = bot.last(person).text.split('\n\n').at(-2);
      seen.add(note ?? '');
    }
    expect([...seen].sort()).to.eql(['For English', 'For all']);
  });

  it('speaks each language', async () => {
    await write(driver, bot, { rules_text: { fa: 'قوانین ما', ru: 'Наши правила' } });
    await bot.configure({ language_selection: true });
    const one = driver.telegram.person({ firstName: 'سارا' });
    await bot.send(one, '/start');
    await bot.tap(one, 'فارسی');
    await bot.tap(one, fa.info.buttons.info);
    await bot.tap(one, fa.info.buttons.rules);
    expect(bot.last(one).text).to.equal(`${fa.info.rulesTitle}\n\nقوانین ما`);
    const two = driver.telegram.person({ firstName: 'Олег' });
    await bot.send(two, '/start');
    await bot.tap(two, 'Русский');
    await bot.tap(two, ru.info.buttons.info);
    await bot.tap(two, ru.info.buttons.rules);
    expect(bot.last(two).text).to.equal(`${ru.info.rulesTitle}\n\nНаши правила`);
  });
});
