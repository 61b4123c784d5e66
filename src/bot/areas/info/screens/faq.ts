import type { FaqAnswer } from '#services/pages/read-faq.js';
import { inColumn, paragraphs, tapButton, type Button, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { backButton } from '../../shared/screens/back-button.js';
import { menuButton } from '../../shared/screens/menu-button.js';
import { pageTurns } from '../../shared/screens/page-turns.js';
import { turnedPage } from './paged.js';

type Heading = Pick<FaqAnswer, 'id' | 'title'>;

/** Questions on a page of the list. */
const perPage = 10;
/** Questions that a search shows at most. */
const mostFound = 20;

const entryButton = (voice: Voice, { id, title }: Heading, listPage: number): Button =>
  tapButton(voice.plain(voice.texts.info.faq.entry, { title }), 'faq-entry', `${id}.1.${listPage}`);

const searchButton = (voice: Voice): Button => tapButton(voice.texts.info.buttons.search, 'faq-search');

/** The frequent questions, a page of them; a page that is not there is the nearest one. */
export function faqList(
  voice: Voice,
  { entries, page }: { readonly entries: readonly Heading[]; readonly page: number },
): Screen {
  const { faq, page: pageText } = voice.texts.info;
  const pages = Math.max(1, Math.ceil(entries.length / perPage));
  const at = Math.min(page, pages);
  return {
    text: paragraphs(`<b>${faq.title}</b>`, faq.ask, pages > 1 && voice.say(pageText, { page: at, pages })),
    keyboard: [
      ...inColumn(entries.slice((at - 1) * perPage, at * perPage).map((one) => entryButton(voice, one, at))),
      ...pageTurns(voice, { action: 'faq', page: at, hasMore: at < pages }),
      [searchButton(voice)],
      [backButton(voice, 'info'), menuButton(voice)],
    ],
  };
}

/** A question with its answer, a page of it; back leads to the page of the list from which the person came. */
export function faqAnswer(
  voice: Voice,
  { entry, page, listPage }: { readonly entry: FaqAnswer; readonly page: number; readonly listPage: number },
): Screen {
  const { html, footer, pager } = turnedPage(voice, {
    ...{ html: entry.answer, page, action: 'faq-entry' },
    turn: (to) => `${entry.id}.${to}.${listPage}`,
  });
  return {
    text: paragraphs(
      voice.say(voice.texts.info.faq.heading, { title: voice.foreign(entry.title) }),
      html,
      footer,
    ),
    keyboard: [...pager, [backButton(voice, 'faq', String(listPage)), menuButton(voice)]],
  };
}

/** Asks for the words to search for. */
export const faqSearchAsked = (voice: Voice): Screen => ({
  text: voice.texts.info.faq.searchAsk,
  keyboard: [[backButton(voice, 'faq'), menuButton(voice)]],
});

/** What was found for typed words. */
export function faqFound(
  voice: Voice,
  { typed, entries }: { readonly typed: string; readonly entries: readonly Heading[] },
): Screen {
  const { found, foundNone } = voice.texts.info.faq;
  return {
    text: voice.say(entries.length > 0 ? found : foundNone, { words: voice.foreign(typed) }),
    keyboard: [
      ...inColumn(entries.slice(0, mostFound).map((one) => entryButton(voice, one, 1))),
      [searchButton(voice)],
      [backButton(voice, 'faq'), menuButton(voice)],
    ],
  };
}
