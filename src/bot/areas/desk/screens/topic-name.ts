import type { Ticket } from '#services/tickets/ticket-rows.js';
import type { Voice } from '../../../voice.js';

const closedSign = '✅';
const urgentSign = '🔥';

/** Longest name of a topic, in UTF-16 units. */
const longest = 128;

/** What the topic of a ticket is called: what has become of it, its number and its title. */
export function topicName(voice: Voice, { id, title, status, priority }: Ticket): string {
  const sign = status === 'closed' ? closedSign : priority === 'urgent' ? urgentSign : '';
  const name = [sign, `#${voice.digits(id)}`, title.replace(/\s+/g, ' ').trim()].filter(Boolean).join(' ');
  // No sign of two units is cut.
  return name.length <= longest ? name : `${name.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** Does a topic of this name say that its ticket is closed? */
export const isNamedClosed = (name: string): boolean => name.startsWith(closedSign);
