/** English texts about paying; the shape of the other languages. */
export const paymentsEn = {
  describe: {
    order: '{what}, payment {number}',
    topUp: 'Wallet top-up, payment {number}',
  },
  screen: {
    title: 'Payment {number}',
    what: 'For: {what}',
    amount: 'Amount: <b>{amount}</b>',
    charged: 'Charged: <b>{amount}</b>',
    method: 'By: {method}',
    receipt: 'Receipt: <code>{receipt}</code>',
    preparing: 'The page to pay on is being prepared; a moment please.',
    waiting:
      'Tap the button, pay, and come back here. This message changes by itself once the money is there.',
    until: 'Payable until: {time}',
    vpnOff: 'If the bank page does not open, switch your VPN off for a moment.',
    bought: '✅ Paid, and your order is done. What you bought comes in a moment.',
    boughtOther:
      '✅ {amount} came in, another sum than was asked for. Your order is done; the rest is in your wallet.',
    paid: '✅ Paid. {amount} came into your wallet.',
    paidOther: '✅ {amount} came into your wallet; another sum was asked for.',
    cancelled: 'This payment was cancelled. Money that was sent all the same is put into your wallet.',
    notNeeded:
      'Your order is done, so this payment is not needed. Money that was sent all the same is put into your wallet.',
    expired:
      'The time for this payment is over. Did you pay? It is found by itself and put into your wallet.',
    failed:
      'Nothing came of this payment, and nothing was taken from you. Please try again, or in another way.',
    noAnswer:
      'This way to pay does not answer at the moment. Nothing was taken from you; please choose another.',
    held: 'Your payment is being looked at by our staff. Nothing is lost; we will write to you.',
    refunded: 'The money of this payment went back to you.',
    repeats:
      'You are charged again every {days}, and your subscription goes on by itself, until you end it in Telegram: Settings → My Stars.',
    repeatActive: '🔁 Next charge: {date}. You can end it in Telegram: Settings → My Stars.',
    payable:
      'Please transfer exactly <b>{amount}</b>, to the last unit: by this sum your payment is recognised.',
    repeatsHere:
      'You agree to be charged {amount} again every {days}, and your subscription goes on by itself, until you end it here or on your subscription’s screen.',
    repeatActiveHere: '🔁 Next charge: {date}. You can end it here at any time.',
    repeatNotBegun:
      'The card was not kept, so you are not charged again. Please renew by hand, or switch autopay from the wallet on.',
    repeatCanceled: 'It is not charged again. Paid until {date}.',
    repeatFailed: '⚠️ The next charge did not go through. Paid until {date}.',
  },
  email: {
    ask: 'For the receipt of this payment an e-mail address is needed. Please send it; it is asked for once and kept.',
    invalid: 'That is no e-mail address. Please send one such as name@example.com.',
    kept: '✅ Kept. Please choose once more.',
  },
  choose: {
    amount: 'How much would you like to put into your wallet?',
    type: 'Type an amount in toman, between {min} and {max}.',
    invalid: 'That is no amount between {min} and {max}. Please type a number in toman.',
    method: 'How would you like to pay <b>{amount}</b>?',
    raised: 'Some methods take no less than a certain sum; what is more than needed stays in your wallet.',
    none: 'There is no way to pay this amount at the moment. Please try another amount, or come back later.',
  },
  list: {
    title: 'Your payments',
    none: 'There have been no payments yet.',
    line: 'Payment {number}: {amount}, {state}, {date}',
    states: {
      pending: 'open',
      paid: 'paid',
      failed: 'failed',
      cancelled: 'cancelled',
      expired: 'expired',
      refunded: 'refunded',
      held: 'being looked at',
    },
  },
  buttons: {
    copyPayable: '📋 Copy the sum',
    repeatEnd: '⏹ End automatic charges',
    pay: '💳 Pay {amount}',
    check: '🔄 I have paid',
    cancel: '✖️ Cancel',
    method: '{method}',
    methodRaised: '{method} · {amount}',
    methodRepeating: '🔁 {method} · {amount} every {days}',
    otherSum: '✏️ Another amount',
    payments: '🧾 Payments',
    otherMethod: '↩️ Another way to pay',
    again: '💳 Choose a way to pay',
    payment: '{number} · {state}',
    older: 'Older ➡️',
    newest: '⬅️ Newest',
  },
  alerts: {
    repeatEnded: 'Nothing is charged from now on.',
    asked: 'We are asking; this message changes when the money is there.',
    soon: 'We have just asked. Please wait a moment.',
  },
  errors: {
    'payment.method_off':
      'This way to pay is not available for this amount at the moment. Please choose another.',
    'payment.too_soon': 'You have just begun a card-to-card payment. Please try again in a minute.',
    'payment.too_many_begun': 'You have begun many payments in a short time. Please wait a little.',
    'payment.too_many_open': 'You have many open payments. Please pay or cancel one of them first.',
  },
} as const;
