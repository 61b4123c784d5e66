/** English texts about the menu, the account, help and the answers to what is none of ours; the shape of the other languages. */
export const menuEn = {
  greeting: 'Hello, {name} 👋',
  ask: 'What can I do for you?',
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
    line: '{command} – {description}',
    support: 'Questions? Write to our support, we are glad to help.',
    commands: 'Commands:',
  },
  unknownText: 'Sorry, I did not understand that. Everything I can do is in the menu.',
  forNewPeople: 'This link is for new members, and you are already with us, so nothing has changed.',
  writePrivately: 'I reply in private chats only. Tap the button below to open ours.',
  buttons: {
    wallet: '👛 Wallet: {balance}',
    trial: '🎁 Try for free',
    trialPaid: '🎁 Trial for {price}',
    cart: '🧺 Your order: {total}',
    downloadHapp: '⬇️ Download Happ',
    openPrivately: '💬 Open the chat',
    profile: '👤 Account',
    language: '🌐 Language',
    help: '❓ Help',
  },
  commands: { help: 'How to use the bot', menu: 'Show the main menu', start: 'Start from the beginning' },
} as const;
