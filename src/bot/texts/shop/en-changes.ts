/** English texts about what is replaced, shortened or lost, which is asked first; the shape of the other languages. */
export const changesEn = {
  title: '⚠️ This changes what you have',
  fromTo: '{before} → {after}',
  lose: 'What you lose:',
  lostTraffic: '• {traffic} of your traffic',
  lostUnlimited: '• your unlimited traffic',
  lostDevices: '• room for {devices}',
  lostServers: '• some of the servers that you have now',
  lostDays: '• {days} of the time that you have already',
  devicesGo:
    'If more devices than that are connected, you have a day after the change to choose which of them go; then those that were added first go by themselves.',
  covered: 'Nothing to pay: what is left of your present plan covers it',
  replacesCart: 'It takes the place of the order that you have kept: <b>{what}</b>, {total}.',
  dropCart:
    'Shall the order be dropped? <b>{what}</b>, {total}. It is not bought any more, also when money arrives.',
  removeDevice: 'Shall this device be removed? {device}. It has to connect anew.',
  surplus:
    '⚠️ This subscription is for {limit} at most, and more are connected. Please choose which of them go ({number}) until {time}; after that, those that were added first go by themselves.',
  removed:
    'This subscription is for {limit} at most, so the devices that were added first have been removed:',
  offSale: 'The plan “{plan}” is no longer sold. Your subscription works until its end as before.',
  offSaleUnnamed: 'What you have is no longer sold. Your subscription works until its end as before.',
  instead:
    'This is what you can have instead. Tap it to see its price in full; nothing is paid or changed yet.',
  nothingInstead: 'There is nothing to choose in its place at the moment.',
  buyToGoOn: 'Choose what is on sale, and everything works again with the same link.',
  renewToGoOn: 'Renew it, and everything works again with the same link.',
  trafficOrRenewal: 'More traffic or a renewal brings it back.',
  moreTraffic: 'More traffic brings it back.',
  renewal: 'A renewal or another plan brings it back.',
} as const;

/** Buttons that agree to a change, or take back what was kept; plain. */
export const changeButtonsEn = {
  change: '♻️ Yes, change',
  changeAndPay: '♻️ Change and pay {total}',
  changeLater: '💳 Top up and change',
  changeNow: '♻️ Change now',
  simpleBuy: '⚡ Buy: {days}, {price}',
  simpleExtend: '⚡ Extend: {days}, {price}',
  simpleChange: '⚡ Change plan: {days}, {price}',
  nothingToPay: 'nothing to pay',
  yesDrop: '✖️ Yes, drop it',
  yesRemove: '🗑 Yes, remove it',
  chooseDevices: '📱 See the devices',
} as const;
