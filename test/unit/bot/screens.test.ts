import { expect } from 'chai';
import { editedMessage, newMessages } from '#bot/outgoing-calls.js';
import { mainMenu } from '#bot/areas/menu/screens/main-menu.js';
import { blocked } from '#bot/areas/notices/screens/blocked.js';
import { profileScreen } from '#bot/areas/menu/screens/profile.js';
import { channelGate } from '#bot/areas/registration/screens/channel-gate.js';
import { firstLanguageChoice } from '#bot/areas/registration/screens/language-choice.js';
import type { Screen } from '#bot/screen.js';
import { demandScreen } from '#bot/areas/info/screens/demand.js';
import { voiceOf } from '#bot/voice.js';
import { menuView } from '../../support/bot/menu-view.js';

const person = { firstName: 'Sara', lastName: null };
const texts = (rows: readonly (readonly { text: string }[])[] | undefined): string[][] =>
  (rows ?? []).map((row) => row.map((button) => button.text));

const dataOf = ({ keyboard = [] }: Screen): unknown[] =>
  keyboard.flat().map((button) => 'callback_data' in button && button.callback_data);

describe('screens', () => {
  it('the main menu greets by the first name and offers what the bot has', () => {
    const full = mainMenu(voiceOf('fa'), menuView({ support: { contact: 'shop_help', hasTickets: false } }));
    expect(full.text).to.equal('سلام \u2068Sara\u2069 👋\n\nچه کاری می‌توانم برایتان انجام دهم؟');
    expect(texts(full.keyboard)).to.deep.equal([
      ['👛 کیف پول: ۰ تومان', '👤 حساب من'],
      ['🌐 زبان', '❓ راهنما'],
      ['💬 پشتیبانی'],
    ]);
    const bare = mainMenu(voiceOf('en'), menuView({ canChooseLanguage: false, support: undefined }));
    expect(texts(bare.keyboard)).to.deep.equal([['👛 Wallet: 0 toman', '👤 Account'], ['❓ Help']]);
  });

  it('the main menu of a customer says until when they are served, and leads to what they can do', () => {
    const facts = {
      subscription: { id: '7', endsAt: new Date('2026-12-01T08:00:00Z'), isTrial: false, hasLink: true },
      count: 2,
      hasPlans: true,
      trial: null,
      simple: {
        ...{ priceToman: 90_000, days: 30, trafficLimitGb: 20, deviceLimit: 1 },
        ...({ deed: 'change', effect: 'change', subscriptionId: '7' } as const),
      },
      cart: { orderId: '5', totalToman: 250_000 },
      offers: { discount: null, accessUntil: null, hasAny: false },
      areSalesStopped: false,
    };
    const { text, keyboard } = mainMenu(voiceOf('en'), menuView({ facts, support: undefined }));
    expect(text).to.contain('Valid until: 1 December 2026 (10 days left)');
    expect(texts(keyboard)).to.deep.equal([
      ['🚀 Connect'],
      ['⚡ Change plan: 30 days, 90,000 toman'],
      ['🔑 My subscriptions', '♻️ Renew or change plan'],
      ['🧺 Your order: 250,000 toman', '👛 Wallet: 0 toman'],
      ['👤 Account', '🌐 Language'],
      ['❓ Help'],
    ]);
  });

  it('the account shows name, Jalali date, time together and balance', () => {
    const screen = profileScreen(voiceOf('fa'), {
      person: { firstName: 'سارا', lastName: 'رضایی' },
      registeredAt: new Date('2026-11-17T08:00:00Z'),
      now: new Date('2026-11-20T20:00:00Z'),
      balanceToman: 123_000,
      wantsReminders: true,
    });
    expect(screen.text.split('\n')).to.deep.equal([
      '<b>حساب کاربری شما</b>',
      '',
      'نام: \u2068سارا رضایی\u2069',
      'تاریخ ثبت‌نام: ۲۶ آبان ۱۴۰۵',
      'مدت همراهی: ۳ روز',
      'موجودی: ۱۲۳٬۰۰۰ تومان',
      'یادآوری‌ها: روشن',
    ]);
  });

  it('the account of the first day leaves the time together out', () => {
    const at = new Date('2026-11-20T20:00:00Z');
    const screen = profileScreen(voiceOf('ru'), {
      person,
      registeredAt: at,
      now: at,
      balanceToman: 0,
      wantsReminders: false,
    });
    expect(screen.text).not.to.contain('Вы с нами');
    expect(screen.text).to.contain('Напоминания: выключены');
  });

  it('the first language choice asks in every offered language, in their order', () => {
    const screen = firstLanguageChoice(['ru', 'fa']);
    expect(screen.text).to.equal('Пожалуйста, выберите язык:\n\nلطفاً زبان خود را انتخاب کنید:');
    expect(texts(screen.keyboard)).to.deep.equal([['Русский', 'فارسی']]);
  });

  it('what must be accepted has its two answers below its last page, and names its version', () => {
    const view = { kind: 'rules', html: '<b>Be kind.</b>', version: 7, page: 1 } as const;
    const one = demandScreen(voiceOf('en'), view);
    expect(one.text).to.contain('<b>Be kind.</b>');
    expect(dataOf(one)).to.eql(['accept-rules:7', 'decline-rules']);
    expect(demandScreen(voiceOf('en'), { ...view, note: 'declined' }).text).to.contain('That is up to you');
    const long = { ...view, html: `<i>${'A rule of ours. '.repeat(400)}</i>` };
    expect(dataOf(demandScreen(voiceOf('ru'), long))).to.eql(['read-rules:7.2', 'decline-rules']);
    const last = demandScreen(voiceOf('ru'), { ...long, page: 99 });
    expect(dataOf(last)).to.eql(['read-rules:7.2', 'accept-rules:7', 'decline-rules']);
    expect(last.text).to.match(/<i>A rule.*<\/i>\n\nСтраница 3 из 3/s);
  });

  it('the channel gate links to the channel by its link or its name', () => {
    const first = (screen: ReturnType<typeof channelGate>): unknown => screen.keyboard?.[0]?.[0];
    const voice = voiceOf('en');
    const gateOf = (chat: string, link: string | null) =>
      first(channelGate(voice, { channels: [{ chat, link, title: null }] }));
    expect(gateOf('-1001', 'https://t.me/+abc')).to.have.property('url', 'https://t.me/+abc');
    expect(gateOf('@shop_news', null)).to.have.property('url', 'https://t.me/shop_news');
    expect(gateOf('-1001', null)).to.have.property('callback_data', 'joined');
  });

  it('a refusal points to support only when there is one', () => {
    expect(blocked(voiceOf('en'), undefined).text).not.to.contain('support');
    expect(blocked(voiceOf('en'), 'shop_help').text).to.contain('support');
  });
});

describe('screens on their way out', () => {
  const keyboard = [[{ text: 'ok', callback_data: 'menu' }]];

  it('a long screen becomes several messages with the keyboard below the last', () => {
    const calls = newMessages('77', { text: 'word '.repeat(2_000), keyboard });
    expect(calls).to.have.length(3);
    expect(calls.map((call) => 'reply_markup' in call.params)).to.deep.equal([false, false, true]);
    expect(calls[0]?.params).to.include({ chat_id: 77, parse_mode: 'HTML' });
  });

  it('a long screen is not put in place of a message', () => {
    expect(editedMessage('77', 5, { text: 'short' })[0]?.method).to.equal('editMessageText');
    expect(editedMessage('77', 5, { text: 'word '.repeat(2_000) })[0]?.method).to.equal('sendMessage');
  });
});
