import type { GiftShelf } from '#services/gifts/list-plans.js';
import { paragraphs, tapButton, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { menuButton } from '../../shared/screens/menu-button.js';
import { pageTurns } from '../../shared/screens/page-turns.js';
import { describePlan, plansPerPage } from '../../shop/screens/plans.js';

/** The plans that a person can buy for somebody else, a page of them. */
export function giftPlans(
  voice: Voice,
  {
    shelf,
    page: asked,
    hasOwn,
  }: { readonly shelf: GiftShelf; readonly page: number; readonly hasOwn: boolean },
): Screen {
  const { plans: texts, buttons } = voice.texts.gifts;
  const { buttons: shop, errors } = voice.texts.shop;
  const pages = Math.max(1, Math.ceil(shelf.plans.length / plansPerPage));
  const page = Math.min(Math.max(asked, 1), pages);
  const shown = shelf.plans.slice((page - 1) * plansPerPage, page * plansPerPage);
  const nothing = shelf.refusal === null ? texts.none : errors[shelf.refusal];
  return {
    text: paragraphs(
      `<b>${texts.title}</b>`,
      ...(shown.length > 0 ? [texts.about, ...shown.map((offer) => describePlan(voice, offer))] : [nothing]),
    ),
    keyboard: [
      ...shown.map(({ planId, name, priceToman }) => [
        tapButton(
          voice.plain(shop.plan, { name: voice.foreign(name), price: voice.toman(priceToman) }),
          'gift-plan',
          planId,
        ),
      ]),
      ...pageTurns(voice, { action: 'gift-plans', page, hasMore: page < pages }),
      [...(hasOwn ? [tapButton(buttons.own, 'gifts')] : []), menuButton(voice)],
    ],
  };
}
