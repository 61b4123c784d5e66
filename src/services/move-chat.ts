import type { Tenant } from '#tenancy/scope.js';

const chatColumns = ['admin_chat_id', 'notification_group_id'] as const;

/** A group became a supergroup: the bot's settings that name it follow to the new id. */
export async function moveChat(tenant: Tenant, { from, to }: { from: string; to: string }): Promise<void> {
  await tenant.db(async (tx) => {
    for (const column of chatColumns)
      await tx.sql(`update bots set ${column} = $2, updated_at = now() where ${column} = $1`, [from, to]);
  });
}
