import { offerMethods, type OfferedMethod } from '#services/payments/offer-methods.js';
import { repeatDaysOf } from '#services/payments/start-payment.js';
import type { PricedOrder } from '#services/orders/types.js';
import type { BotContext } from '../../../context.js';
import type { Button, Screen } from '../../../screen.js';
import { supportButton } from '../../shared/screens/support-button.js';
import { methodButtons, methodChoice, repeatingButtons } from '../screens/methods.js';

/** What is paid: an order by its number, or a top-up of the wallet. */
export interface SumToPay {
  /** What is missing, or what is put in, in toman. */
  readonly amountToman: number;
  readonly orderId?: string | undefined;
  /** The order, where it may be paid again and again. */
  readonly order?: PricedOrder | undefined;
}

/** The ways in which this very sum can be paid in this bot, a button each; the support last, where it takes money. */
export async function payingButtons(ctx: BotContext, payable: SumToPay): Promise<Button[]> {
  const { supportUsername, values } = ctx.settings;
  const contact = values.support_topup ? supportButton(ctx.voice, supportUsername) : undefined;
  const offers = await offersOf(ctx, payable.amountToman);
  return [
    ...methodButtons(ctx.voice, offers, payable),
    ...(await repeatingOf(ctx, payable)),
    ...(contact ? [{ ...contact, text: ctx.voice.texts.wallet.buttons.topUpBySupport }] : []),
  ];
}

async function repeatingOf(ctx: BotContext, { order }: SumToPay): Promise<Button[]> {
  const days = order && repeatDaysOf(order);
  if (!order || days === undefined) return [];
  const offers = await offersOf(ctx, order.quote.totalToman);
  return repeatingButtons(ctx.voice, offers, { orderId: order.id, days });
}

const offersOf = (
  { tenant, tx, snapshot, publicUrl }: BotContext,
  amountToman: number,
): Promise<OfferedMethod[]> =>
  offerMethods(tenant, tx, {
    amountToman,
    terms: { values: snapshot.settings.values, features: snapshot.features, publicUrl },
  });

/** The choice among the ways to top up with a sum. */
export async function openTopUpMethods(ctx: BotContext, amountToman: number): Promise<Screen> {
  const offers = await offersOf(ctx, amountToman);
  return methodChoice(ctx.voice, { amountToman, offers });
}
