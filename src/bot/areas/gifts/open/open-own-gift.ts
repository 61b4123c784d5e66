import { listGiftPlans } from '#services/gifts/list-plans.js';
import {
  hasOwnGifts,
  listOwnGifts,
  readOwnGift,
  readOwnGiftOfOrder,
  type OwnGift,
} from '#services/gifts/own-gifts.js';
import type { BotContext } from '../../../context.js';
import type { Screen } from '../../../screen.js';
import { giftCard } from '../screens/gift-card.js';
import { giftList } from '../screens/gift-list.js';
import { giftPlans } from '../screens/gift-plans.js';
import { ownGift } from '../screens/own-gift.js';

/** The plans that can be bought for somebody else. */
export async function openGiftPlans(ctx: BotContext, page = 1): Promise<Screen> {
  const { tenant, tx, person } = ctx;
  const shelf = await listGiftPlans(tenant, tx, { userId: person.id });
  const hasOwn = await hasOwnGifts(tenant, tx, { userId: person.id });
  return giftPlans(ctx.voice, { shelf, page, hasOwn });
}

/** The person's own gifts; who has none sees the plans, where they can be bought. */
export async function openOwnGifts(
  ctx: BotContext,
  { page = 1, notice }: { readonly page?: number; readonly notice?: string } = {},
): Promise<Screen> {
  const { tenant, tx, person } = ctx;
  const canBuy = ctx.snapshot.features.gifts.isOn;
  const { gifts, hasMore } = await listOwnGifts(tenant, tx, { userId: person.id, page });
  if (gifts.length === 0 && canBuy && notice === undefined) return openGiftPlans(ctx);
  return giftList(ctx.voice, { gifts, page, hasMore, canBuy, notice });
}

/** One of them; the list where there is none of that number, which may be anything. */
export async function openOwnGift(ctx: BotContext, giftId: string, notice?: string): Promise<Screen> {
  const gift = await readOwnGift(ctx.tenant, ctx.tx, { userId: ctx.person.id, giftId });
  if (!gift) return openOwnGifts(ctx, { notice: ctx.voice.texts.gifts.own.gone });
  return ownGift(ctx.voice, { gift, username: ctx.settings.username, now: ctx.at, notice });
}

/** The gift that an order of the person has bought; undefined: none. */
export const findGiftOf = (ctx: BotContext, orderId: string): Promise<OwnGift | undefined> =>
  readOwnGiftOfOrder(ctx.tenant, ctx.tx, { userId: ctx.person.id, orderId });

/** That it is there, with its card to forward as a message of its own below. */
export function openBoughtGift(ctx: BotContext, gift: OwnGift): Screen {
  ctx.send(cardOf(ctx, gift));
  const { username } = ctx.settings;
  return ownGift(ctx.voice, { gift, username, now: ctx.at, isNew: true });
}

/** The card of a gift, in the words of its buyer's language. */
export const cardOf = (ctx: BotContext, gift: OwnGift): Screen =>
  giftCard(ctx.voice, { gift, giver: ctx.person, username: ctx.settings.username });
