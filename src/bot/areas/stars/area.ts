import type { Area } from '../../areas.js';
import { starsCommands } from './commands.js';

/** Paying with Telegram Stars. */
export const starsArea = { commands: starsCommands } as const satisfies Area;
