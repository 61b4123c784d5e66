import { draftOrder } from '#services/orders/draft-order.js';
import { findGift } from '#services/gifts/find-gift.js';
import { listTakingChoices } from '#services/gifts/taking-choices.js';
import { listOwnSubscriptions } from '#services/subscriptions/own-subscriptions.js';
import type { BotContext } from '../../../context.js';
import type { Screen } from '../../../screen.js';
import { openDrafted, openRefusal } from '../../shop/open/open-order.js';
import { takenOrGone, taking } from '../screens/taking.js';

/** The gift of a code, with the ways to take it, or why it cannot be taken. `secret`, its code, may be anything. */
export async function openTaking(ctx: BotContext, secret: string): Promise<Screen> {
  const { tenant, tx, person } = ctx;
  const gift = await findGift(tenant, tx, { secret, readerId: person.id });
  const gone = takenOrGone(ctx.voice, gift, ctx.at);
  if (gone || !gift) return gone ?? openRefusal(ctx, 'order.gift_gone');
  const choices = await listTakingChoices(tenant, tx, { userId: person.id, giftId: gift.id });
  if (typeof choices === 'string') return openRefusal(ctx, choices);
  const owned = await listOwnSubscriptions(tenant, tx, { userId: person.id });
  const shown = choices.map((choice) => ({
    ...choice,
    subscription: owned.find(({ id }) => id === choice.subscriptionId),
  }));
  return taking(ctx.voice, { gift, choices: shown });
}

/** The order that takes the gift of a code, as a new subscription ('new') or for one of the person's: what it does, to be confirmed. */
export async function openTakingOrder(ctx: BotContext, secret: string, target: string): Promise<Screen> {
  const { tenant, tx, person } = ctx;
  const gift = await findGift(tenant, tx, { secret, readerId: person.id });
  const gone = takenOrGone(ctx.voice, gift, ctx.at);
  if (gone || !gift) return gone ?? openRefusal(ctx, 'order.gift_gone');
  const wish = { kind: 'taking', giftId: gift.id, subscriptionId: target } as const;
  return openDrafted(ctx, await draftOrder(tenant, tx, { userId: person.id, wish }));
}
