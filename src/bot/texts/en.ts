import { adminNoticesEn, orderErrorsEn, orderNamesEn, orderNoticesEn } from './orders/en.js';
import { amountsEn, shopAlertsEn, shopButtonsEn, shopCountsEn } from './shop/en-buttons.js';
import { changeButtonsEn, changesEn } from './shop/en-changes.js';

import { shopEn } from './shop/en.js';

/**
 * English texts; their keys and placeholders are the shape that every other language must have.
 * Telegram's HTML, except `buttons`, `alerts` and `commands`, which are plain; a value put in a placeholder is escaped.
 */
export const en = {
  language: {
    name: 'English',
    ask: 'Please choose your language:',
    changed: 'From now on I speak English.',
  },
  rules: {
    title: 'Terms of use',
    standard:
      'Please use the service lawfully, keep your subscription to yourself, and do not use it for spam or attacks.',
    ask: 'Please read the rules. We continue as soon as you accept them.',
    declined:
      'That is up to you. Without accepting the rules, though, we cannot offer you the service. They stay here in case you change your mind.',
  },
  channel: {
    ask: 'To use the bot, please join our channel first. Then come back and tap “I have joined”.',
    trouble: `⚠️ The bot cannot see who is a member of the channel {channel}. Telegram says: <i>{reason}</i>

Until this is fixed, everyone gets in without joining. Please make the bot an administrator of the channel, or correct the channel in the settings.`,
  },
  topic: {
    trouble: `⚠️ The bot can no longer write in the topic {topic} (field {field}). Telegram says: <i>{reason}</i>

Until this is fixed, its messages come without a topic. Please reopen the topic, let the bot manage topics, or set another topic.`,
  },
  menu: {
    greeting: 'Hello, {name} 👋',
    ask: 'What can I do for you?',
    registered: 'Welcome! You are all set.',
  },
  profile: {
    title: 'Your account',
    name: 'Name: {name}',
    registered: 'Registered: {date}',
    together: 'With us for: {days}',
    balance: 'Balance: {balance}',
  },
  help: {
    title: 'Help',
    body: 'Everything is done with the buttons below the messages. If they are out of sight, send {command}.',
    commands: 'Commands:',
    line: '{command} – {description}',
    support: 'Questions? Write to our support, we are glad to help.',
  },
  notices: {
    unknownText: 'Sorry, I did not understand that. Everything I can do is in the menu.',
    forNewPeople: 'This link is for new members, and you are already with us, so nothing has changed.',
    languageIsFixed: 'This bot speaks only one language.',
    channelPassed: 'Thank you for joining!',
    blocked: 'Your access to this bot has been blocked.',
    blockedWithSupport:
      'Your access to this bot has been blocked. If you think this is a mistake, please write to our support.',
    unblocked: 'You have access to this bot again. Welcome back!',
    writePrivately: 'I reply in private chats only. Tap the button below to open ours.',
  },
  fleet: {
    tokenRevoked:
      '⚠️ Telegram no longer accepts the token of {bot}, so the bot has stopped. Please get a new token from @BotFather and give it to the fleet; what people sent in the meantime will be answered then.',
  },
  fallbacks: {
    name: 'friend',
  },
  buttons: {
    ...shopButtonsEn,
    ...changeButtonsEn,
    openOrder: '🧾 My order',
    openSubscription: '📦 My subscription',
    accept: '✅ I accept',
    decline: 'I do not accept',
    openChannel: '📢 Open the channel',
    joined: '✅ I have joined',
    openPrivately: '💬 Open the chat',
    profile: '👤 Account',
    language: '🌐 Language',
    help: '❓ Help',
    support: '💬 Support',
    menu: '🏠 Main menu',
  },
  alerts: {
    ...shopAlertsEn,
    staleButton: 'This button no longer works. Here is a fresh menu.',
    notJoined: 'You are not in the channel yet. Please join it, then tap again.',
    blocked: 'Your access to this bot has been blocked.',
  },
  adminNotices: adminNoticesEn,
  orderNames: orderNamesEn,
  orderNotices: orderNoticesEn,
  errors: {
    ...orderErrorsEn,
    'server.bug':
      'Sorry, something went wrong on our side, and our team has been notified. Please try again a little later.',
  },
  counts: {
    ...shopCountsEn,
    days: { one: '{count} day', other: '{count} days' },
  },
  toman: { one: '{count} toman', other: '{count} toman' },
  ...shopEn,
  changes: changesEn,
  amounts: amountsEn,
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
  commands: {
    help: 'How to use the bot',
    language: 'Choose the language',
    menu: 'Show the main menu',
    start: 'Start from the beginning',
  },
} as const;
