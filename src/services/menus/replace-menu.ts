import { enqueue } from '#jobs/enqueue.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { announceBotChange } from '../bots/bot-changes.js';
import { lockBot } from '../bots/lock-bot.js';
import { menuText, toMenuButtons, type MenuButton, type StoredMenuButton } from './menu-button.js';

const readText = `select ${menuText} as menu from bots where id = $1`;
const clear = 'delete from menu_buttons where bot_id = $1';
const fill = `
  insert into menu_buttons (bot_id, position, kind, action, url, labels, audience, is_shown, is_wide)
  select $1, at - 1, button ->> 'kind', button ->> 'action', button ->> 'url', button -> 'labels',
    coalesce(button ->> 'audience', 'everybody'), (button -> 'isShown')::boolean, (button -> 'isWide')::boolean
  from jsonb_array_elements($2::jsonb) with ordinality as placed (button, at)`;
// The row's time is the revision that the fleet follows.
const touchBot = 'update bots set updated_at = clock_timestamp() where id = $1';

/** The buttons as the admins placed them, in their order; none: the menu is as it comes. */
export async function readMenu({ botId }: Tenant, tx: Tx): Promise<MenuButton[]> {
  const [row] = await tx.sql<{ menu: StoredMenuButton[] | null }>(readText, [botId]);
  return toMenuButtons(row?.menu);
}

/**
 * Lays the main menu out anew, whole: these buttons in this order, whatever Telegram refused of them before; its fleet follows
 * within a second. The caller has looked at what they say and open. Throws PermanentError('bot.unknown').
 */
export async function replaceMenu(tenant: Tenant, tx: Tx, buttons: readonly MenuButton[]): Promise<void> {
  await lockBot(tenant, tx);
  await tx.sql(clear, [tenant.botId]);
  if (buttons.length > 0) await tx.sql(fill, [tenant.botId, JSON.stringify(buttons)]);
  await tellFleet(tenant, tx);
}

/** Has the fleet follow a change of the menu, once the open transaction is committed. */
export async function tellFleet(tenant: Tenant, tx: Tx): Promise<void> {
  const { botId } = tenant;
  await tx.sql(touchBot, [botId]);
  tx.afterCommit(() => announceBotChange(botId));
  await enqueue(tenant, 'bot.publish', {});
}
