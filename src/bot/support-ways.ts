import type { BotSnapshot } from '#services/snapshots/bot-snapshot.js';
import type { SupportWays } from './areas/shared/screens/support-button.js';

/** How people of a bot get help, by its features and its contact. */
export const supportWays = ({
  features,
  settings,
}: Pick<BotSnapshot, 'features' | 'settings'>): SupportWays => ({
  contact: features.support_contact.isOn ? settings.supportUsername : undefined,
  hasTickets: features.support_tickets.isOn,
});
