import { readLevels } from '#services/orders/read-levels.js';
import type { Actions } from '../../action.js';
import { levelsScreen } from './screens/levels.js';

/** The groups, and where the person stands. */
export const levelActions: Actions<'levels'> = {
  levels: {
    isForRegistered: true,
    isPage: true,
    staysOpen: true,
    run: async ({ tenant, tx, person, settings, voice }) =>
      settings.values.promo_levels_shown
        ? levelsScreen(voice, await readLevels(tenant, tx, person.id))
        : undefined,
  },
};
