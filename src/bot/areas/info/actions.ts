import { listFaq, readFaqEntry } from '#services/pages/read-faq.js';
import type { PageKind } from '#services/settings/page-texts.js';
import type { ActionName } from '../../areas.js';
import type { Action, Actions } from '../../action.js';
import { documentFor, readingOf } from './document-of.js';
import { areQuestionsShown } from './entries.js';
import { openInfo } from './open/open-info.js';
import { documentScreen } from './screens/document.js';
import { faqAnswer, faqList, faqSearchAsked } from './screens/faq.js';
import { readPageNumber } from './screens/paged.js';

const reading = (
  kind: Exclude<PageKind, 'welcome'>,
  title: 'offerTitle' | 'privacyTitle' | 'rulesTitle',
  action: ActionName,
): Action => ({
  isForRegistered: true,
  isPage: true,
  staysOpen: true,
  run: (ctx, argument) => {
    const { voice, settings } = ctx;
    const html = documentFor(voice, { kind, values: settings.values, reading: readingOf(ctx) });
    if (!html) return undefined;
    return documentScreen(voice, {
      ...{ html, action, page: readPageNumber(argument) },
      title: voice.texts.info[title],
    });
  },
});

/** What the bot has to read. */
export const infoActions: Actions<
  'faq' | 'faq-entry' | 'faq-search' | 'info' | 'offer-page' | 'privacy-page' | 'rules-page'
> = {
  info: { isForRegistered: true, staysOpen: true, isPage: true, run: openInfo },
  'rules-page': reading('rules', 'rulesTitle', 'rules-page'),
  'privacy-page': reading('privacy_policy', 'privacyTitle', 'privacy-page'),
  'offer-page': reading('public_offer', 'offerTitle', 'offer-page'),
  faq: {
    isForRegistered: true,
    isPage: true,
    staysOpen: true,
    run: async (ctx, argument) => {
      if (!areQuestionsShown(ctx)) return undefined;
      const entries = await listFaq(ctx.tenant, ctx.tx, readingOf(ctx));
      return entries.length > 0 ? faqList(ctx.voice, { entries, page: readPageNumber(argument) }) : undefined;
    },
  },
  'faq-entry': {
    isForRegistered: true,
    staysOpen: true,
    run: async (ctx, argument) => {
      if (!areQuestionsShown(ctx)) return undefined;
      const [entryId = '', page, listPage] = argument.split('.');
      const entry = await readFaqEntry(ctx.tenant, ctx.tx, { entryId, reading: readingOf(ctx) });
      if (!entry) return undefined;
      return faqAnswer(ctx.voice, {
        entry,
        page: readPageNumber(page),
        listPage: readPageNumber(listPage),
      });
    },
  },
  'faq-search': {
    isForRegistered: true,
    staysOpen: true,
    run: (ctx) => {
      if (!areQuestionsShown(ctx)) return undefined;
      ctx.leave({ asked: { input: 'faq-search', about: '' } });
      return faqSearchAsked(ctx.voice);
    },
  },
};
