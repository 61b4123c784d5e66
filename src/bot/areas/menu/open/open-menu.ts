import { readMenuFacts } from '#services/orders/read-menu-facts.js';
import type { BotContext } from '../../../context.js';
import type { Screen } from '../../../screen.js';
import { pickNote } from '../../info/pick-note.js';
import { mainMenu } from '../screens/main-menu.js';

/** The main menu for the person of this update, below an optional notice (HTML). */
export async function openMenu(ctx: BotContext, notice?: string): Promise<Screen> {
  const { tenant, tx, person, settings } = ctx;
  return mainMenu(ctx.voice, {
    person,
    canChooseLanguage: ctx.canChooseLanguage,
    support: settings.values.support_menu ? ctx.support : undefined,
    facts: await readMenuFacts(tenant, tx, { userId: person.id }),
    hasSeveral: settings.values.subscriptions_per_user > 1,
    hasHapp: settings.values.happ_download_button,
    entries: ctx.menuEntries,
    now: ctx.at,
    note: pickNote(ctx),
    ...(notice !== undefined && { notice }),
  });
}
