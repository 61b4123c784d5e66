/** Buttons about what is sold; plain. */
export const shopButtonsEn = {
  buy: '🛒 Buy',
  buyAnother: '🛒 Buy another',
  subscriptions: '🔑 My subscriptions',
  subscription: '🔑 My subscription',
  wallet: '👛 Wallet: {balance}',
  trial: '🎁 Try for free',
  trialPaid: '🎁 Trial for {price}',
  startTrial: '🎁 Start the trial',
  cart: '🧺 Your order: {total}',
  plan: '{name} – {price}',
  pay: '✅ Pay {total}',
  confirm: '✅ Confirm',
  payLater: '💳 Top up and buy',
  leaveOut: '✖️ Without {what} (−{price})',
  takeIn: '➕ With {what} ({price})',
  payNow: '✅ Pay now',
  dropCart: '✖️ Drop the order',
  otherPlans: '⬅️ Other plans',
  back: '⬅️ Back',
  newer: '⬅️ Newer',
  older: 'Older ➡️',
  previous: '⬅️ Previous',
  next: 'Next ➡️',
  topUp: '➕ Top up',
  history: '📜 Movements',
  topUpBySupport: '💬 Pay through support',
  connect: '🚀 Connect',
  qr: '🔳 QR code',
  copyLink: '📋 Copy the link',
  refresh: '🔄 Refresh',
  renewOrChange: '♻️ Renew or change plan',
  devices: '📱 Devices',
  manage: '⚙️ Manage',
  addTraffic: '➕ Traffic',
  addDevices: '➕ Devices',
  resetTraffic: '🔁 Reset for {price}',
  autopay: '🔂 Autopay',
  autopayOff: '⏸ Switch off',
  rename: '✏️ Rename',
  clearName: '✖️ No name',
  reissue: '🔗 New link',
  yesReissue: '🔗 Yes, a new link',
  removeDevice: '🗑 Remove {number}',
  removeAllDevices: '🗑 Remove all',
  yesRemoveAll: '🗑 Yes, remove all',
  trafficPackage: '{traffic} – {price}',
  devicePackage: '{devices} – {price}',
  install: '⬇️ Install {app}',
  addToApp: '🔗 Add the subscription',
  subscriptionPage: '🌐 Open the subscription page',
  downloadHapp: '⬇️ Download Happ',
} as const;

/** Short answers to taps; plain. */
export const shopAlertsEn = {
  refreshing: 'Refreshing…',
  removing: 'The device is being removed…',
  removingAll: 'The devices are being removed…',
  noLinkYet: 'The link is being made and comes in a moment.',
} as const;

/** Counted words. */
export const shopCountsEn = {
  gigabytes: { one: '{count} GB', other: '{count} GB' },
  devices: { one: '{count} device', other: '{count} devices' },
} as const;

/** Words for amounts. */
export const amountsEn = {
  unlimited: 'unlimited traffic',
  gigabytes: '{amount} GB',
  megabytes: '{amount} MB',
} as const;
