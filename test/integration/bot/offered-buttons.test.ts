import { expect } from 'chai';
import { subscriptionNotice } from '#bot/areas/notices/screens/subscription-notice.js';
import type { Screen } from '#bot/screen.js';
import { deviceList } from '#bot/areas/subscriptions/screens/devices.js';
import { textsOf } from '#bot/texts/index.js';
import { voiceOf } from '#bot/voice.js';
import type { User } from '#models/user.js';
import { readWaysOn } from '#services/orders/read-shelf.js';
import { readOwnSubscription } from '#services/subscriptions/own-subscriptions.js';
import type { Tx } from '#tenancy/scope.js';
import { openShop, type Shop } from '../../support/bot/sales.js';
import * as states from '../../support/bot/shop-states.js';
import { ownerQuery } from '../../support/database.js';
import { walkScreens, type Belongings, type Tapped } from '../../support/walk-screens.js';

const { addCardPayments, addPayments, nothingSold, onPanel, over, sellSimple } = states;
const { takeCards, takeOffers, takePayments, takeTrial } = states;

const { alerts } = textsOf.en.shared;
const { errors, plans, trial, cart } = textsOf.en.shop;
const { facts: subscription } = textsOf.en.subscriptions;
const { topUp } = textsOf.en.wallet;
const { choose, errors: paymentErrors } = textsOf.en.payments;

/** What says that a tap was in vain. */
const vain: readonly string[] = [
  ...Object.values(errors),
  ...Object.values(paymentErrors),
  choose.none,
  alerts.staleButton,
  ...[plans.none, plans.gone, subscription.notNow, trial.off, trial.used, cart.none],
];

/** A person's place in the shop: what is sold there, and what they have. */
interface World {
  readonly says: string;
  readonly build: (shop: Shop, buyer: User) => Promise<unknown>;
  readonly walletToman?: number;
  readonly hasSupport?: boolean;
  /** How many purchases in a row are looked behind. */
  readonly mostPaid?: number;
  /** Actions that are tapped there, so that the state is what it says. */
  readonly reaches?: readonly string[];
}

