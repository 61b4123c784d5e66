/** English texts about the steps of registration and the choice of a language; the shape of the other languages. */
export const registrationEn = {
  language: {
    name: 'English',
    ask: 'Please choose your language:',
    changed: 'From now on I speak English.',
    isFixed: 'This bot speaks only one language.',
  },
  rules: {
    title: 'Terms of use',
    standard:
      'Please use the service lawfully, keep your subscription to yourself, and do not use it for spam or attacks.',
    ask: 'Please read the rules. We continue as soon as you accept them.',
    declined:
      'That is up to you. Without accepting the rules, though, we cannot offer you the service. They stay here in case you change your mind.',
  },
  code: {
    ask: 'Do you have an invitation code? Please type it here. If you have none, just go on.',
    unknown: 'I do not know this code. Please check it and type it again, or go on without one.',
  },
  channel: {
    ask: 'To use the bot, please join our channel first. Then come back and tap “I have joined”.',
    askSeveral: 'To use the bot, please join our channels first. Then come back and tap “I have joined”.',
    trial: {
      one: 'The trial is for members of our channel. Please join it, then come back and tap “I have joined”.',
      several:
        'The trial is for members of our channels. Please join them, then come back and tap “I have joined”.',
    },
    purchase: {
      one: 'To buy, please join our channel first. Then come back and tap “I have joined”.',
      several: 'To buy, please join our channels first. Then come back and tap “I have joined”.',
    },
    goOn: 'Thank you for joining! Please go on where you were.',
    passed: 'Thank you for joining!',
  },
  registered: 'Welcome! You are all set.',
  alerts: { notJoined: 'You are not in the channel yet. Please join it, then tap again.' },
  buttons: {
    accept: '✅ I accept',
    decline: 'I do not accept',
    skipCode: 'Go on without a code',
    openChannel: '📢 Open the channel',
    openNamed: '📢 {channel}',
    joined: '✅ I have joined',
  },
  commands: { language: 'Choose the language' },
} as const;
