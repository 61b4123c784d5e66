import { offerMethods, type OfferedMethod } from '#services/payments/offer-methods.js';
import type { BotContext } from '../../../context.js';
import type { Screen } from '../../../screen.js';
import { supportButton } from '../../shared/screens/support-button.js';
import {
  methodButtons,
  methodChoice,
  raisedText,
  type WantedSum,
  type WaysToPay,
} from '../screens/methods.js';

/** The ways in which this very sum can be paid in this bot, a button each; the support last, where it takes money. */
export async function openWays(ctx: BotContext, wanted: WantedSum): Promise<WaysToPay> {
  const { supportUsername, values } = ctx.settings;
  const contact = values.support_topup ? supportButton(ctx.voice, supportUsername) : undefined;
  const offers = await offersOf(ctx, wanted.amountToman);
  return {
    methods: methodButtons(ctx.voice, offers, wanted),
    ...(contact && { support: { ...contact, text: ctx.voice.texts.wallet.buttons.topUpBySupport } }),
    raised: raisedText(ctx.voice, offers),
  };
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
