/** English texts about a bot's account with the fleet; the shape of the other languages. */
export const billingEn = {
  salesStopped:
    '⏸ Sales are paused for a while. Everything you have bought goes on working. Please come back a little later.',
  still: {
    people:
      '🌙 This bot is taking a rest, so it answers less than usual. Everything you have bought goes on working, and payments under way are completed. Please come back a little later.',
    owners:
      '⛔ Your bot stands still: its wallet with the fleet is below its minimum. Once it is filled up, everything goes on by itself. What went through it: {command}',
    alert:
      'The bot is taking a rest. Everything you have bought goes on working. Please come back a little later.',
  },
  statement: {
    title: 'Account with the fleet, {from} – {to}',
    soFar: 'The month is not over yet.',
    opening: 'Opening balance: {amount}',
    topUps: 'Top-ups: {amount}',
    sales: 'Sold traffic: {amount}',
    refunds: 'Refunded sales: {amount}',
    traffic: 'Consumed traffic: {amount}',
    adjustments: 'Corrections: {amount}',
    closing: 'Closing balance: <b>{amount}</b>',
    owed: 'Consumed and not charged yet: {amount}',
    none: 'There is no account for this month. A month is written like this: {example}',
  },
  buttons: { earlier: '⬅️ Month before', later: 'Month after ➡️' },
  commands: { statement: 'Account of the bot with the fleet' },
} as const;
