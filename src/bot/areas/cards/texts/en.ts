/** English texts about paying from card to card; the shape of the other languages. */
export const cardsEn = {
  screen: {
    title: 'Card transfer {number}',
    amount: 'Amount: <b>{toman}</b> ({rial})',
    rial: '{amount} rial',
    card: '💳 Card: {number}{bank}',
    holder: '👤 In the name of: {name}',
    until: '⏳ Time until: {time}',
    exact: 'Please send exactly this amount: your payment is known by it. All of it goes into your wallet.',
    instructions: 'Transfer the amount to this card.',
    ended:
      'The time for this payment is over. Did you transfer the money? Then send the receipt all the same: nothing is lost.',
    cancelled:
      'This payment was cancelled. Did you transfer the money? Then send the receipt all the same: nothing is lost.',
    closed:
      '🚧 <b>This way to pay is closed for now.</b> Please choose another; your order is kept. If you have transferred the money already, send the receipt: nothing is lost.',
    rejected: '❌ The receipt was not accepted. Reason: {reason}',
    picture: '📷 The receipt could not be read. Please send a better picture of it; nothing else is needed.',
    again: 'If you have paid, you can send another receipt.',
    review: '🧾 Your receipt is here and under review. We will tell you the result here.',
    expected: 'It usually takes about {time}.',
  },
  send: {
    image: 'Then send a picture or PDF of the receipt here (20 MB at most).',
    text: 'Then send the words of the receipt here, with its reference number (1,024 characters at most).',
    both: 'Then send a picture or PDF of the receipt here, or its reference number.',
  },
  ask: {
    image: '🧾 To confirm payment {number}, please send a picture or PDF of the receipt (20 MB at most).',
    text: '🧾 To confirm payment {number}, please send the words of the receipt with its reference number (1,024 characters at most).',
    both: '🧾 To confirm payment {number}, please send a picture or PDF of the receipt (20 MB at most), or its reference number in words (1,024 characters at most).',
  },
  excess: {
    file: '⚠️ This file is too large for a receipt: {most} at most.',
    words: '⚠️ This text is too long for a receipt: {most} characters at most.',
  },
  answers: {
    taken: '🧾 The receipt of payment {number} is here and under review. We will tell you the result.',
    more: '🧾 Added to the receipt of payment {number}.',
    known: 'This is in the receipt of payment {number} already; there is no need to send it again.',
    full: 'The receipt of payment {number} is complete; please wait for the review.',
    over: 'This payment needs no receipt any more.',
    which: 'Which payment is this receipt for?',
  },
  buttons: {
    copyNumber: '📋 Card number',
    copyAmount: '📋 Amount in rial',
    send: '🧾 Send the receipt',
    another: '🧾 Send another receipt',
    more: '🧾 Add to the receipt',
    which: '{number} · {amount}',
  },
  alerts: {
    review: 'The receipt of this payment is under review, so it cannot be cancelled any more.',
  },
} as const;
