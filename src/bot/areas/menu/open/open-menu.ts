import { dayOf } from '#platform/calendar.js';
import { readMenuFacts, type MenuFacts } from '#services/orders/read-menu-facts.js';
import type { BotContext } from '../../../context.js';
import type { Screen } from '../../../screen.js';
import { pickNote } from '../../info/pick-note.js';
import { mainMenu } from '../screens/main-menu.js';

/** The main menu for the person of this update, below an optional notice (HTML). */
export async function openMenu(ctx: BotContext, notice?: string): Promise<Screen> {
  const { tenant, tx, person } = ctx;
  return menuOf(ctx, await readMenuFacts(tenant, tx, { userId: person.id }), notice);
}

/** The same of what is known of the person already. */
export function menuOf(ctx: BotContext, facts: MenuFacts, notice?: string): Screen {
  const { person, settings, snapshot } = ctx;
  const { values } = settings;
  const topNote = topNoteOf(ctx);
  const appUrl = appUrlOf(ctx);
  return mainMenu(ctx.voice, {
    person,
    canChooseLanguage: ctx.canChooseLanguage,
    support: values.support_menu ? ctx.support : undefined,
    facts,
    hasSeveral: values.subscriptions_per_user > 1,
    hasHapp: values.happ_download_button,
    entries: ctx.menuEntries,
    now: ctx.at,
    layout: snapshot.menu,
    isPage: (action) => ctx.isPage(action),
    isAdmin: person.adminRole !== undefined,
    defaultLanguage: settings.defaultLanguage,
    note: pickNote(ctx),
    ...(notice !== undefined && { notice }),
    ...(topNote !== '' && { topNote }),
    ...(appUrl !== null && { appUrl }),
    ...(values.logo_file_id !== null && { picture: values.logo_file_id }),
  });
}

/** The admins' note, to the end of its last day by the bot's clocks; '': none. */
function topNoteOf({ at, settings, voice }: BotContext): string {
  const { menu_note: note, menu_note_until: until, time_zone: timeZone } = settings.values;
  return until === null || dayOf(at.getTime(), timeZone) <= until ? voice.own(note) : '';
}

/** Where the mini app is, if the menu leads to it. */
function appUrlOf({ settings, snapshot }: BotContext): string | null {
  const { menu_mode: mode, mini_app_url: url } = settings.values;
  return mode === 'mini_app' && snapshot.features.mini_app.isOn ? url : null;
}
