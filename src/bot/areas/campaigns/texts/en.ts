/** English texts about what people get who come by an advertising link; the shape of the other languages. */
export const campaignsEn = {
  gift: {
    balance: '🎁 A welcome gift for you: {amount} in your wallet.',
    subscription:
      '🎁 A welcome gift for you: a subscription for {days}, with {traffic} on {devices}. Its link comes in a moment.',
    percent: {
      any: '🎁 A welcome gift for you: {percent} percent off your next purchase or renewal, until {date}.',
      purchase: '🎁 A welcome gift for you: {percent} percent off your next purchase, until {date}.',
      renewal: '🎁 A welcome gift for you: {percent} percent off your next renewal, until {date}.',
    },
    sum: {
      any: '🎁 A welcome gift for you: {amount} off your next purchase or renewal, until {date}.',
      purchase: '🎁 A welcome gift for you: {amount} off your next purchase, until {date}.',
      renewal: '🎁 A welcome gift for you: {amount} off your next renewal, until {date}.',
    },
    somePlans: 'It is for some of our plans; you see it in their prices.',
  },
  waits: '🎁 A welcome gift waits for you: a subscription to try.',
  returned: {
    plain: 'Sorry, we could not set up your welcome subscription. Please write to our support.',
    withTrial: 'Sorry, we could not set up your welcome subscription. You can take our trial instead.',
  },
} as const;
