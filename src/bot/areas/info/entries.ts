import type { PageKind } from '#services/settings/page-texts.js';
import type { ActionName } from '../../areas.js';
import type { BotContext } from '../../context.js';
import { tapButton, type Button } from '../../screen.js';
import { documentFor, readingOf } from './document-of.js';

type Entry = (ctx: BotContext) => Button | undefined;

const documentEntry =
  (kind: Exclude<PageKind, 'welcome'>, label: 'offer' | 'privacy' | 'rules', action: ActionName): Entry =>
  (ctx) =>
    documentFor(ctx.voice, { kind, values: ctx.settings.values, reading: readingOf(ctx) })
      ? tapButton(ctx.voice.texts.info.buttons[label], action)
      : undefined;

/** Are there frequent questions for people to read? */
export const areQuestionsShown = ({ settings, snapshot }: BotContext): boolean =>
  settings.values.faq_shown && snapshot.pages.hasFaq;

/** What this area has in the information menu. */
export const infoEntries: readonly Entry[] = [
  documentEntry('rules', 'rules', 'rules-page'),
  (ctx) => (areQuestionsShown(ctx) ? tapButton(ctx.voice.texts.info.buttons.faq, 'faq') : undefined),
  documentEntry('privacy_policy', 'privacy', 'privacy-page'),
  documentEntry('public_offer', 'offer', 'offer-page'),
];

/** The way to the information menu, where it has anything. */
export const infoMenuEntry: Entry = (ctx) =>
  ctx.infoEntries.length > 0 ? tapButton(ctx.voice.texts.info.buttons.info, 'info') : undefined;
