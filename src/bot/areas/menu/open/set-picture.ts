import { changeSettingsIn, type SettingChange } from '#services/settings/change-settings.js';
import type { BotContext } from '../../../context.js';
import { inColumn, tapButton, type Button, type Screen } from '../../../screen.js';
import { menuButton } from '../../shared/screens/menu-button.js';

/** The ways on: to no picture where there is one, and to the menu. */
const waysOn = ({ voice }: BotContext, hasPicture: boolean): Button[][] =>
  inColumn([
    hasPicture ? tapButton(voice.texts.menu.buttons.removePicture, 'no-logo') : undefined,
    menuButton(voice),
  ]);

/** Asks for the picture of the main menu; `isNone`: what came was no photo. */
export function askMenuPicture(ctx: BotContext, isNone = false): Screen {
  ctx.leave({ asked: { input: 'logo', about: '' } });
  const { ask, notOne } = ctx.voice.texts.menu.picture;
  const hasPicture = ctx.settings.values.logo_file_id !== null;
  return { text: isNone ? notOne : ask, keyboard: waysOn(ctx, hasPicture) };
}

/** Gives the main menu the photo of this message, and shows it. */
export async function takeMenuPicture(ctx: BotContext): Promise<Screen> {
  const { incoming, voice } = ctx;
  const attachment = incoming.kind === 'message' ? incoming.attachment : undefined;
  if (attachment?.kind !== 'image') return askMenuPicture(ctx, true);
  const { fileId } = attachment;
  await change(ctx, { key: 'logo_file_id', put: fileId });
  return { text: voice.texts.menu.picture.set, keyboard: waysOn(ctx, true), picture: fileId };
}

/** Takes the main menu's picture away. */
export async function removeMenuPicture(ctx: BotContext): Promise<Screen> {
  await change(ctx, { key: 'logo_file_id', unset: true });
  return { text: ctx.voice.texts.menu.picture.gone, keyboard: waysOn(ctx, false) };
}

async function change({ tenant, tx, person, vault }: BotContext, wanted: SettingChange): Promise<void> {
  const actor = { kind: 'person', id: person.telegramId, name: person.firstName } as const;
  await changeSettingsIn(tenant, tx, [wanted], { actor, vault });
}
