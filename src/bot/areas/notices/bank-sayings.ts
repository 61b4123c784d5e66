import { hideBalance } from '#platform/bank-messages/hide-balance.js';
import { readUnclearMessage, type UnclearMessage } from '#services/card-payments/read-unclear-message.js';
import { inColumn, paragraphs, tapButton, type Screen } from '../../screen.js';
import type { Voice } from '../../voice.js';
import type { Saying } from './saying.js';

/** Of a long message, so much is shown, in characters. */
const mostShown = 600;

function paymentLine(voice: Voice, { payment, payer }: UnclearMessage['payments'][number]): string {
  const handle = payer.username ? ` @${payer.username}` : '';
  return voice.say(voice.texts.notices.bankMessages.payment, {
    number: voice.isolate(payment.reference),
    status: voice.texts.notices.bankMessages.statuses[payment.status],
    person: `${voice.name(payer)} ${voice.foreign(`${payer.telegramId}${handle}`)}`,
    amount: voice.toman(payment.amountToman),
  });
}

function headOf(voice: Voice, state: string): string {
  const { heads } = voice.texts.notices.bankMessages;
  return state === 'ambiguous' || state === 'duplicate' ? heads[state] : heads.late;
}

/** A bank told of money, and people must decide which payment it is of, if any. */
export const sayUnclearMessage: Saying<'bank_message_unclear'> = async (
  { tenant, tx },
  { message_id: messageId, payment_ids: paymentIds },
) => {
  const message = await readUnclearMessage(tenant, tx, { messageId, paymentIds });
  if (!message) return undefined;
  return {
    screen: (voice): Screen => {
      const { bankMessages: words } = voice.texts.notices;
      return {
        text: paragraphs(
          headOf(voice, message.state),
          voice.say(words.quote, { text: hideBalance(message.text).slice(0, mostShown) }),
          [
            voice.say(words.sender, { sender: voice.foreign(message.sender) }),
            voice.say(words.amount, { amount: voice.toman(Math.floor(message.amountRial / 10)) }),
            message.cardLastFour && voice.say(words.card, { card: voice.foreign(message.cardLastFour) }),
            voice.say(words.at, { time: voice.time(message.sentAt) }),
          ]
            .filter(Boolean)
            .join('\n'),
          message.payments.map((facts) => paymentLine(voice, facts)).join('\n'),
          words.decide,
        ),
        keyboard: inColumn(
          message.payments.map(({ payment }) => {
            const { reference, amountToman, id } = payment;
            const named = { number: voice.isolate(reference), amount: voice.toman(amountToman) };
            return tapButton(voice.plain(words.open, named), 'review-open', id);
          }),
        ),
      };
    },
  };
};
