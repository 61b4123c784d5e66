/** The kinds of updates that the fleet asks Telegram for, by polling and by webhook alike. */
export const allowedUpdates = [
  'message',
  'edited_message',
  'callback_query',
  'pre_checkout_query',
  'my_chat_member',
  'chat_member',
  'subscription',
] as const;
