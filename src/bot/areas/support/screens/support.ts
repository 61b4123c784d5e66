import { inColumn, paragraphs, tapButton, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { menuButton } from '../../shared/screens/menu-button.js';
import { contactUrl, type SupportWays } from '../../shared/screens/support-button.js';

/** What people can do to get help. */
export interface SupportView {
  readonly ways: SupportWays;
  /** What the bot's admins say, in HTML; '': they say nothing. */
  readonly words: string;
  /** How many of the person's tickets are not closed. */
  readonly openCount: number;
  readonly hasClosed: boolean;
}

function standard(voice: Voice, { contact, hasTickets }: SupportWays): string {
  const { text } = voice.texts.support;
  if (hasTickets) return contact === undefined ? text.tickets : text.both;
  return contact === undefined ? text.none : text.contact;
}

/** The ways to get help. */
export function supportScreen(voice: Voice, { ways, words, openCount, hasClosed }: SupportView): Screen {
  const { support: texts } = voice.texts;
  const { contact, hasTickets } = ways;
  return {
    text: paragraphs(
      `<b>${texts.title}</b>`,
      words || standard(voice, ways),
      openCount > 0 && voice.say(texts.mine, { count: openCount }),
    ),
    keyboard: [
      ...inColumn([
        hasTickets ? tapButton(texts.buttons.new, 'ticket-new') : undefined,
        openCount > 0 ? tapButton(texts.buttons.open, 'tickets', 'open') : undefined,
        hasClosed ? tapButton(texts.buttons.closed, 'tickets', 'closed') : undefined,
        contact === undefined ? undefined : { text: texts.buttons.chat, url: contactUrl(contact) },
      ]),
      [menuButton(voice)],
    ],
  };
}
