import { paymentNoticesEn } from './payments-en.js';

/** English texts about what people and admins hear without having asked; the shape of the other languages. */
export const noticesEn = {
  ...paymentNoticesEn,
  subscriptions: {
    ready: '🎉 Your subscription is ready!',
    reissued: '🔗 This is your new link. The old one no longer works.',
    howToConnect: 'Tap “Connect” and follow the steps for your device.',
    expired: '⌛ Your subscription {subscription} is over.',
    flowing: '✅ Your subscription {subscription} has traffic again, and everything works as before.',
    limited: '🚫 The traffic of your subscription {subscription} is used up.',
    buyToGoOn: 'Choose what is on sale, and everything works again with the same link.',
    renewToGoOn: 'Renew it, and everything works again with the same link.',
    trafficOrRenewal: 'More traffic or a renewal brings it back.',
    moreTraffic: 'More traffic brings it back.',
    renewal: 'A renewal or another plan brings it back.',
  },
  words: {
    endsIn: '⏳ Your subscription {subscription} ends in {left}: on {time}.',
    endsSoon: '⏳ Your subscription {subscription} ends soon: on {time}.',
    trialEnds: '⏳ Your trial ends on {time}.',
    unused: '👋 You have not used your trial yet. It takes a minute to connect.',
    over: '💤 Your subscription {subscription} ended on {date}.',
    winback:
      '🎁 We would be glad to have you back! On your next plan you save {percent} percent, until {time}.',
    traffic: '📉 {percent} percent of the traffic of your subscription {subscription} is used.',
    renewInTime: 'Renew it now, and nothing is interrupted.',
    buyInTime: 'Choose a plan now, and nothing is interrupted.',
    discounted: 'The prices that you see have the discount in them already.',
    moreTraffic: 'You can add traffic at any time.',
  },
  referrals: {
    joined: '👋 {name} joined by your invitation.',
    earned: '🎁 {name}, whom you invited, topped up. You got {amount}.',
    earnedFirst: '🎉 {name}, whom you invited, topped up for the first time. You got {amount}.',
    withheld: '{amount} of it made up for a reward that had to be taken back.',
    welcome: '🎁 Welcome! Your bonus of {amount} for coming by an invitation is in your wallet.',
    takenBack: 'A payment was given back to its payer, and {amount} of the reward for it with it.',
    paid: '🤝 <b>The first payment of an invited person</b>',
    invited: 'Person: {person}',
    inviter: 'Invited by: {person}',
    deposit: 'Payment: {amount}',
    reward: 'Reward of the inviter: {amount}',
  },
  orders: {
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
  },
  campaign: {
    head: '📣 <b>Somebody registered by a campaign</b>',
    failed: '⚠️ <b>A subscription of a campaign was taken back</b>: the panel could not set it up.',
    campaign: 'Campaign: {name}',
    person: 'Who: {person}',
    given: 'Bonus: {gift}',
    gifts: { balance: 'money in the wallet', discount: 'a discount', subscription: 'a subscription' },
    refused: 'Bonus: not given, {reason}',
    refusals: {
      channel: 'as long as they are not in the channel for trials',
      ended: 'since the campaign is not running',
      not_new: 'since they have had a subscription or a trial already',
      not_sellable: 'since the bot may not sell its servers any more',
      panel: 'since the panel could not set it up',
      unpriced: 'since unlimited traffic has no price where traffic is paid by the gigabyte',
      wallet: 'since the wallet of the bot is too low',
    },
  },
  sales: {
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
  },
  groups: {
    joined: '🏅 You have reached the level <b>{group}</b>. Your next purchases cost less.',
    reached: '🏅 <b>A person has reached the group {group}</b>',
    reachedBefore: '🏅 <b>People taken into the group {group}: {count}</b>. They had paid enough already.',
  },
  audit: {
    head: '🚨 <b>Money differs from its ledger</b> in the bot {bot}. Nothing was mended; please look at it.',
    kinds: {
      balance: 'the balance of person {row}',
      ledger: 'row {row} of the ledger, and the one before it',
      order: 'row {row} of the ledger, and the order it paid for',
      payment: 'row {row} of the ledger, and the payment it credited',
      reward: 'row {row} of the ledger, and the reward for an invitation that it paid out or took back',
      undelivered: 'order {row}: paid a day ago, and the panel has not taken it over',
      wallet: 'the tenant’s wallet',
      partner: 'the balance of partner {row}, and the last row of their ledger',
      partner_ledger: 'row {row} of the partners’ ledger, and the one before it',
      wallet_ledger: 'row {row} of the tenant’s ledger, and the one before it',
    },
    values: 'Must be: {expected}. Is: {found}.',
  },
  autopay: {
    asks: '💬 A renewal of {subscription} costs {price} now, more than before. Shall it be renewed by itself at this price?',
    done: '🔂 <b>{what}</b> was renewed by itself for {price}, until {date}. In your wallet: {balance}.',
    short:
      '⚠️ {subscription} should be renewed by itself, but your wallet lacks {missing}. It is done as soon as the money is there.',
    stopped: '⏸ Autopay of {subscription} is off: {reason} You can choose another plan.',
  },
  cardUnreadable:
    '⚠️ <b>Nobody can pay on the card {card} ({holder})</b>: its number cannot be read, since the secret of the server was changed. Please delete the card and add it again. Until then people are asked to choose another way to pay; no payment is lost.',
  cardsFull: `⚠️ <b>No card is left today</b> for a card-to-card payment of {amount}. Cards that take such an amount: {cards}; full for today: {full}.

Until one is free again, people are not offered this way to pay for such amounts. If they should be, please raise a limit or add a card.`,
  walletEmpty:
    '⚠️ <b>{bot} has refused a sale</b>: its wallet with the fleet holds {balance}, which does not pay for the traffic. Please fill it up; until then the bot cannot sell.',
  walletFilled: '✅ <b>{bot} sells again</b>: its wallet with the fleet holds {balance}.',
  walletLow: {
    low: '⚠️ <b>The wallet of {bot} is low</b>: with the fleet it holds {balance}, and its minimum is {least}. Please fill it up.',
    stopped:
      '⏸ <b>{bot} has stopped selling</b>: its wallet with the fleet holds {balance}, and its minimum is {least}. What was sold goes on working. Please fill it up: then sales go on by themselves.',
    still:
      '⛔ <b>{bot} stands still</b>: its wallet with the fleet holds {balance}, and its minimum is {least}. What was sold goes on working, and payments under way are completed. Please fill it up: then everything goes on by itself.',
    owed: 'Owed for consumed traffic: {owed}',
    until: 'Without that, the bot stands still from {time} on.',
  },
  list: {
    refused: {
      buy: '🚫 <b>Somebody on the black list wished to buy</b> and was refused: {person}',
      register: '🚫 <b>Somebody on the black list wished to register</b> and was refused: {person}',
    },
    reason: 'The list says: <i>{reason}</i>',
    broken: {
      head: '⚠️ <b>The black list could not be read</b> from {host}: {why}.',
      kept: 'The list of {time} stays in force. It is asked for again every hour.',
      none: 'Until it can be read, nobody is on it. It is asked for again every hour.',
    },
    faults: {
      away: 'there was no whole answer',
      empty: 'the file is empty',
      garbled: 'what came is no list with an id or a @name on each line',
      long: 'it names more people than a list may have',
      private: 'the address leads into a private network',
      status: 'the answer was {status}',
    },
  },
  channelLeft:
    '⏸ <b>You have left our channel</b>, so your trial stands still. Please join it again: then the trial goes on by itself.',
  channelTrouble: `⚠️ The bot cannot see who is a member of the channel {channel}. Telegram says: <i>{reason}</i>

Until this is fixed, everyone gets in without joining. Please make the bot an administrator of the channel, or correct the channel in the settings.`,
  menuRefused: {
    picture:
      '⚠️ Telegram refuses the picture of the main menu, so the menu comes without one now. Telegram says: <i>{reason}</i>',
    sendPicture: 'Please send the picture to the bot again with the command {command}.',
    address:
      '⚠️ Telegram refuses the address {address} of a button in the main menu, so the button is left out now. Telegram says: <i>{reason}</i>',
    addresses:
      '⚠️ Telegram refuses an address in the main menu and does not say which, so the buttons with these addresses are left out now. Telegram says: <i>{reason}</i>',
    mendAddress: 'Please correct the address and save the menu again.',
  },
  topicTrouble: `⚠️ The bot can no longer write in the topic {topic} (field {field}). Telegram says: <i>{reason}</i>

Until this is fixed, its messages come without a topic. Please reopen the topic, let the bot manage topics, or set another topic.`,
  blocked: 'Your access to this bot has been blocked.',
  blockedWithSupport:
    'Your access to this bot has been blocked. If you think this is a mistake, please write to our support.',
  unblocked: 'You have access to this bot again. Welcome back!',
  tokenRevoked:
    '⚠️ Telegram no longer accepts the token of {bot}, so the bot has stopped. Please get a new token from @BotFather and give it to the fleet; what people sent in the meantime will be answered then.',
  nodes: {
    back: '✅ The server <b>{name}</b> answers the panel again.',
    lost: '⚠️ The server <b>{name}</b> does not answer the panel any more.',
  },
  squads: {
    removed: '⚠️ <b>Servers were removed on the panel:</b> {squads}',
    subscriptions: 'Running subscriptions that lose them: {count}',
    plans: 'Plans that give them: {plans}',
    follows:
      'Whoever has other servers keeps those, also when renewing. Where none is left, a renewal is refused and the money returned: please give these plans other servers.',
  },
  traffic: {
    heavy: '📈 <b>Heavy traffic</b>: more than {limit} on one day ({date}).',
    line: '• {person}, subscription {number}: {used}',
    more: 'And others: {count}',
  },
  buttons: {
    openOrder: '🧾 My order',
    openSubscription: '📦 My subscription',
    agree: '✅ Renew at this price',
    topUp: '💳 Top up {amount}',
  },
} as const;
