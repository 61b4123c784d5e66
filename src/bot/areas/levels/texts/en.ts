/** English texts about groups of people who pay less; the shape of the other languages. */
export const levelsEn = {
  title: 'Discount levels',
  spent: 'You have spent {spent} so far.',
  name: '<b>{name}</b>',
  counts: '✅ Your level now',
  member: '✔️ Reached',
  missing: 'From {needed}; {missing} to go',
  off: {
    period: '• {percent} percent off plans for {days}',
    traffic: '• {percent} percent off extra traffic',
    devices: '• {percent} percent off extra devices',
  },
  how: 'What you pay for plans and extras counts. A level that you have reached stays yours, and your next purchases cost less.',
  none: 'There are no levels at the moment.',
  buttons: { levels: '🏅 Discount levels' },
} as const;
