import { searchFaq } from '#services/pages/read-faq.js';
import type { Inputs } from '../../input.js';
import { readingOf } from './document-of.js';
import { faqFound, faqSearchAsked } from './screens/faq.js';

/** Typed words that a search looks at and shows at most, in UTF-16 units. */
const longestSearch = 100;

/** What a person types: words to search the frequent questions for. */
export const infoInputs: Inputs<'faq-search'> = {
  'faq-search': async (ctx, _about, text) => {
    const typed = text.trim().slice(0, longestSearch);
    if (typed === '') {
      ctx.leave({ asked: { input: 'faq-search', about: '' } });
      return faqSearchAsked(ctx.voice);
    }
    const entries = await searchFaq(ctx.tenant, ctx.tx, { typed, reading: readingOf(ctx) });
    return faqFound(ctx.voice, { typed, entries });
  },
};
