/** English texts about times in which a bot serves its admins alone. */
export const maintenanceEn = {
  people:
    '🛠 We are working on the bot just now, so it answers again a little later. Everything you have bought goes on working, and payments under way are completed. We will write to you here as soon as it is over.',
  alert: 'We are working on the bot just now. We will write to you here as soon as it is over.',
  over: '✅ We are back, and everything works as usual. Thank you for your patience!',
  began: {
    by_hand:
      '🛠 <b>Maintenance is on.</b> Only the admins of the bot are served; everybody else gets a friendly word.',
    automatic:
      '🛠 <b>Maintenance began by itself</b>, since the panel does not answer. People get a friendly word until it is back; payments are taken, and what is paid is delivered afterwards.',
    reason: 'Reason: {reason}',
  },
  ended: {
    by_hand: '✅ <b>Maintenance is off.</b> It lasted {long}.',
    automatic: '✅ <b>The panel is back.</b> It was away for {long}.',
    told: 'People are served again; those who came meanwhile get a message.',
    still: {
      by_hand: 'The panel is still away, so people go on waiting until it is back.',
      automatic: 'Maintenance was switched on by hand as well, so it goes on until you switch it off.',
    },
  },
  state: {
    off: '✅ <b>Maintenance is off.</b> Everybody is served.',
    byHand: '🛠 <b>Maintenance is on</b>, switched on by hand, since {time}.',
    byHandNow: '🛠 <b>Maintenance is on</b>, switched on by hand just now.',
    automatic:
      '🛠 <b>Maintenance is on by itself</b> since {time}: the panel does not answer. It ends when the panel is back.',
    waiting: 'People who came meanwhile and will be told of the end: {count}',
  },
  ask: {
    reason:
      'What is the reason? Send a sentence: who uses the bot in the language {language} reads it below the word of maintenance, and so do admins. It may be left out.',
    notOne: 'This cannot be the reason. Please send words.',
  },
  commands: { maintenance: 'Maintenance: how it stands, on and off' },
  buttons: {
    goOn: '▶️ Go on',
    on: '🛠 Switch on',
    off: '✅ Switch off',
    plain: 'Without a reason',
    back: '⬅️ Back',
  },
} as const;