const sellSome = async (shop: Shop) => {
  const big = await shop.addPlan({ name: 'Big', trafficLimitGb: 500, deviceLimit: 5, priceToman: 200_000 });
  await shop.addPlan({ name: 'Small', trafficLimitGb: 50, deviceLimit: 1 });
  return big.id;
};
const holdBig = async (shop: Shop, buyer: User) => {
  const planId = await sellSome(shop);
  await shop.buy(buyer.id, { kind: 'plan', planId });
  await onPanel(shop);
  return planId;
};
const worlds: readonly World[] = [
  {
    says: 'a newcomer where everything is sold',
    mostPaid: 1,
    build: async (shop) => [await sellSome(shop), await sellSimple(shop)],
  },
  { says: 'a newcomer without money, and no way to pay', walletToman: 0, hasSupport: false, build: sellSome },
  {
    says: 'a newcomer where nothing is sold',
    build: (shop) => shop.switchFeature('trial_subscription', false),
  },
  { says: 'a newcomer where only the simple offer is sold', build: sellSimple },
  {
    says: 'a newcomer without money where two ways to pay are on',
    walletToman: 0,
    mostPaid: 1,
    reaches: ['pay-by', 'top-up-by', 'top-up-type', 'pay-again', 'payment-cancel'],
    build: async (shop) => [await sellSome(shop), await takePayments(shop)],
  },
  {
    says: 'an order that waits for its money, with payments in every state',
    walletToman: 0,
    reaches: ['payment', 'payments', 'payment-check', 'payment-cancel', 'pay-again', 'pay-by'],
    build: async (shop, buyer) => {
      await takePayments(shop);
      await shop.buy(buyer.id, { kind: 'plan', planId: await sellSome(shop) });
      await addPayments(shop, buyer);
    },
  },
  {
    says: 'top-ups by sums, with payments in every state and an order that is done',
    reaches: ['payment', 'payments', 'payment-check', 'pay-again', 'top-up-amount', 'top-up-by'],
    build: async (shop, buyer) => {
      await takePayments(shop);
      await holdBig(shop, buyer);
      await addPayments(shop, buyer);
    },
  },
  {
    says: 'an order that is paid from card to card, with such payments in every state',
    walletToman: 0,
    reaches: ['payment', 'payments', 'payment-cancel', 'pay-again', 'pay-by', 'receipt'],
    build: async (shop, buyer) => {
      await takeCards(shop);
      await shop.buy(buyer.id, { kind: 'plan', planId: await sellSome(shop) });
      await addCardPayments(shop, buyer);
    },
  },
  {
    says: 'a paid trial',
    build: (shop) => shop.configure({ trial_payment_required: true, trial_price_toman: 9_000 }),
  },
  {
    says: 'a trial that runs',
    build: async (shop, buyer) => [await sellSome(shop), await takeTrial(shop, buyer)],
  },
  {
    says: 'a trial whose traffic is used up',
    build: async (shop, buyer) => [await sellSome(shop), await takeTrial(shop, buyer, 'LIMITED')],
  },
  {
    says: 'a used up trial where nothing is sold',
    build: (shop, buyer) => takeTrial(shop, buyer, 'LIMITED'),
  },
  {
    says: 'a trial that is over where only the simple offer is sold',
    build: async (shop, buyer) => [await sellSimple(shop), await takeTrial(shop, buyer), await over(shop)],
  },
  {
    says: 'a plan that runs',
    build: async (shop, buyer) => [await holdBig(shop, buyer), await sellSimple(shop)],
  },
  {
    says: 'a plan that runs, too little money, and an order that is kept',
    mostPaid: 1,
    walletToman: 200_000,
    build: async (shop, buyer) => {
      const planId = await holdBig(shop, buyer);
      await shop.buy(buyer.id, { kind: 'plan', planId });
      await sellSimple(shop);
    },
  },
  {
    says: 'a plan whose traffic is used up',
    build: async (shop, buyer) => [await holdBig(shop, buyer), await onPanel(shop, 'LIMITED')],
  },
  {
    says: 'a plan whose traffic is used up, where no traffic is added',
    build: async (shop, buyer) => [
      await holdBig(shop, buyer),
      await onPanel(shop, 'LIMITED'),
      await shop.configure({ traffic_addons: false, traffic_reset_offered: false }),
    ],
  },
  {
    says: 'unlimited traffic and as many devices as there can be',
    build: async (shop, buyer) => {
      const { id: planId } = await shop.addPlan({ trafficLimitGb: 0, deviceLimit: 3 });
      await shop.configure({ max_devices: 3 });
      await shop.buy(buyer.id, { kind: 'plan', planId });
      await onPanel(shop);
    },
  },
  {
    says: 'a plan that is over',
    build: async (shop, buyer) => [await holdBig(shop, buyer), await over(shop)],
  },
  {
    says: 'a plan that is over where nothing is sold',
    build: async (shop, buyer) => [await holdBig(shop, buyer), await over(shop), await nothingSold(shop)],
  },
  {
    says: 'a plan that runs, with offers of both kinds, and a discount that holds',
    reaches: ['my-offers', 'take-offer'],
    build: async (shop, buyer) => [await holdBig(shop, buyer), await takeOffers(shop, buyer)],
  },
  {
    says: 'a plan that runs and is sold no more',
    build: async (shop, buyer) => {
      const planId = await holdBig(shop, buyer);
      await ownerQuery('update bot_plans set is_active = false where bot_id = $1 and id = $2', [
        shop.botId,
        planId,
      ]);
    },
  },
  {
    says: 'a plan that runs where only the simple offer is sold',
    mostPaid: 1,
    build: async (shop, buyer) => [
      await holdBig(shop, buyer),
      await nothingSold(shop),
      await sellSimple(shop),
    ],
  },
  {
    says: 'a plan that runs where nothing is sold',
    build: async (shop, buyer) => [await holdBig(shop, buyer), await nothingSold(shop)],
  },
  {
    says: 'a plan that runs where it cannot be changed, nor the link, nor paid by itself',
    build: async (shop, buyer) => [
      await holdBig(shop, buyer),
      await shop.configure({ plan_change: false, link_reissue: false, device_addons: false }),
      await shop.switchFeature('auto_renewal', false),
    ],
  },
  {
    says: 'a plan without a link yet',
    build: async (shop, buyer) => shop.buy(buyer.id, { kind: 'plan', planId: await sellSome(shop) }),
  },
  {
    says: 'a plan that an admin switched off',
    build: async (shop, buyer) => [
      await holdBig(shop, buyer),
      await ownerQuery(`update subscriptions set status = 'disabled' where bot_id = $1`, [shop.botId]),
    ],
  },
  {
    says: 'as many subscriptions as there can be, one of them over, none to be changed',
    build: async (shop, buyer) => {
      await shop.configure({ subscriptions_per_user: 2, plan_change: false });
      const planId = await sellSome(shop);
      const first = await shop.buy(buyer.id, { kind: 'plan', planId, subscriptionId: 'new' });
      if (first.kind === 'paid') await shop.age(first.subscriptionId, 40);
      for (let count = 0; count < 2; count += 1)
        await shop.buy(buyer.id, { kind: 'plan', planId, subscriptionId: 'new' });
      await onPanel(shop);
      await sellSimple(shop);
    },
  },
];

