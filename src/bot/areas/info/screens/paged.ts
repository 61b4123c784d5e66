import type { ActionName } from '../../../areas.js';
import type { Button } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { pageTurns } from '../../shared/screens/page-turns.js';
import { cutPages } from '../cut-pages.js';

/** A page of a long text, and the buttons that turn it. */
export interface ShownPage {
  /** In Telegram's HTML. */
  readonly html: string;
  readonly isLast: boolean;
  /** «Page 2 of 3»; undefined where there is one page only. */
  readonly footer: string | undefined;
  /** A row, or none. */
  readonly pager: readonly Button[][];
}

/** One page, from 1 on; a page that is not there is the nearest one. `turn` makes the argument of the action that shows a page. */
export function turnedPage(
  voice: Voice,
  wish: {
    readonly html: string;
    readonly page: number;
    readonly action: ActionName;
    readonly turn: (page: number) => string;
  },
): ShownPage {
  const all = cutPages(wish.html);
  const page = Math.min(Math.max(1, wish.page), all.length);
  return {
    html: all[page - 1] ?? '',
    isLast: page === all.length,
    footer: all.length > 1 ? voice.say(voice.texts.info.page, { page, pages: all.length }) : undefined,
    pager: pageTurns(voice, { action: wish.action, page, hasMore: page < all.length, turn: wish.turn }),
  };
}

/** Which page an argument of a button names; whatever is no page is the first. */
export const readPageNumber = (argument: string | undefined): number =>
  argument !== undefined && /^[1-9]\d{0,3}$/.test(argument) ? Number(argument) : 1;
