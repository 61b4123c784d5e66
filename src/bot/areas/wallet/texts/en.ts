/** English texts about the wallet and the ways to fill it; the shape of the other languages. */
export const walletEn = {
  topUp: {
    choose: 'Choose how to pay:',
    title: 'Top up the wallet',
    missing: 'Your order lacks {missing}.',
    support: 'Please write to our support: they tell you how to pay, and put the money into your wallet.',
    none: 'The wallet cannot be topped up here at the moment. Please come back a little later.',
  },
  title: 'Your wallet',
  balance: 'Balance: {balance}',
  history: 'Movements of your wallet',
  none: 'There have been no movements yet.',
  line: '{date}: {what}, <b>{amount}</b>',
  reason: '{line} ({reason})',
  types: {
    deposit: 'top-up',
    withdrawal: 'withdrawal',
    subscription_payment: 'purchase',
    refund: 'refund',
    referral_reward: 'reward for an invitation',
    campaign_bonus: 'welcome gift',
    promo_bonus: 'gift code',
    poll_reward: 'reward for a poll',
    adjustment: 'correction',
  },
  buttons: {
    newer: '⬅️ Newer',
    older: 'Older ➡️',
    topUp: '➕ Top up',
    history: '📜 Movements',
    topUpBySupport: '💬 Pay through support',
  },
} as const;
