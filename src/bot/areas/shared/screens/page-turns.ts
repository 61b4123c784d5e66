import type { ActionName } from '../../../areas.js';
import { tapButton, type Button } from '../../../screen.js';
import type { Voice } from '../../../voice.js';

/** The row that turns the pages of a list, from 1 on; none where there is one page alone. `turn` makes the argument of a page. */
export function pageTurns(
  voice: Voice,
  wish: {
    readonly action: ActionName;
    readonly page: number;
    readonly hasMore: boolean;
    readonly turn?: (page: number) => string;
  },
): Button[][] {
  const { action, page, hasMore, turn = String } = wish;
  const { previous, next } = voice.texts.shop.buttons;
  const row = [
    ...(page > 1 ? [tapButton(previous, action, turn(page - 1))] : []),
    ...(hasMore ? [tapButton(next, action, turn(page + 1))] : []),
  ];
  return row.length > 0 ? [row] : [];
}

/** The same of a list whose pages begin beside a row: newer and older ones, by the number of the first or last that is shown. */
export function newerAndOlder(
  labels: { readonly newer: string; readonly older: string },
  action: ActionName,
  page: {
    readonly items: readonly { readonly id: string }[];
    readonly hasNewer: boolean;
    readonly hasOlder: boolean;
  },
): Button[][] {
  const first = page.items.at(0);
  const last = page.items.at(-1);
  const row = [
    ...(page.hasNewer && first ? [tapButton(labels.newer, action, `newer.${first.id}`)] : []),
    ...(page.hasOlder && last ? [tapButton(labels.older, action, `older.${last.id}`)] : []),
  ];
  return row.length > 0 ? [row] : [];
}
