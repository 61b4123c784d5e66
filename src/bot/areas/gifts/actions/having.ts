import { isRefundable, readOwnGift, type OwnGift } from '#services/gifts/own-gifts.js';
import { returnGift } from '#services/gifts/return-gift.js';
import type { Actions } from '../../../action.js';
import type { BotContext } from '../../../context.js';
import type { Screen } from '../../../screen.js';
import { cardOf, openOwnGift, openOwnGifts } from '../open/open-own-gift.js';
import { openTaking, openTakingOrder } from '../open/open-taking.js';
import { giftQrCaption } from '../screens/gift-card.js';
import { giftLink } from '../screens/gift-words.js';
import { giftReturn } from '../screens/own-gift.js';

const find = (ctx: BotContext, giftId: string): Promise<OwnGift | undefined> =>
  readOwnGift(ctx.tenant, ctx.tx, { userId: ctx.person.id, giftId });

/** An open gift of the person's: what is sent of it, as a message of its own; else the gift as it is. */
async function send(
  ctx: BotContext,
  giftId: string,
  how: (gift: OwnGift) => void,
): Promise<Screen | 'nothing'> {
  const gift = await find(ctx, giftId);
  if (gift?.state !== 'open') return openOwnGift(ctx, giftId);
  how(gift);
  return 'nothing';
}

async function giveBack(ctx: BotContext, giftId: string): Promise<Screen> {
  const { giveBack: texts } = ctx.voice.texts.gifts;
  const gift = await find(ctx, giftId);
  if (!gift) return openOwnGift(ctx, giftId);
  const asked = { giftId, by: 'buyer', userId: ctx.person.id } as const;
  const amountToman = await returnGift(ctx.tenant, ctx.tx, asked);
  const notice =
    amountToman === undefined
      ? texts.late
      : ctx.voice.say(texts.done, { amount: ctx.voice.toman(amountToman) });
  return openOwnGift(ctx, giftId, notice);
}

/** The gifts that a person has bought, and one that they take. */
export const havingActions: Actions<
  'gift' | 'gift-card' | 'gift-qr' | 'gift-return' | 'gift-return-yes' | 'gift-take' | 'gifts'
> = {
  gifts: { isForRegistered: true, run: (ctx, page) => openOwnGifts(ctx, { page: pageOf(page) }) },
  gift: { isForRegistered: true, run: (ctx, giftId) => openOwnGift(ctx, giftId) },
  'gift-card': {
    isForRegistered: true,
    run: (ctx, giftId) =>
      send(ctx, giftId, (gift) => {
        ctx.answer(ctx.voice.texts.gifts.own.cardSent);
        ctx.send(cardOf(ctx, gift));
      }),
  },
  'gift-qr': {
    isForRegistered: true,
    run: (ctx, giftId) =>
      send(ctx, giftId, (gift) =>
        ctx.sendQr(giftLink(ctx.settings.username, gift.code), giftQrCaption(ctx.voice, gift)),
      ),
  },
  'gift-return': {
    isForRegistered: true,
    run: async (ctx, giftId) => {
      const gift = await find(ctx, giftId);
      if (!gift || isRefundable(gift, ctx.at)) return gift ? giftReturn(ctx.voice, gift) : undefined;
      return openOwnGift(ctx, giftId, ctx.voice.texts.gifts.giveBack.late);
    },
  },
  'gift-return-yes': { isForRegistered: true, run: giveBack },
  'gift-take': {
    isForRegistered: true,
    run: (ctx, argument) => {
      const [code = '', target] = argument.split('.');
      return target === undefined ? openTaking(ctx, code) : openTakingOrder(ctx, code, target);
    },
  },
};

const mostPages = 10_000;
const pageOf = (page: string): number => Math.min(mostPages, Math.max(1, Number.parseInt(page, 10) || 1));
