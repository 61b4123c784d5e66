import { readCart } from '#services/orders/carts.js';
import { titleOf } from '#services/payments/offer-methods.js';
import { readPaymentFacts } from '#services/payments/read-payment-facts.js';
import { readSnapshot } from '#services/snapshots/bot-snapshot.js';
import type { LocalizedText } from '#platform/setting-kinds.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import type { Screen } from '../../screen.js';
import type { Voice } from '../../voice.js';
import { tapButton } from '../../screen.js';
import type { Said, Saying, Scene } from './saying.js';
import { creditedNotice, paymentForAdmins } from './screens/payment-notice.js';

/** What a bot calls a way to pay. */
export async function titleIn(tenant: Tenant, tx: Tx, method: string): Promise<LocalizedText> {
  const bot = await readSnapshot(tenant, tx);
  return bot ? titleOf(method, bot.features) : { fa: method, en: method, ru: method };
}

/** A notice to those who run the bot: what happened, the payment, and a line of its own. */
export async function tellAdmins(
  { tenant, tx }: Scene,
  paymentId: string,
  say: (voice: Voice) => { readonly head: string; readonly extra?: string },
): Promise<Said | undefined> {
  const facts = await readPaymentFacts(tenant, tx, paymentId);
  if (!facts) return undefined;
  const title = await titleIn(tenant, tx, facts.payment.method);
  return {
    screen: (voice): Screen => {
      const { head, extra } = say(voice);
      return paymentForAdmins(voice, head, { facts, method: title[voice.language] }, extra);
    },
  };
}

/** Money came in. */
export const sayPaymentReceived: Saying<'payment_received'> = (scene, { payment_id }) =>
  tellAdmins(scene, payment_id, ({ texts }) => ({ head: texts.notices.payments.received }));

/** Money is there that an admin must decide about. */
export const sayPaymentHeld: Saying<'payment_held'> = (scene, { payment_id, problem }) =>
  tellAdmins(scene, payment_id, (voice) => ({
    head: voice.texts.notices.payments.held,
    extra: voice.say(voice.texts.notices.payments.reason, { reason: voice.foreign(problem) }),
  }));

/** A gateway takes its word back. */
export const sayPaymentContradicted: Saying<'payment_contradicted'> = (scene, { payment_id, says }) =>
  tellAdmins(scene, payment_id, (voice) => ({
    head: voice.say(voice.texts.notices.payments.contradicted, { says: voice.foreign(says) }),
  }));

/** A gateway has more money of a payment than was credited. */
export const saySettledTwice: Saying<'payment_settled_twice'> = (scene, { payment_id, says }) =>
  tellAdmins(scene, payment_id, (voice) => ({
    head: voice.texts.notices.payments.settledTwice,
    extra: voice.say(voice.texts.notices.payments.gatewaySays, { says: voice.foreign(says) }),
  }));

/** A gateway gave money back by itself. */
export const sayPaymentReversed: Saying<'payment_reversed'> = (scene, { payment_id, missing_toman, part }) =>
  tellAdmins(scene, payment_id, (voice) => {
    const { reversed, reversedInPart, wentBack, uncovered } = voice.texts.notices.payments;
    const extra = [
      part && voice.say(wentBack, { amount: voice.toman(part.toman) }),
      missing_toman > 0 && voice.say(uncovered, { missing: voice.toman(missing_toman) }),
    ];
    return { head: part ? reversedInPart : reversed, extra: extra.filter(Boolean).join('\n') };
  });

/** A refund that was asked for did not go through. */
export const sayRefundRefused: Saying<'refund_refused'> = (scene, { payment_id, code }) =>
  tellAdmins(scene, payment_id, (voice) => ({
    head: voice.texts.notices.payments.refundRefused,
    extra: voice.say(voice.texts.notices.payments.reason, { reason: voice.foreign(code) }),
  }));

/** A gateway is not offered for a while. */
export const sayGatewayHidden: Saying<'gateway_hidden'> = async ({ tenant, tx }, { gateway, code }) => {
  const title = await titleIn(tenant, tx, gateway);
  return {
    screen: (voice): Screen => ({
      text: voice.say(voice.texts.notices.payments.gatewayHidden, {
        method: voice.foreign(title[voice.language]),
        code: voice.foreign(code),
      }),
    }),
  };
};

/** The money of a payment is in the wallet, and nothing was bought with it. */
export const sayPaymentCredited: Saying<'payment_credited'> = async (scene, { payment_id, user_id }) => {
  const { tenant, tx } = scene;
  const facts = await readPaymentFacts(tenant, tx, payment_id);
  if (!facts) return undefined;
  const { payment } = facts;
  const cart = await readCart(tenant, tx, { userId: user_id });
  const amountToman = payment.creditedToman ?? 0;
  const missingToman = cart?.missingToman ?? 0;
  const isLate = payment.orderId !== null && cart?.order.id !== payment.orderId;
  return {
    screen: (voice): Screen => ({
      ...creditedNotice(voice, { amountToman, missingToman, isLate }),
      ...(cart && { keyboard: [[tapButton(voice.texts.shop.buttons.openCart, 'cart')]] }),
    }),
  };
};

/** The money of a payment went back to its payer, and what was bought with it may be gone. */
export const sayPaymentRefunded: Saying<'payment_refunded'> = async (
  { tenant, tx },
  { payment_id, part, is_sale_reversed = false },
) => {
  const facts = await readPaymentFacts(tenant, tx, payment_id);
  const amountToman = part?.toman ?? facts?.payment.creditedToman ?? facts?.payment.amountToman;
  if (amountToman === undefined) return undefined;
  return {
    screen: (voice): Screen => {
      const { refunded, saleReversed } = voice.texts.notices.payments;
      const sentences = [
        voice.say(refunded, { amount: voice.toman(amountToman) }),
        is_sale_reversed && saleReversed,
      ];
      return { text: sentences.filter(Boolean).join(' ') };
    },
  };
};
