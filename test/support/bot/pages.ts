import { openVault } from '#platform/secrets.js';
import { operator } from '#services/access/actor.js';
import { askAgain } from '#services/pages/ask-again.js';
import { changeSettings } from '#services/settings/change-settings.js';
import type { AcceptedKind } from '#services/settings/page-texts.js';
import { ownerQuery } from '../database.js';
import type { BotDriver, DrivenBot } from './drive-bot.js';

/** Writes settings as admins do, so that versions of texts are kept; the fleet has them afterwards. */
export async function write(
  { env }: Pick<BotDriver, 'env'>,
  bot: DrivenBot,
  values: Readonly<Record<string, unknown>>,
): Promise<void> {
  const changes = Object.entries(values).map(([key, put]) => ({ key, put }));
  await changeSettings(bot.tenant, changes, { actor: operator, vault: openVault(env.appSecret) });
  await bot.publish();
}

/** Asks everybody again, as an admin does. */
export async function demandAgain(bot: DrivenBot, kind: AcceptedKind): Promise<void> {
  await bot.tenant.db((tx) => askAgain(bot.tenant, tx, kind));
  await bot.publish();
}

/** What a person has accepted of a bot, in the order of the acceptances. */
export const acceptedBy = async (bot: DrivenBot, personId: string): Promise<string[]> =>
  (
    await ownerQuery<{ what: string }>(
      `select a.kind || ' ' || coalesce(a.version, 0) as what from page_acceptances a
       join users on users.bot_id = a.bot_id and users.id = a.user_id
       where a.bot_id = $1 and users.telegram_id = $2 order by a.id`,
      [bot.botId, personId],
    )
  ).map(({ what }) => what);
