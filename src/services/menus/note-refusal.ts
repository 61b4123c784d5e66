import type { Vault } from '#platform/secrets.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { operator } from '../access/actor.js';
import { lockBot } from '../bots/lock-bot.js';
import { changeSettingsIn } from '../settings/change-settings.js';
import { tellFleet } from './replace-menu.js';

/** What Telegram refused in a menu. `addresses`: of buttons that it may have meant. */
export interface MenuRefusal {
  readonly says: string;
  readonly vault: Vault;
}

const markText = `
  update menu_buttons set refused_at = now(), refusal = $3, updated_at = now()
  where bot_id = $1 and url = any($2::text[]) and refused_at is null
  returning url`;
const appIsOn = `
  select 1 from bot_configurations as mode
  join bot_configurations as address on address.bot_id = mode.bot_id and address.config_key = 'mini_app_url'
    and address.config_value = to_jsonb($2::text)
  where mode.bot_id = $1 and mode.config_key = 'menu_mode' and mode.config_value = to_jsonb('mini_app'::text)`;
const hasPicture = `
  select 1 from bot_configurations
  where bot_id = $1 and config_key = 'logo_file_id' and config_value = to_jsonb($2::text)`;

/**
 * Leaves buttons of these addresses out of the menu until it is laid out anew, since Telegram refuses one of them; where the
 * mini app's address is among them and the menu leads there, the menu is the full one again. Returns the addresses that this
 * took out: none when it was done before, or the menu is another by now.
 */
export async function refuseAddresses(
  tenant: Tenant,
  tx: Tx,
  { addresses, says, vault }: MenuRefusal & { readonly addresses: readonly string[] },
): Promise<string[]> {
  const { botId } = tenant;
  await lockBot(tenant, tx);
  const marked = await tx.sql<{ url: string }>(markText, [botId, addresses, says]);
  if (marked.length > 0) await tellFleet(tenant, tx);
  const gone = marked.map(({ url }) => url);
  for (const address of addresses) {
    if ((await tx.sql(appIsOn, [botId, address])).length === 0) continue;
    await changeSettingsIn(tenant, tx, [{ key: 'menu_mode', unset: true }], { actor: operator, vault });
    gone.push(address);
  }
  return [...new Set(gone)];
}

/** Takes the menu's picture away, since Telegram refuses it; false when it is another by now, or none. */
export async function refusePicture(
  tenant: Tenant,
  tx: Tx,
  { fileId, vault }: { readonly fileId: string; readonly vault: Vault },
): Promise<boolean> {
  await lockBot(tenant, tx);
  if ((await tx.sql(hasPicture, [tenant.botId, fileId])).length === 0) return false;
  await changeSettingsIn(tenant, tx, [{ key: 'logo_file_id', unset: true }], { actor: operator, vault });
  return true;
}
