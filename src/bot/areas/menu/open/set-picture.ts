import { changeSettingsIn, type SettingChange } from '#services/settings/change-settings.js';
import type { BotContext } from '../../../context.js';
import { paragraphs, type Screen } from '../../../screen.js';
import { menuButton } from '../../shared/screens/menu-button.js';

/** Asks for the picture of the main menu; `isNone`: what came was no photo. */
export function askMenuPicture(ctx: BotContext, isNone = false): Screen {
  ctx.leave({ asked: { input: 'logo', about: '' } });
  const { ask, notOne } = ctx.voice.texts.menu.picture;
  return { text: isNone ? notOne : ask, keyboard: [[menuButton(ctx.voice)]] };
}

/** Gives the main menu the photo of this message, and shows it. */
export async function takeMenuPicture(ctx: BotContext): Promise<Screen> {
  const { incoming, voice } = ctx;
  const attachment = incoming.kind === 'message' ? incoming.attachment : undefined;
  if (attachment?.kind !== 'image') return askMenuPicture(ctx, true);
  const { fileId } = attachment;
  await change(ctx, { key: 'logo_file_id', put: fileId });
  const { set, remove } = voice.texts.menu.picture;
  return {
    text: paragraphs(set, voice.say(remove, { command: voice.foreign('/logo off') })),
    keyboard: [[menuButton(voice)]],
    picture: fileId,
  };
}

/** Takes the main menu's picture away. */
export async function removeMenuPicture(ctx: BotContext): Promise<Screen> {
  await change(ctx, { key: 'logo_file_id', unset: true });
  return { text: ctx.voice.texts.menu.picture.gone, keyboard: [[menuButton(ctx.voice)]] };
}

async function change({ tenant, tx, person, vault }: BotContext, wanted: SettingChange): Promise<void> {
  const actor = { kind: 'person', id: person.telegramId, name: person.firstName } as const;
  await changeSettingsIn(tenant, tx, [wanted], { actor, vault });
}
