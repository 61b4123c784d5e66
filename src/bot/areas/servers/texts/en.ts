/** English texts about how the servers are. */
export const serversEn = {
  title: 'Status of the servers',
  allUp: 'All servers are up. Seen on {time}.',
  someUp: '{up} of {all} servers are up. Seen on {time}.',
  none: 'There are no servers to show yet.',
  stale:
    'We cannot see the servers at the moment. This is how they were on {time}; how they are now may differ. Please look again in a few minutes.',
  unseen: 'We cannot see the servers at the moment. Please look again in a few minutes.',
  online: '🟢 Up: {flag} {name}',
  connecting: '🟡 Coming back: {flag} {name}',
  offline: '🔴 Down: {flag} {name}',
  buttons: {
    status: '📡 Server status',
    refresh: '🔄 Look again',
    earlier: '⬅️ Page before',
    later: 'Next page ➡️',
  },
} as const;
