import { z } from 'zod';

/** A message of ours with a picture and buttons. */
const picture = z.looseObject({
  message_id: z.number().int(),
  date: z.number().positive(),
  photo: z.array(z.unknown()).min(1),
  from: z.looseObject({ is_bot: z.literal(true) }),
  reply_markup: z.looseObject({
    inline_keyboard: z.array(z.array(z.looseObject({ callback_data: z.unknown().optional() }))),
  }),
});

/**
 * The message of a tapped button, where it is the main menu with its picture, which gives way to what follows; nothing: it is another. Of
 * all pictures with buttons the menu alone has the one for help, and it always has it. Never throws.
 */
export function readMenuPicture(carrier: object | undefined): { readonly pictureId?: number } {
  if (!(carrier as { readonly photo?: unknown } | undefined)?.photo) return {};
  const { data } = picture.safeParse(carrier);
  const buttons = data?.reply_markup.inline_keyboard.flat() ?? [];
  return data && buttons.some((button) => button.callback_data === 'help')
    ? { pictureId: data.message_id }
    : {};
}
