import { expect } from 'chai';
import { linkReady } from '#bot/areas/notices/screens/link-ready.js';
import { subscriptionNotice } from '#bot/areas/notices/screens/subscription-notice.js';
import type { Screen } from '#bot/screen.js';
import { cart, cartDrop } from '#bot/areas/shop/screens/cart.js';
import { orderDone } from '#bot/areas/shop/screens/order-done.js';
import { orderSummary } from '#bot/areas/shop/screens/order-summary.js';
import { planList } from '#bot/areas/shop/screens/plans.js';
import { trial } from '#bot/areas/shop/screens/trial.js';
import { walletHistory } from '#bot/areas/wallet/screens/wallet.js';
import { appGuide, systemChoice } from '#bot/areas/subscriptions/screens/connect.js';
import { deviceList, deviceRemoval, devicesRemoved } from '#bot/areas/subscriptions/screens/devices.js';
import {
  connectButton,
  copyButton,
  type ConnectSettings,
} from '#bot/areas/subscriptions/screens/link-buttons.js';
import { autopay, devicePackages, manage, trafficPackages } from '#bot/areas/subscriptions/screens/manage.js';
import { qrCaption } from '#bot/areas/subscriptions/screens/qr-caption.js';
import { subscriptionList, subscriptionScreen } from '#bot/areas/subscriptions/screens/subscription.js';
import { voiceOf, type Voice } from '#bot/voice.js';
import { languages } from '#platform/language.js';
import { readTelegramHtml, shownText } from '#platform/telegram/html.js';
import { vpnApps } from '#platform/vpn-apps.js';
import type { SimpleOffer } from '#services/orders/offers.js';
import type { Shelf, WaysOn } from '#services/orders/shelf.js';
import type { PricedOrder, QuoteItem } from '#services/orders/types.js';
import type { OwnSubscription } from '#services/subscriptions/own-subscriptions.js';

const now = new Date('2026-11-20T20:00:00Z');
const link = 'https://sub.example.com/x7Yz';
const subscription: OwnSubscription = {
  id: '987654321098765432',
  name: 'Home <b>',
  planId: '5',
  planName: 'Gold & co',
  isTrial: false,
  state: 'active',
  startsAt: now,
  endsAt: new Date('2026-12-20T20:00:00Z'),
  trafficLimitGb: 50,
  trafficUsedBytes: 2.4 * 2 ** 30,
  deviceLimit: 3,
  devices: [
    {
      key: '0123456789abcdef',
      platform: 'iOS',
      os: '17',
      model: 'iPhone',
      app: 'Happ',
      added_at: now.toISOString(),
    },
    { key: 'fedcba9876543210', platform: null, os: null, model: null, app: null, added_at: null },
  ],
  devicesSeenAt: now,
  devicesGoAt: null,
  panelSeenAt: now,
  link,
  cryptoLink: 'happ://crypt3/abc',
  isProvisioned: true,
  isReissuing: false,
  isAutopayEnabled: true,
  autopayDaysBefore: 3,
  autopayAt: null,
};
const settings: ConnectSettings = {
  connect_mode: 'guide',
  connect_page_url: 'https://own.example.com/connect',
  happ_redirect_url: 'https://go.example.com/?to={link}',
  link_hidden: false,
};
const items: QuoteItem[] = [
  { kind: 'plan', amountToman: 100_000, days: 30 },
  { kind: 'rest', amountToman: 5_000, days: 3 },
  { kind: 'discount', amountToman: -10_000, percent: 10 },
  { kind: 'group', amountToman: -2_000, percent: 2 },
  { kind: 'offer', amountToman: -9_000, percent: 10 },
  { kind: 'rounding', amountToman: 500 },
  { kind: 'extra_devices', amountToman: 50_000, count: 1, months: 1 },
  { kind: 'extra_traffic', amountToman: 20_000, gb: 10 },
  { kind: 'credit', amountToman: -29_000 },
  { kind: 'given_back', amountToman: -1_000 },
  { kind: 'offer', amountToman: -500 },
];
const order: PricedOrder = {
  id: '987654321098765432',
  revision: 12,
  state: 'draft',
  wish: { kind: 'plan', planId: '5', subscriptionId: subscription.id },
  quote: {
    items,
    totalToman: 124_000,
    effect: 'change',
    planName: 'Gold & co',
    periodDays: 30,
    endsAt: '2026-12-20T20:00:00.000Z',
    trafficLimitGb: 0,
    deviceLimit: 3,
    before: { endsAt: '2026-12-30T20:00:00.000Z', trafficLimitGb: 500, deviceLimit: 5 },
    losesServers: true,
  },
  subscriptionId: subscription.id,
  expiresAt: new Date('2026-11-20T21:00:00Z'),
};
/** A renewal of which everything is said that can be said. */
const renewal: PricedOrder = {
  ...order,
  quote: {
    ...order.quote,
    effect: 'extend',
    before: { endsAt: '2027-11-20T20:00:00.000Z', trafficLimitGb: 90, deviceLimit: 5 },
    traffic: 'resets',
    addOns: [
      { id: '987654321098765433', kind: 'traffic', amount: 10, priceToman: 35_000, isKept: true },
      { id: '987654321098765434', kind: 'devices', amount: 2, priceToman: 100_000, isKept: false },
      { id: '987654321098765435', kind: 'traffic', amount: 0, priceToman: null, isKept: false },
    ],
    ending: [{ kind: 'devices', amount: 4 }],
    lostDays: 335,
  },
};
const offer = {
  planId: '5',
  name: 'Gold & co',
  periodDays: 30,
  trafficLimitGb: 0,
  deviceLimit: 3,
  priceToman: 90_000,
  listPriceToman: 100_000,
  effect: 'change' as const,
};
const simple: SimpleOffer = {
  ...{ priceToman: 0, days: 30, trafficLimitGb: 20, deviceLimit: 1 },
  ...{ deed: 'change', effect: 'change', subscriptionId: subscription.id },
};
const offers = Array.from({ length: 20 }, () => offer);
const shelf: Shelf = { plans: offers, simple, offSaleId: null, refusal: null };
const ways: WaysOn = { traffic: true, plans: true, isOffSale: false, simple: null };
const addOns = {
  traffic: [
    { gb: 10, priceToman: 35_000 },
    { gb: 0, priceToman: 200_000 },
  ],
  devices: { priceToman: 50_000, most: 4 },
  resetToman: 100_000,
  canChangePlan: true,
  canReissue: true,
  canAutopay: true,
  renewalToman: 100_000,
};

