import { tellJoined } from '#services/referrals/tell-joined.js';
import type { Area } from '../../areas.js';
import type { BotContext } from '../../context.js';
import { referralActions } from './actions.js';
import { inviteEntry } from './menu-entry.js';

/** Inviting others, and what comes of it. */
export const referralsArea = {
  actions: [referralActions],
  menuEntries: [inviteEntry],
  afterRegistration: ({ tenant, tx, person }: BotContext): Promise<void> => tellJoined(tenant, tx, person.id),
} as const satisfies Area;
