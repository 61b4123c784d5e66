/** English texts about inviting others; the shape of the other languages. */
export const referralsEn = {
  title: '🤝 Invite your friends',
  off: 'There are no rewards for invitations right now.',
  link: 'Your link: {link}',
  terms: {
    percent: '• You get {percent}% of every top-up of the people whom you invite.',
    next: '• From {count} friends who have topped up it is {percent}%.',
    inviter:
      '• For the first top-up of each of them you get {amount}, or your share of it where that is more.',
    newcomer: '• Your friend gets {amount} with their first top-up.',
    least: '• The first top-up counts from {amount} on.',
  },
  figures: {
    invited: '👥 Came by you: {count}',
    paid: '✅ Have topped up: {count}',
    earned: '💰 Earned in all: {amount}',
    lately: '📅 In the last {days} days: {amount}',
    owed: '↩️ Kept of your next rewards, since a payment was given back: {amount}',
  },
  invitation: {
    plain: 'I use this bot and can recommend it. Come and try it by my link.',
    withBonus: 'I use this bot and can recommend it. Come by my link and get {bonus} with your first top-up.',
  },
  qrCaption: '🤝 Your link as a picture. Let your friend scan it: {link}',
  lists: {
    people: '👥 Who came by you',
    nobody: 'Nobody yet. Send your link to a friend.',
    earnings: '💰 What you earned',
    nothing: 'Nothing yet. It begins with the first top-up of a friend.',
  },
  lines: {
    joined: '{date}: {name}',
    paid: '{date}: {name}, topped up',
    earnedBy: '{date}: {name}, {amount}',
    reward: '{date}: {amount} · {what}',
    takenBack: '{line} (taken back: {amount})',
  },
  kinds: {
    commission: 'a top-up by {name}',
    first: 'the first top-up by {name}',
    welcome: 'your bonus for coming by an invitation',
  },
  buttons: {
    invite: '🤝 Invite friends',
    share: '📤 Send to a friend',
    copy: '📋 Copy the link',
    qr: '🔳 QR code',
    people: '👥 Who came',
    earnings: '💰 My earnings',
    newer: '⬅️ Newer',
    older: 'Older ➡️',
  },
} as const;
