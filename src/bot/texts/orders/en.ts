/** Why an order cannot be met, in English. */
export const orderErrorsEn = {
  'order.account_blocked': 'Your account cannot buy anything at the moment.',
  'order.choose_subscription':
    'You have several subscriptions. Please choose the one you mean under “My subscriptions”.',
  'order.devices_most': 'That is more devices than a subscription can have.',
  'order.not_for_trial': 'A trial cannot be changed. Please buy a plan; it takes the place of the trial.',
  'order.not_offered': 'This is not on sale at the moment. Please choose something else.',
  'order.plan_gone': 'This plan is no longer on sale. Please choose another one.',
  'order.subscription_disabled':
    'This subscription was switched off by an administrator. Please write to our support.',
  'order.subscription_gone': 'This subscription does not exist any more.',
  'order.subscription_limit': 'You have as many subscriptions as you can. You can renew one of them instead.',
  'order.subscription_over': 'This subscription has ended. Please renew it first.',
  'order.tenant_wallet':
    'Sorry, purchases are paused for a short while. Please try again a little later; nothing was charged.',
  'order.too_long': 'The subscription would last too long. Please try again when less of it is left.',
  'order.traffic_unlimited': 'The traffic of this subscription is unlimited already.',
  'order.trial_used':
    'You have used your trial already. Please choose a plan; we are glad to have you with us.',
} as const;

/** What a person hears of an order without having asked, in English. */
export const orderNoticesEn = {
  completed: '✅ Your money has arrived, and <b>{what}</b> is bought. Everything is ready in a moment.',
  changed:
    'Your money has arrived, but price or terms have changed meanwhile: <b>{what}</b>. Please look at them once more and confirm.',
  refused:
    'Your money has arrived and is in your wallet. <b>{what}</b> could not be bought, though: {reason}',
  funded: 'Your money has arrived. It is enough for <b>{what}</b>; you can complete your order now.',
  expired: 'Your order has expired: <b>{what}</b>. You are welcome to order again at any time.',
  refunded:
    'Sorry, we could not set up <b>{what}</b> for you. The amount of {amount} is in your wallet again. Please try again later, or write to our support.',
  undone: 'Sorry, we could not set up <b>{what}</b> for you. Nothing was charged. Please try again later.',
  refundedServers:
    'The servers of <b>{what}</b> no longer exist, so we could not set it up. The amount of {amount} is in your wallet again. Please choose another plan.',
  undoneServers:
    'The servers of <b>{what}</b> no longer exist, so we could not set it up. Nothing was charged. Please choose another plan.',
} as const;

/** What is bought, in a few words, in English. */
export const orderNamesEn = {
  simple: 'Subscription for {days}',
  trial: 'Trial for {days}',
  traffic: 'Extra traffic: {gb} GB',
  unlimitedTraffic: 'Unlimited traffic',
  devices: 'Extra devices: {number}',
  reset: 'Reset of the used traffic',
} as const;

/** What admins hear of orders, in English. */
export const adminNoticesEn = {
  trial: '🎁 <b>A trial was taken</b>',
  purchase: '🛒 <b>A subscription was bought</b>',
  renewal: '🔁 <b>A subscription was renewed</b>',
  change: '⚙️ <b>A subscription was changed</b>',
  failure: '⚠️ <b>A sale was taken back</b>: the panel could not set it up, and the money was returned.',
  what: 'What: {what}',
  person: 'Who: {person}',
  price: 'Price: {price}',
  until: 'Until: {date}',
  subscription: 'Subscription number: {number}',
  reason: 'Cause: {reason}',
  walletEmpty:
    '⚠️ <b>{bot} has refused a sale</b>: its wallet with the fleet holds {balance}, which does not pay for the traffic. Please fill it up; until then the bot cannot sell.',
} as const;