/** What a tap took away of what there was, by name. */
function lostBy(before: Belongings, after: Belongings): string[] {
  const then = new Map(after.subscriptions.map((row) => [row.id, row]));
  const lost = before.subscriptions.flatMap((row) => {
    const now = then.get(row.id);
    if (!now) return ['subscription'];
    const size = (limit: unknown) => (limit === 0 ? Infinity : Number(limit));
    const squads = now.squads as string[];
    return [
      row.plan !== now.plan && !row.trial && 'plan',
      size(now.traffic) < size(row.traffic) && 'traffic',
      Number(now.devices) < Number(row.devices) && 'devices',
      new Date(String(now.ends_at)) < new Date(String(row.ends_at)) && 'end',
      squads.length > 0 && (row.squads as string[]).some((one) => !squads.includes(one)) && 'servers',
      !row.reissue && now.reissue && 'link',
      row.name !== null && now.name === null && 'name',
    ].filter((what) => what !== false);
  });
  const dropped = before.carts.filter((id) => !after.carts.includes(id) && !after.paid.includes(id));
  const removes = (jobs: readonly string[]) => jobs.filter((name) => name.endsWith('remove-devices')).length;
  return [
    ...lost,
    ...(dropped.length > 0 ? ['kept order'] : []),
    ...(removes(after.jobs) > removes(before.jobs) ? ['connected devices'] : []),
  ].filter((what) => what !== false) as string[];
}

const changeLabels = ['Yes, change', 'Change and pay', 'Top up and change', 'Change now'];

/** Does the screen with the button say that this is lost, and the button that it does so? */
function isAsked(what: string, { on, button }: Tapped): boolean {
  if (what === 'kept order')
    return on.text.includes('It takes the place of the order') || button.text.includes('Yes, drop it');
  if (what === 'connected devices') return on.text.includes('connect anew') && button.text.includes('Yes');
  if (what === 'link') return on.text.includes('stops working at once') && button.text.includes('Yes');
  if (what === 'name') return on.text.includes('What shall the subscription');
  return on.text.includes(' → ') && changeLabels.some((label) => button.text.includes(label));
}

describe('every button of every screen', function () {
  this.timeout(60_000);

  for (const {
    says,
    build,
    walletToman = 2_000_000,
    hasSupport = true,
    mostPaid = 0,
    reaches = [],
  } of worlds)
    it(`can be had, and takes away nothing unasked: ${says}`, async () => {
      const shop = await openShop(hasSupport ? { supportUsername: 'shop_help' } : {});
      const { tenant } = shop;
      const buyer = await shop.addBuyer(walletToman);
      await ownerQuery(`update users set language = 'en', language_chosen_at = now() where id = $1`, [
        buyer.id,
      ]);
      await build(shop, buyer);
      const taps: Tapped[] = [];
      await walkScreens(tenant, buyer, {
        mostPaid,
        doors: (tx) => noticesOf(shop, tx, buyer.id),
        visit: (tapped) => void taps.push(tapped),
      });
      expect(taps.length, 'taps').to.be.greaterThan(5);
      expect(taps.map(({ button }) => button.data.split(':')[0])).to.include.members([...reaches]);
      for (const tapped of taps) {
        const { way, button, alert, now, before, after, on } = tapped;
        const where = [...way, button.text].join(' ▸ ');
        const said = `${alert}\n${now?.text ?? ''}`;
        expect(
          vain.filter((words) => said.includes(words)),
          where,
        ).to.eql([]);
        expect(alert, where).to.not.equal(textsOf.en.subscriptions.alerts.noLinkYet);
        if (now?.text.includes(topUp.none)) expect(button.data, where).to.match(/^(pay|cart|simple|trial)/);
        for (const what of lostBy(before, after))
          expect(isAsked(what, tapped), `${where} loses: ${what}\n${on.text}`).to.equal(true);
      }
    });

  /** What a person hears of their subscriptions by itself. */
  async function noticesOf({ tenant }: Shop, tx: Tx, userId: string): Promise<Screen[]> {
    const rows = await tx.sql<{ id: string; state: string }>(
      `select id::text, case when ends_at < now() then 'expired' when panel_status = 'LIMITED' then 'limited' end as state
       from subscriptions where bot_id = $1 and user_id = $2`,
      [tenant.botId, userId],
    );
    const voice = voiceOf('en');
    const screens: Screen[] = [];
    for (const { id: subscriptionId, state } of rows) {
      const place = { userId, subscriptionId };
      const own = await readOwnSubscription(tenant, tx, place);
      const ways = await readWaysOn(tenant, tx, place);
      if (!own) continue;
      screens.push(deviceList(voice, { subscription: own }));
      if (state === 'expired' || state === 'limited')
        screens.push(subscriptionNotice(voice, { subscription: own, ways, kind: state }));
    }
    return screens;
  }
});
