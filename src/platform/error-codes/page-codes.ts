import { botBounds } from '../bounds.js';
import type { ErrorKind } from './error-kind.js';

/** Errors of what a bot has to read, alphabetical. */
export const pageCodes = {
  'faq.languages': {
    status: 422,
    means:
      'Each language that has a `title` must have an `answer`, and the other way round; at least one has both.',
  },
  'faq.too_many': {
    status: 409,
    means: `The bot has as many frequent questions as it may: ${botBounds.faqEntries}. Delete one first.`,
  },
  'menu_note.too_many': {
    status: 409,
    means: `The bot has as many menu notes as it may: ${botBounds.menuNotes}. Delete one first.`,
  },
  'page.no_text': {
    status: 409,
    means:
      'The bot has no such text, so there is nothing to accept or to show: set it in `rules_text` or `privacy_policy_text` first.',
  },
  'page.not_required': {
    status: 409,
    means: 'Nobody has to accept the text: switch `rules_required` or `privacy_policy_required` on first.',
  },
} as const satisfies Record<string, ErrorKind>;
