/** English texts about paying with Telegram Stars; the shape of the other languages. */
export const starsEn = {
  support: {
    title: 'Help with a payment',
    body: 'Something is wrong with a payment, or you want your money back? Write to our support and name the payment: its number is in the message with which you paid, and in your wallet.',
    noContact:
      'Something is wrong with a payment? We look into every payment ourselves, and what cannot be delivered goes back into your wallet. You find your payments there.',
  },
  alerts: {
    paid: 'This has been paid already. Nothing was taken from you again.',
    over: 'The time to pay this is over. Please order again in the bot.',
    barred: 'You cannot pay here at the moment. Please write to our support.',
    name: 'Please change your name in Telegram first: this bot does not allow what stands in it. Then pay again.',
    foreign: 'This invoice is for somebody else. Please order in the bot yourself.',
    amount: 'The price has changed meanwhile. Please order again in the bot.',
    unknown: 'We do not know this invoice. Please order again in the bot.',
  },
  commands: { paysupport: 'Help with a payment' },
} as const;
