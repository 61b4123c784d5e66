/** What notices say of payments, cards and rates, in English. */
export const paymentNoticesEn = {
  agreements: {
    failed:
      '⚠️ {method} could not charge you {amount} for the next period (payment {number}). It is tried again on {date}; please see that there is enough on your card.',
    priceRose:
      'The next period costs {price} now, which is more than the {amount} that you agreed to (payment {number}). Nothing was charged, and nothing will be: if you like to go on at the new price, please renew once more.',
    priceRoseCharged:
      'The next period costs {price} now, which is more than the {amount} that you agreed to (payment {number}). {method} had charged you already: that money is in your wallet, and you are charged no more. If you like to go on at the new price, please renew once more.',
    notEnded:
      '⚠️ <b>A gateway does not end its charges of a payer</b>, though the agreement is over. Please end it in the cabinet of the gateway; we try again every day. What is charged meanwhile is put into the payer’s wallet.',
    unheard:
      '⚠️ <b>A gateway charged a payer and we did not hear of it</b>. Please look at the charges of this payment in the cabinet of the gateway, and credit by hand what is missing.',
    counts: 'Charges by its count: {counted}; heard of: {heard}',
    unmatched:
      '⚠️ <b>Money came of which nobody knows whose it is</b>: {amount} by {method}. Please find the payer and credit it by hand.',
    unmatchedName: 'Name of the payment there: {name}',
    unmatchedPayer: 'Telegram id of the payer: {id}; they have never started the bot.',
    ended:
      '⚠️ {method} could not charge you for the next period (payment {number}), and will not try again. Please renew in another way before your subscription ends.',
  },
  bankMessages: {
    heads: {
      ambiguous: '⚠️ <b>A bank message fits several payments</b>, so none was approved by it.',
      duplicate:
        '⚠️ <b>A bank message tells of money that was told before</b>, so nothing was approved by it.',
      late: '⚠️ <b>A bank message came late</b>, or fits a payment that is over, so nothing was approved by it.',
    },
    quote: '<blockquote>{text}</blockquote>',
    sender: 'From: {sender}',
    amount: 'Amount: {amount}',
    card: 'Card ends with: {card}',
    at: 'Money came: {time}',
    payment: '• Payment {number}, {amount}, {status}: {person}',
    statuses: {
      pending: 'open',
      paid: 'approved',
      failed: 'rejected',
      cancelled: 'cancelled',
      expired: 'expired',
      held: 'held',
      refunded: 'given back',
    },
    open: '🧾 {number} · {amount}',
    decide: 'Please compare it with the receipts, and approve the payment that it is of.',
  },
  cards: {
    ends: '⏳ Payment {number} ends at {time}. If you have sent the money, please send the receipt now.',
    rejected: '❌ The receipt of payment {number} was not accepted. Reason: {reason}',
    again: 'If you have paid, you can send another receipt.',
    pictureWanted:
      '📷 We could not read the receipt of payment {number}. Please send a better picture of it; nothing else is needed.',
    approvalUndone: {
      head: '↩️ Payment {number} was confirmed by mistake.',
      taken: '{amount} was taken out of your wallet again.',
      reversed: 'What was bought with it was taken back.',
      support: 'If you think that this is wrong, please write to our support.',
    },
    rejectionUndone:
      '🔎 The receipt of payment {number} is being looked at once more. You need not do anything.',
    waiting: '⏰ <b>Receipts that wait: {count}</b>. The oldest came: {time}.',
    chatTrouble:
      '⚠️ Receipts cannot be posted in the review chat {chat}: {reason}. Until that is mended, they come to each reviewer here.',
    noChat:
      '⚠️ This bot has no review chat, so receipts come to each reviewer here. Set a group for the admins of the bot.',
    reasons: {
      amount: 'the amount is another one.',
      duplicate: 'this receipt was used before.',
      not_received: 'the money has not arrived.',
      other_card: 'the money went to another card.',
      unreadable: 'the receipt cannot be read.',
    },
  },
  payments: {
    credited: '✅ {amount} came into your wallet.',
    missing: 'Your order still lacks {missing}.',
    late: 'The order that it was for is no longer open; the money is yours to spend.',
    refunded: '↩️ {amount} went back to you.',
    saleReversed: 'What was bought with it was taken back.',
    received: '💰 <b>A payment came in</b>',
    held: '⚠️ <b>A payment needs you</b>: money may be there, but not as it was asked for.',
    contradicted:
      '⚠️ <b>A gateway contradicts itself</b> about a payment that was paid: it says “{says}” now.',
    settledTwice:
      '⚠️ <b>A payment may have been paid twice</b>: it was settled before, by hand or by the gateway, and now the gateway tells of more money of it. Nothing more was credited. If it is other money, please credit it by hand or give it back.',
    gatewaySays: 'The gateway says: {says}',
    reversed:
      '↩️ <b>A gateway gave a payment back</b>, and what was bought with it was taken back where that was possible.',
    reversedInPart:
      '↩️ <b>A gateway gave a part of a payment back</b>, and it was taken out of the wallet again, as far as it was there. What was bought stays with the payer.',
    wentBack: 'Went back: {amount}',
    uncovered: 'Not covered by the wallet: {missing}',
    refundRefused:
      '⚠️ <b>A refund did not go through</b>: the gateway gives nothing back. The money is in the wallet again; please refund by hand.',
    gatewayHidden:
      '⚠️ <b>{method} does not work at the moment</b> ({code}), so people are not offered it for a while. If it is your setup, please mend it.',
    number: 'Payment: {number}',
    person: 'Payer: {person}',
    amount: 'Amount: {amount}',
    method: 'Method: {method}',
    reason: 'Reason: {reason}',
  },
  rates: {
    currencies: { RUB: 'the rouble', USD: 'the dollar', XTR: 'a Telegram Star' },
    fixed:
      '⚠️ <b>The rate of {currency} is out of date</b>: its source has told none since {at}. Until it does again, the fixed rate of the settings is used.',
    hidden:
      '⚠️ <b>The rate of {currency} is out of date</b>: its source has told none since {at}. Until it does again, people are not offered ways to pay that need it. Please look at the source, or set a fixed rate.',
    refused:
      '⚠️ <b>The rate of {currency} jumped</b>: its source tells {told} instead of {last}, and this is not used. The last one counts until it is too old. If the new one is right, please set a fixed rate near it.',
  },
} as const;
