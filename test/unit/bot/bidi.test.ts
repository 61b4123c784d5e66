import { expect } from 'chai';
import { helpScreen } from '#bot/areas/menu/screens/help.js';
import { mainMenu } from '#bot/areas/menu/screens/main-menu.js';
import { listCommands } from '#bot/areas.js';
import { channelTrouble } from '#bot/areas/notices/screens/channel-trouble.js';
import { tokenRevoked } from '#bot/areas/notices/screens/token-revoked.js';
import { tailText } from '#bot/areas/partners/screens/payouts.js';
import { ratingButtons } from '#bot/areas/support/screens/rating.js';
import { textsOf } from '#bot/texts/index.js';
import { voiceOf } from '#bot/voice.js';
import { languages } from '#platform/language.js';
import { shownText } from '#platform/telegram/html.js';
import { menuView } from '../../support/bot/menu-view.js';

const persian = voiceOf('fa');
const isolate = /\u2068[^\u2068\u2069]*\u2069/g;
/** The first letter that has a direction, outside of isolates: it turns the line. */
const firstStrong = (line: string): string | undefined =>
  /[\p{Script=Arabic}\p{Script=Latin}\p{Script=Cyrillic}]/u.exec(line.replace(isolate, ''))?.[0];

describe('buttons that turn pages', () => {
  for (const language of languages) {
    const { billing, desk, payments, reviews, shop, support, wallet } = textsOf[language];
    const pairs = {
      'the receipts that wait': [reviews.buttons.last, reviews.buttons.next],
      'a wallet': [wallet.buttons.newer, wallet.buttons.older],
      'the plans': [shop.buttons.previous, shop.buttons.next],
      'the months of an account': [billing.buttons.earlier, billing.buttons.later],
      payments: [payments.buttons.newest, payments.buttons.older],
      'a ticket': [support.buttons.older, support.buttons.newer],
      'the tickets that wait': [desk.buttons.older, desk.buttons.newer],
    } as const;
    for (const [what, [left, right]] of Object.entries(pairs))
      it(`of ${what} point away from each other in ${language}`, () => {
        expect(left).to.match(/^⬅️ /);
        expect(right).to.match(/ ➡️$/);
      });
  }
});

describe('numbers in Persian', () => {
  it('keep the dots of a hidden number before its last digits', () => {
    expect(tailText(persian, { tail: '9012' })).to.equal('\u2068••••9012\u2069');
  });

  it('have Persian digits on the buttons that rate', () => {
    expect(ratingButtons(persian, '7').map(({ text }) => text)).to.eql(['۱⭐️', '۲⭐️', '۳⭐️', '۴⭐️', '۵⭐️']);
  });
});

describe('Persian lines around foreign words', () => {
  const screens: readonly (readonly [string, string])[] = [
    ['the menu', mainMenu(persian, menuView()).text],
    [
      'help',
      helpScreen(persian, { commands: listCommands('fa'), support: { contact: 'x_help', hasTickets: false } })
        .text,
    ],
    [
      'the trouble with a channel',
      channelTrouble(persian, { channelId: '@shop_news', reason: 'Bad Request: chat not found' }).text,
    ],
    ['a revoked token', tokenRevoked(persian, { called: 'Shop <1> (@shop_bot)' }).text],
  ];
  for (const [what, html] of screens) {
    const lines = shownText(html).split('\n').filter(Boolean);

    it(`begin with a Persian letter in ${what}`, () => {
      for (const line of lines) expect(firstStrong(line), line).to.match(/\p{Script=Arabic}/u);
    });

    it(`keep every Latin word between isolates that close in ${what}`, () => {
      for (const line of lines) {
        const outside = line.replace(isolate, '');
        expect(outside, line).not.to.match(/[\p{Script=Latin}\u2068\u2069]/u);
      }
    });
  }

  it('keep their direction in a button that a brand begins, and leave a brand alone as it is', () => {
    const { method, methodRaised } = textsOf.fa.payments.buttons;
    const values = { method: 'CryptoBot', amount: persian.toman(50_000) };
    expect(persian.plain(methodRaised, values)).to.equal('\u200f\u2068CryptoBot\u2069 · ۵۰٬۰۰۰ تومان');
    expect(persian.plain(method, values)).to.equal('CryptoBot');
    expect(persian.plain(methodRaised, { ...values, method: 'کارت' })).to.equal('کارت · ۵۰٬۰۰۰ تومان');
    const own = { method: persian.foreign('CryptoBot'), amount: persian.toman(50_000) };
    expect(persian.plain(methodRaised, own)).to.equal(persian.plain(methodRaised, values));
    const english = voiceOf('en');
    expect(english.plain(methodRaised, { method: 'کارت', amount: english.toman(50_000) })).to.equal(
      '\u200e\u2068کارت\u2069 · 50,000 toman',
    );
  });

  it('are the same as they were written, so that a change is seen', () => {
    expect(
      shownText(
        helpScreen(persian, {
          commands: listCommands('fa'),
          support: { contact: undefined, hasTickets: false },
        }).text,
      ),
    ).to.equal(
      'راهنما\n\nهمهٔ کارها با دکمه‌های زیر پیام‌ها انجام می‌شود. اگر دکمه‌ها را نمی‌بینید، \u2068/menu\u2069 را بفرستید.\n\n' +
        'دستورها:\nراهنمای استفاده از ربات: \u2068/help\u2069\nانتخاب زبان: \u2068/language\u2069\n' +
        'نمایش منوی اصلی: \u2068/menu\u2069\nراهنمایی دربارهٔ پرداخت: \u2068/paysupport\u2069\n' +
        'شروع از ابتدا: \u2068/start\u2069',
    );
    expect(persian.toman(1_250_000)).to.equal('۱٬۲۵۰٬۰۰۰ تومان');
    expect(persian.date(new Date('2027-03-21T00:00:00Z'))).to.equal('۱ فروردین ۱۴۰۶');
    expect(persian.count('days', 30)).to.equal('۳۰ روز');
    expect(textsOf.fa.shared.alerts.staleButton).to.equal('این دکمه دیگر فعال نیست؛ منوی تازه را ببینید.');
  });
});
