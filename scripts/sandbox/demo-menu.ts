import type { Vault } from '#platform/secrets.js';
import { operator } from '#services/access/actor.js';
import type { MenuButton } from '#services/menus/menu-button.js';
import { readMenu, replaceMenu } from '#services/menus/replace-menu.js';
import { changeSettingsIn } from '#services/settings/change-settings.js';
import type { Tenant, Tx } from '#tenancy/scope.js';

const own = { isShown: true, isWide: false, audience: 'everybody' } as const;

/** Buttons of the admins below those that every bot has. */
const buttons: readonly MenuButton[] = [
  { kind: 'built_in', action: 'help', labels: {}, isShown: true, isWide: false },
  { kind: 'built_in', action: 'support', labels: {}, isShown: true, isWide: false },
  {
    ...{ kind: 'link', url: 'https://t.me/telegram', ...own, isWide: true },
    labels: { fa: '📣 کانال ما در Telegram', en: '📣 Our channel', ru: '📣 Наш канал' },
  },
];
const note = {
  fa: '<b>📌 پشتیبانی</b> جمعه‌ها از ساعت ۱۰ تا ۱۴ پاسخ می‌دهد.',
  en: '<b>📌 Support</b> answers from 10:00 to 14:00 on Fridays.',
  ru: '<b>📌 Поддержка</b> по пятницам отвечает с 10:00 до 14:00.',
};

/** Gives a demo bot a channel in its menu and a note above it, unless its menu is laid out. */
export async function addDemoMenu(tenant: Tenant, tx: Tx, vault: Vault): Promise<boolean> {
  if ((await readMenu(tenant, tx)).length > 0) return false;
  await replaceMenu(tenant, tx, buttons);
  await changeSettingsIn(tenant, tx, [{ key: 'menu_note', put: note }], { actor: operator, vault });
  return true;
}
