/** English texts about what every area uses; the shape of the other languages. */
export const sharedEn = {
  counts: {
    gigabytes: { one: '{count} GB', other: '{count} GB' },
    devices: { one: '{count} device', other: '{count} devices' },
    hours: { one: '{count} hour', other: '{count} hours' },
    minutes: { one: '{count} minute', other: '{count} minutes' },
    days: { one: '{count} day', other: '{count} days' },
  },
  amounts: { unlimited: 'unlimited traffic', gigabytes: '{amount} GB', megabytes: '{amount} MB' },
  fallbacks: { name: 'friend' },
  toman: { one: '{count} toman', other: '{count} toman' },
  alerts: {
    staleButton: 'This button no longer works. Here is a fresh menu.',
    blocked: 'Your access to this bot has been blocked.',
  },
  buttons: { back: '⬅️ Back', support: '💬 Support', menu: '🏠 Main menu' },
  errors: {
    'server.bug':
      'Sorry, something went wrong on our side, and our team has been notified. Please try again a little later.',
  },
} as const;
