import type { Language } from '#platform/language.js';
import type { AddressButton, Labels, MenuButton, PageButton } from '#services/menus/menu-button.js';
import type { Button } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { lastingItems, type MenuItem } from './menu-item.js';

/** Who looks at a menu. */
export interface MenuReader {
  readonly voice: Voice;
  /** What is said where the reader's language has no words. */
  readonly defaultLanguage: Language;
  readonly isAdmin: boolean;
  readonly hasSubscription: boolean;
  /** May a button of admins open what an action of this name shows? */
  readonly isPage: (action: string) => boolean;
}

interface Placed {
  readonly name: string | undefined;
  /** Undefined: this person does not see it, and what comes after it keeps its place. */
  readonly button: Button | undefined;
  readonly isWide: boolean;
}

type OwnButton = AddressButton | PageButton;

/** Does a button of the admins open an address, so that Telegram may refuse it? */
export const opensAddress = (button: MenuButton): button is AddressButton =>
  button.kind === 'link' || button.kind === 'mini_app';

/**
 * The rows of a person's menu: what it has anyway, at the places and with the words that admins gave it, and their own buttons. What
 * they have not placed, such as what is new in a version, comes next to what it usually stands beside.
 */
export function arrange(
  items: readonly MenuItem[],
  layout: readonly MenuButton[],
  reader: MenuReader,
): Button[][] {
  const known = new Map(items.map((item) => [item.name, item]));
  const places = layout.map((button): Placed => {
    if (button.kind !== 'built_in') {
      const { isWide } = button;
      return { name: undefined, button: ownButton(button, reader), isWide };
    }
    const { action: name, isShown, isWide, labels } = button;
    const item = isShown || lastingItems.has(name) ? known.get(name) : undefined;
    return { name, button: item && relabelled(item, labels, reader), isWide };
  });
  const named = new Set(places.map(({ name }) => name));
  items.forEach((item, at) => {
    if (named.has(item.name)) return;
    named.add(item.name);
    const place = { name: item.name, button: item.button, isWide: item.isWide ?? false };
    places.splice(placeOf(places, items, at), 0, place);
  });
  return rowsOf(places);
}

/** The place of an item that nobody placed: behind the nearest that usually comes before, else ahead of one that comes after, else last. */
function placeOf(places: readonly Placed[], items: readonly MenuItem[], at: number): number {
  const find = ({ name }: MenuItem): number => places.findIndex((place) => place.name === name);
  const before = items
    .slice(0, at)
    .reverse()
    .map(find)
    .find((place) => place >= 0);
  if (before !== undefined) return before + 1;
  return (
    items
      .slice(at + 1)
      .map(find)
      .find((place) => place >= 0) ?? places.length
  );
}

function rowsOf(places: readonly Placed[]): Button[][] {
  const rows: Button[][] = [];
  let open: Button[] | undefined;
  for (const { button, isWide } of places) {
    if (!button) continue;
    if (open && !isWide) {
      open.push(button);
      open = undefined;
    } else {
      const row = [button];
      rows.push(row);
      open = isWide ? undefined : row;
    }
  }
  return rows;
}

/** The words of admins in the reader's language, as a button shows them; undefined: they gave none. */
function wordsOf(
  labels: Labels,
  { voice, defaultLanguage }: MenuReader,
  values: Readonly<Record<string, string>> = {},
): string | undefined {
  const words = labels[voice.language] ?? labels[defaultLanguage] ?? Object.values(labels)[0];
  return words === undefined ? undefined : voice.plain<string>(words, values);
}

/** In a language without words of the admins it says what it usually does. */
function relabelled({ button, values }: MenuItem, labels: Labels, reader: MenuReader): Button {
  const { language } = reader.voice;
  const own = labels[language];
  const text = own === undefined ? undefined : wordsOf({ [language]: own }, reader, values);
  return text === undefined ? button : { ...button, text };
}

function ownButton(own: OwnButton, reader: MenuReader): Button | undefined {
  const text = wordsOf(own.labels, reader);
  if (text === undefined || !own.isShown || !isFor(own, reader)) return undefined;
  if (own.kind === 'page') return reader.isPage(own.action) ? { text, callback_data: own.action } : undefined;
  if (own.refusal) return undefined;
  return own.kind === 'link' ? { text, url: own.url } : { text, web_app: { url: own.url } };
}

function isFor({ audience }: OwnButton, { isAdmin, hasSubscription }: MenuReader): boolean {
  if (audience === 'admins') return isAdmin;
  if (audience === 'everybody') return true;
  return hasSubscription === (audience === 'subscribers');
}