/** Every screen about what is sold, in one language. */
const screensOf = (voice: Voice): Readonly<Record<string, Screen>> => {
  const view = { subscription, settings, now };
  const funds = { order, balanceToman: 20_000, missingToman: 115_500, subscription };
  const surplus = { ...subscription, deviceLimit: 1, devicesGoAt: now };
  const [device] = subscription.devices!;
  const [happ] = vpnApps;
  return {
    plans: planList(voice, { shelf, target: subscription.id, page: 2, subscription, now }),
    'off sale': planList(voice, {
      shelf: { ...shelf, offSaleId: subscription.id },
      ...{ target: 'auto', page: 1, subscription, now },
    }),
    'all off sale': planList(voice, {
      shelf: { plans: [], simple: null, offSaleId: subscription.id, refusal: null },
      ...{ target: 'auto', page: 1, subscription: { ...subscription, planName: null }, now },
    }),
    'no plan for now': planList(voice, {
      shelf: { plans: [], simple: null, offSaleId: null, refusal: 'order.subscription_limit' },
      ...{ target: 'auto', page: 1, now },
    }),
    summary: orderSummary(voice, { ...funds, replaced: order, notice: voice.texts.shop.order.changed }),
    renewal: orderSummary(voice, { ...funds, order: renewal }),
    drop: cartDrop(voice, order),
    cart: cart(voice, { ...funds, ways: { methods: [], raised: undefined }, isAutomatic: true }),
    done: orderDone(voice, { order, subscriptionId: subscription.id }),
    ready: linkReady(voice, { ...view, isNew: true }),
    detail: subscriptionScreen(voice, { ...view, ways: { ...ways, simple }, isStale: true }),
    list: subscriptionList(voice, {
      subscriptions: [subscription, { ...subscription, name: null, isTrial: true }],
      canBuy: true,
    }),
    devices: deviceList(voice, view),
    'too many devices': deviceList(voice, { subscription: surplus }),
    'a device to remove': deviceRemoval(voice, { subscription, device: device! }),
    'removed devices': devicesRemoved(voice, { subscription: surplus, removed: [device!] }),
    manage: manage(voice, { subscription, addOns }),
    traffic: trafficPackages(voice, { subscription, addOns }),
    'more devices': devicePackages(voice, { subscription, addOns }),
    autopay: autopay(voice, { subscription, renewalToman: 100_000, choices: [1, 3, 7] }),
    systems: systemChoice(voice, subscription),
    guide: appGuide(voice, {
      subscription,
      system: 'android',
      app: happ!,
      openPage: 'https://f.example/open/happ#x',
      ownStores: {},
    }),
    qr: qrCaption(voice, subscription),
    trial: trial(voice, {
      offer: { priceToman: 5_000, days: 3, trafficLimitGb: 10, deviceLimit: 2 },
      hasPlans: true,
    }),
    expired: subscriptionNotice(voice, { subscription, ways, kind: 'expired' }),
    limited: subscriptionNotice(voice, { subscription, ways: { ...ways, simple }, kind: 'limited' }),
    history: walletHistory(voice, {
      page: {
        movements: [
          {
            id: '9',
            at: now,
            type: 'deposit',
            undid: null,
            amountToman: 20_000,
            description: 'By Sara <x>',
          },
          {
            ...{ id: '8', at: now, type: 'subscription_payment', undid: null },
            ...{ amountToman: -5_000, description: null },
          },
        ],
        hasNewer: true,
        hasOlder: true,
      },
      balanceToman: 20_000,
    }),
  };
};

