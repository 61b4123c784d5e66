import { findAction } from '#bot/areas.js';
import type { MenuView } from '#bot/areas/menu/screens/main-menu.js';

/** What the main menu of a newcomer is made of, in a bot that sells nothing. */
export const menuView = (overrides: Partial<MenuView> = {}): MenuView => ({
  person: { firstName: 'Sara', balanceToman: 0 },
  canChooseLanguage: true,
  support: { contact: 'x_help', hasTickets: false },
  facts: {
    subscription: null,
    count: 0,
    hasPlans: false,
    trial: null,
    simple: null,
    cart: null,
    offers: { discount: null, accessUntil: null, hasAny: false },
    areSalesStopped: false,
  },
  hasSeveral: false,
  hasHapp: false,
  entries: [],
  isPage: (action) => findAction(action)?.isPage === true,
  now: new Date('2026-11-20T20:00:00Z'),
  ...overrides,
});
