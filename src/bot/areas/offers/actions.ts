import { readOpenOffer } from '#services/personal-offers/read-offers.js';
import { takeOffer } from '#services/personal-offers/take-offer.js';
import type { Actions } from '../../action.js';
import type { BotContext } from '../../context.js';
import type { Screen } from '../../screen.js';
import { canBuy, openOffers } from './open/open-offers.js';
import { lacksSubscription, offerTaken } from './screens/taken.js';

async function take(ctx: BotContext, offerId: string): Promise<Screen> {
  const { tenant, tx, at, person, voice } = ctx;
  const about = { userId: person.id, offerId };
  const taken = await takeOffer(tenant, tx, about);
  const { alerts } = voice.texts.offers;
  switch (taken.kind) {
    case 'discount':
    case 'test_access':
      return offerTaken(voice, taken, { canBuy: await canBuy(ctx) });
    case 'no_subscription': {
      const offer = await readOpenOffer(tenant, tx, { ...about, at });
      return offer ? lacksSubscription(voice, offer, { canBuy: await canBuy(ctx) }) : openOffers(ctx);
    }
    case 'kept_out':
      ctx.answer(alerts.keptOut, true);
      return openOffers(ctx);
    case 'gone':
    case 'nothing_new':
      ctx.answer(taken.kind === 'gone' ? alerts.gone : alerts.nothingNew, true);
      return openOffers(ctx);
  }
}

/** What the person is offered, has off, and tries. */
export const personalOfferActions: Actions<'my-offers' | 'take-offer'> = {
  'my-offers': { isForRegistered: true, run: (ctx) => openOffers(ctx) },
  'take-offer': { isForRegistered: true, run: take },
};
