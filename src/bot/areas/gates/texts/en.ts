/** English texts about who is not served, and why; the shape of the other languages. */
export const gatesEn = {
  name: {
    sign: 'There is the sign @ in your name in Telegram.',
    link: 'Your name in Telegram looks like it has a link in it.',
    word: 'There is a word in your name in Telegram that this bot does not allow.',
    username: 'There is a word in your Telegram username that this bot does not allow.',
    ask: 'Please change it in the settings of Telegram and come back. You can go on at once.',
    paid: 'What you have paid is safe, and what you have bought goes on.',
  },
  list: {
    refused: 'Sorry, we cannot register this account.',
    refusedWithSupport:
      'Sorry, we cannot register this account. If you think this is a mistake, please write to our support.',
  },
  pace: { slower: 'A little slower, please! I have not read your last message. Please send it again.' },
  alerts: {
    listed: 'Sorry, we cannot register this account.',
    slower: 'A little slower, please. Tap once more in a moment.',
  },
  buttons: { renamed: '✅ I have changed it' },
} as const;
