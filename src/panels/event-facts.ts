import { accountFacts } from './account-facts.js';
import type { PanelEvent } from './read-event.js';

/** What a job carries of an event; of what is not told in it, nothing. */
export const eventFacts = ({ event, at, account, device, node }: PanelEvent) => ({
  event,
  ...(account && { account: accountFacts(account), told_at: at.toISOString() }),
  ...(device !== undefined && { device }),
  ...(node && { node }),
});
