import { findPayment } from '#services/payments/find-payment.js';
import { tapButton, type Screen } from '../../screen.js';
import type { Voice } from '../../voice.js';
import { chargeIn } from '../payments/screens/payment.js';
import { tellAdmins, titleIn } from './payment-sayings.js';
import type { Said, Saying, Scene } from './saying.js';

type Words = Voice['texts']['notices']['agreements'];

/** A word to a payer about what they are charged for again and again. */
async function tellPayer(
  { tenant, tx }: Scene,
  paymentId: string,
  say: (
    voice: Voice,
    words: Words,
  ) => { readonly text: string; readonly values?: Readonly<Record<string, string>> },
): Promise<Said | undefined> {
  const first = await findPayment(tenant, tx, paymentId);
  if (!first) return undefined;
  const title = await titleIn(tenant, tx, first.method);
  return {
    screen: (voice): Screen => {
      const { text, values } = say(voice, voice.texts.notices.agreements);
      const named = {
        method: voice.foreign(title[voice.language]),
        number: { html: paymentId },
        amount: chargeIn(voice, first),
      };
      return {
        text: voice.say(text, { ...named, ...values }),
        keyboard: [[tapButton(voice.texts.shared.buttons.menu, 'menu')]],
      };
    },
  };
}

/** A payer could not be charged again. */
export const sayRepeatFailed: Saying<'repeat_failed'> = (scene, { payment_id }) =>
  tellPayer(scene, payment_id, (_voice, { ended }) => ({ text: ended }));

/** A charge came to nothing and is tried again. */
export const sayChargeFailed: Saying<'charge_failed'> = (scene, { payment_id, next }) =>
  tellPayer(scene, payment_id, (voice, { failed }) => ({
    text: failed,
    values: { date: voice.date(new Date(next)) },
  }));

/** The next period costs more than was agreed on. */
export const sayChargePriceRose: Saying<'charge_price_rose'> = (
  scene,
  { payment_id, price_toman, is_charged: isCharged },
) =>
  tellPayer(scene, payment_id, (voice, { priceRose, priceRoseCharged }) => ({
    text: isCharged ? priceRoseCharged : priceRose,
    values: { price: voice.toman(price_toman) },
  }));

/** A gateway may charge on though the agreement is over. */
export const sayRepeatNotEnded: Saying<'repeat_not_ended'> = (scene, { payment_id, code }) =>
  tellAdmins(scene, payment_id, (voice) => {
    const { agreements, payments } = voice.texts.notices;
    return { head: agreements.notEnded, extra: voice.say(payments.reason, { reason: voice.foreign(code) }) };
  });

/** A gateway counts more charges than we have heard of. */
export const sayChargeUnheard: Saying<'charge_unheard'> = (
  scene,
  { payment_id, charge_count, heard_count },
) =>
  tellAdmins(scene, payment_id, (voice) => {
    const { unheard, counts } = voice.texts.notices.agreements;
    const values = { counted: voice.number(charge_count), heard: voice.number(heard_count) };
    return { head: unheard, extra: voice.say(counts, values) };
  });

/** Money came of which nobody knows whose it is. */
export const sayPaymentUnmatched: Saying<'payment_unmatched'> = async (
  { tenant, tx },
  { gateway, name, amount, payer_id },
) => {
  const title = await titleIn(tenant, tx, gateway);
  return {
    screen: (voice): Screen => {
      const { unmatched, unmatchedName, unmatchedPayer } = voice.texts.notices.agreements;
      const text = voice.say(unmatched, {
        method: voice.foreign(title[voice.language]),
        amount: voice.foreign(amount),
      });
      const lines = [
        text,
        voice.say(unmatchedName, { name: voice.foreign(name) }),
        payer_id !== null && voice.say(unmatchedPayer, { id: { html: payer_id } }),
      ];
      return { text: lines.filter(Boolean).join('\n') };
    },
  };
};
