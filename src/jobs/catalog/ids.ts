import { z } from 'zod';

/** Number of a row of ours. */
export const rowNumber = z.string().regex(/^[1-9]\d{0,18}$/);
/** Telegram's id of a bot. */
export const telegramBotNumber = z.string().regex(/^\d{1,19}$/);
/** Id of a chat of Telegram. */
export const chatNumber = z.string().regex(/^-?\d{1,16}$/);
