import type { Tenant, Tx } from '#tenancy/scope.js';
import type { ConversationState } from './admit-update.js';

const text = `
  insert into conversations (bot_id, chat_id, user_id, state, data) values ($1, $2, $3, $4, $5)
  on conflict (bot_id, chat_id) do update
  set user_id = excluded.user_id, state = excluded.state, data = excluded.data, updated_at = now()`;

/** Keeps where a private chat stands; written together with the commit. */
export function saveConversation(
  tenant: Tenant,
  tx: Tx,
  input: { readonly chatId: string; readonly userId: string; readonly conversation: ConversationState },
): void {
  const { state, data } = input.conversation;
  tx.withCommit(text, [tenant.botId, input.chatId, input.userId, state, data]);
}
