/** English texts about what a person is offered, has off, and tries; the shape of the other languages. */
export const offersEn = {
  title: 'Your offers',
  none: 'There is nothing for you here at the moment.',
  named: '<b>{title}</b>',
  kinds: { discount: '🎁 A discount for you', test_access: '🧪 More servers to try' },
  terms: {
    percent: 'A discount of {percent} percent.',
    sum: 'A discount of {amount}.',
    purchase: 'It is for a new subscription.',
    renewal: 'It is for renewing a subscription.',
    somePlans: 'It is for some of the plans; their prices show it.',
    holds: 'Once you take it, it holds for {hours}.',
    access: 'You can try more servers with your subscription for {hours}.',
    takeUntil: 'You can take it until {time}.',
  },
  running: {
    percent: '🎁 Your discount of {percent} percent holds until {time}.',
    sum: '🎁 Your discount of {amount} holds until {time}.',
    access: '🧪 You are trying more servers until {time}.',
  },
  taken: {
    discount: '✅ The discount is yours.',
    access:
      '✅ The servers are being added to your subscription. In a minute, refresh the subscription in your app.',
  },
  noSubscription:
    'To try more servers you need a subscription that runs. The offer waits for you until {time}.',
  alerts: {
    gone: 'This offer is over.',
    keptOut: 'Your account cannot take offers at the moment.',
    nothingNew: 'Your subscription has these servers already.',
  },
  buttons: { mine: '🎁 My offers', take: '🎁 Take it' },
} as const;
