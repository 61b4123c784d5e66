import { hasLevels } from '#services/orders/read-levels.js';
import type { BotContext } from '../../../context.js';
import { tapButton, type Screen } from '../../../screen.js';
import { infoMenu } from '../screens/info-menu.js';

/** What the bot has to read; undefined: nothing. */
export async function openInfo(ctx: BotContext): Promise<Screen | undefined> {
  const { tenant, tx, person, settings, voice } = ctx;
  const areLevels = settings.values.promo_levels_shown && (await hasLevels(tenant, tx, person.id));
  const entries = [
    ...ctx.infoEntries,
    ...(areLevels ? [tapButton(voice.texts.levels.buttons.levels, 'levels')] : []),
  ];
  return entries.length > 0 ? infoMenu(voice, entries) : undefined;
}