describe('screens about what is sold', () => {
  for (const language of languages)
    it(`are valid for Telegram in ${language}, with every value escaped and no placeholder left`, () => {
      for (const [what, { text, keyboard = [] }] of Object.entries(screensOf(voiceOf(language)))) {
        expect(() => readTelegramHtml(text), what).not.to.throw();
        expect(text, what).not.to.match(/\{\w+\}|undefined|NaN|<b>">|Home <b>/);
        expect(shownText(text).length, what).to.be.below(3_000);
        for (const button of keyboard.flat()) {
          expect(button.text, what).not.to.match(/\{\w+\}|&\w+;/);
          if ('callback_data' in button) expect(button.callback_data.length, what).to.be.at.most(64);
        }
        expect(keyboard.flat().length, what).to.be.within(1, 100);
      }
    });

  it('keep foreign words apart in Persian lines', () => {
    const isolate = /[\u2066-\u2068][^\u2066-\u2069]*\u2069/g;
    for (const [what, { text }] of Object.entries(screensOf(voiceOf('fa')))) {
      const lines = shownText(text)
        .split('\n')
        .filter((line) => line && line !== link);
      for (const line of lines) {
        const outside = line.replace(isolate, '');
        expect(outside, what).not.to.match(/[\p{Script=Latin}\u2066-\u2069]/u);
      }
    }
  });

  it('say before the payment what was, what becomes of the traffic, what ends, and let add-ons be left out', () => {
    const { text, keyboard = [] } = orderSummary(voiceOf('en'), {
      order: renewal,
      balanceToman: 500_000,
      missingToman: 0,
    });
    for (const line of [
      '90 GB → unlimited',
      '5 devices → 3 devices',
      'Your used traffic begins at zero.',
      'This ends with it: 4 devices',
      'Left out: 2 devices + unlimited traffic',
      '• 335 days of the time that you have already',
    ])
      expect(text).to.include(line);
    const data = keyboard
      .flat()
      .flatMap((button) => ('callback_data' in button ? [button.callback_data] : []));
    expect(data.filter((one) => one.startsWith('leave-out:'))).to.deep.equal([
      'leave-out:987654321098765432.987654321098765433',
      'leave-out:987654321098765432.987654321098765434',
    ]);
  });

  it('add up the price line by line', () => {
    const { text } = orderSummary(voiceOf('en'), { order, balanceToman: 500_000, missingToman: 0 });
    for (const line of [
      'Price for 30 days: 100,000 toman',
      'Discount of 10 percent: -10,000 toman',
      'Your extra devices, 1 device: 50,000 toman',
      'What is left of your present plan: -29,000 toman',
      '<b>To pay: 124,000 toman</b>',
    ])
      expect(text).to.contain(line);
    expect(items.reduce((sum, { amountToman }) => sum + amountToman, 0)).to.equal(order.quote.totalToman);
  });

  it('lead to the connection in the way that the settings choose', () => {
    const voice = voiceOf('en');
    const way = (mode: ConnectSettings['connect_mode'], of = subscription) =>
      connectButton(voice, of, { ...settings, connect_mode: mode });
    expect(way('guide')).to.deep.include({ callback_data: `connect:${subscription.id}` });
    expect(way('link')).to.deep.include({ url: link });
    expect(way('mini_app')).to.deep.include({ web_app: { url: link } });
    expect(way('custom_page')).to.deep.include({ url: 'https://own.example.com/connect' });
    expect(way('happ_link')).to.deep.include({ url: 'https://go.example.com/?to=happ%3A%2F%2Fcrypt3%2Fabc' });
    expect(way('happ_link', { ...subscription, cryptoLink: null })).to.have.property('callback_data');
    expect(way('link', { ...subscription, link: 'http://localhost/x' })).to.have.property('callback_data');
    expect(way('guide', { ...subscription, link: null })).to.equal(undefined);
  });

  it('copy no link that is too long for a button, and show none that the bot hides', () => {
    const long = `https://sub.example.com/${'x'.repeat(300)}`;
    expect(copyButton(voiceOf('en'), long)).to.equal(undefined);
    const hidden = { ...settings, link_hidden: true };
    const { text } = subscriptionScreen(voiceOf('en'), { subscription, settings: hidden, now, ways });
    expect(text).to.not.contain(link);
  });
});
