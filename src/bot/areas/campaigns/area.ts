import type { Area } from '../../areas.js';
import { welcomeNewcomer } from './welcome-newcomer.js';

/** What people get who come by an advertising link. */
export const campaignsArea = { afterRegistration: welcomeNewcomer } as const satisfies Area;
