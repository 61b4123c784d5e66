import type { PlanOffer } from '#services/orders/offers.js';
import type { Shelf } from '#services/orders/shelf.js';
import type { OwnSubscription } from '#services/subscriptions/own-subscriptions.js';
import { paragraphs, tapButton, type Button, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { backButton } from '../../shared/screens/back-button.js';
import { menuButton } from '../../shared/screens/menu-button.js';
import { pageTurns } from '../../shared/screens/page-turns.js';
import { lifeLine, nameOf } from '../../subscriptions/screens/subscription-facts.js';
import { simpleButton } from './simple-button.js';

/** For what plans are shown: 'auto' (what suits), 'new', or the number of a subscription. */
export type PlanTarget = string;

/** Plans of a page. */
export const plansPerPage = 8;

/** A plan with its price for this person, and what it gives. */
export function describePlan(voice: Voice, offer: PlanOffer): string {
  const { plans } = voice.texts.shop;
  const { name, priceToman, listPriceToman, periodDays, trafficLimitGb, deviceLimit, effect } = offer;
  const price = voice.toman(priceToman);
  const values = { name: voice.foreign(name), price };
  const head =
    priceToman < listPriceToman
      ? voice.say(plans.discounted, { ...values, listPrice: voice.toman(listPriceToman) })
      : voice.say(plans.line, values);
  const facts = voice.say(plans.facts, {
    days: voice.count('days', periodDays),
    traffic: voice.traffic(trafficLimitGb),
    devices: voice.count('devices', deviceLimit),
  });
  return [head, facts, effect === 'change' && `<i>${plans.changes}</i>`].filter(Boolean).join('\n');
}

/** What a screen of plans is made of. */
export interface PlanView {
  readonly shelf: Shelf;
  readonly target: PlanTarget;
  /** From 1; beyond the last: the last. */
  readonly page: number;
  /** The one that they would prolong or change. */
  readonly subscription?: OwnSubscription | undefined;
  readonly now: Date;
  readonly notice?: string | undefined;
}

/** That what the subscription has is sold no more, how long it runs, and what there is in its place. */
function offSale(voice: Voice, { shelf, now }: PlanView, subscription: OwnSubscription): string {
  const { changes } = voice.texts.shop;
  const { planName } = subscription;
  const hasMore = shelf.plans.length > 0 || shelf.simple !== null;
  return paragraphs(
    planName === null
      ? changes.offSaleUnnamed
      : voice.say(changes.offSale, { plan: voice.foreign(planName) }),
    lifeLine(voice, subscription, now),
    hasMore ? changes.instead : changes.nothingInstead,
  );
}

/** What to do with the list, or why it is empty. */
function advice(voice: Voice, { shelf }: PlanView): string {
  const { plans, errors } = voice.texts.shop;
  if (shelf.plans.length > 0) return plans.ask;
  return shelf.refusal === null ? plans.none : errors[shelf.refusal];
}

/**
 * The plans with their prices for this person, a page of them. Where what they have is sold no more, it says so, with the
 * simple offer among what there is in its place.
 */
export function planList(voice: Voice, view: PlanView): Screen {
  const { plans, buttons } = voice.texts.shop;
  const { shelf, target, subscription } = view;
  const { plans: offers, simple } = shelf;
  const isOffSale = subscription !== undefined && subscription.id === shelf.offSaleId;
  const pages = Math.max(1, Math.ceil(offers.length / plansPerPage));
  const page = Math.min(Math.max(view.page, 1), pages);
  const shown = offers.slice((page - 1) * plansPerPage, page * plansPerPage);
  const title = subscription
    ? voice.say(plans.titleFor, { subscription: nameOf(voice, subscription) })
    : plans.title;
  const turn = (to: number): string => `${target}.${to}`;
  const back: Button[] = subscription ? [backButton(voice, 'subscription', subscription.id)] : [];
  return {
    text: paragraphs(
      view.notice,
      `<b>${title}</b>`,
      isOffSale && offSale(voice, view, subscription),
      ...shown.map((offer) => describePlan(voice, offer)),
      !isOffSale && advice(voice, view),
    ),
    keyboard: [
      ...shown.map(({ planId, name, priceToman }) => [
        tapButton(
          voice.plain(buttons.plan, { name: voice.foreign(name), price: voice.toman(priceToman) }),
          'plan',
          `${planId}.${target}`,
        ),
      ]),
      ...(isOffSale && simple ? [[simpleButton(voice, simple)]] : []),
      ...pageTurns(voice, { action: 'plans', page, hasMore: page < pages, turn }),
      [...back, menuButton(voice)],
    ],
  };
}

/** Asks which of several subscriptions a plan is for. */
export const subscriptionChoice = (
  voice: Voice,
  view: {
    readonly planId: string;
    /** By which the person came to the plan. */
    readonly link: string | undefined;
    readonly subscriptions: readonly OwnSubscription[];
  },
): Screen => ({
  text: voice.texts.shop.plans.chooseSubscription,
  keyboard: [
    ...view.subscriptions
      .slice(0, 90)
      .map((one) => [
        tapButton(
          nameOf(voice, one),
          'plan',
          [view.planId, one.id, ...(view.link ? [view.link] : [])].join('.'),
        ),
      ]),
    [menuButton(voice)],
  ],
});
