import { isChargedAlready } from '#services/payments/agreements/own-agreements.js';
import { offerMethods, type OfferedMethod } from '#services/payments/offer-methods.js';
import { repeatDaysOf } from '#services/payments/start-payment.js';
import type { PricedOrder } from '#services/orders/types.js';
import type { BotContext } from '../../../context.js';
import type { Button, Screen } from '../../../screen.js';
import { contactUrl } from '../../shared/screens/support-button.js';
import {
  methodButtons,
  methodChoice,
  raisedText,
  repeatingButtons,
  type WantedSum,
  type WaysToPay,
} from '../screens/methods.js';

/** The same for an order that may be paid again and again. */
interface SumToPay extends WantedSum {
  readonly order?: PricedOrder | undefined;
}

/** The ways in which this very sum can be paid in this bot, a button each; the support last, where it takes money. */
export async function openWays(ctx: BotContext, wanted: SumToPay): Promise<WaysToPay> {
  const { contact: username } = ctx.support;
  const byContact = ctx.settings.values.support_topup && username !== undefined;
  const offers = await offersOf(ctx, wanted.amountToman);
  return {
    methods: [...methodButtons(ctx.voice, offers, wanted), ...(await repeatingOf(ctx, wanted))],
    ...(byContact && {
      support: { text: ctx.voice.texts.wallet.buttons.topUpBySupport, url: contactUrl(username) },
    }),
    raised: raisedText(ctx.voice, offers),
  };
}

async function repeatingOf(ctx: BotContext, { order }: SumToPay): Promise<Button[]> {
  const days = order && repeatDaysOf(order);
  if (!order || days === undefined) return [];
  const { id: orderId, subscriptionId } = order;
  const offers = await offersOf(ctx, order.quote.totalToman);
  const buttons = repeatingButtons(ctx.voice, offers, { orderId, days });
  if (buttons.length === 0 || subscriptionId === null) return buttons;
  const owned = { userId: ctx.person.id, subscriptionId };
  return (await isChargedAlready(ctx.tenant, ctx.tx, owned)) ? [] : buttons;
}

const offersOf = (
  { tenant, tx, snapshot, publicUrl }: BotContext,
  amountToman: number,
): Promise<OfferedMethod[]> =>
  offerMethods(tenant, tx, {
    amountToman,
    terms: { values: snapshot.settings.values, features: snapshot.features, publicUrl },
  });

/** The choice among the ways to top up with a sum; `notice`: HTML above it. */
export async function openTopUpMethods(
  ctx: BotContext,
  amountToman: number,
  notice?: string,
): Promise<Screen> {
  return methodChoice(ctx.voice, { amountToman, ways: await openWays(ctx, { amountToman }), notice });
}
