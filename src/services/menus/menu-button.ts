import type { Language } from '#platform/language.js';

/** Words by language; not every one need have some. */
export type Labels = Readonly<Partial<Record<Language, string>>>;

/** Who sees a button of the admins. `subscribers`: whose subscription runs. */
type MenuAudience = 'admins' | 'everybody' | 'subscribers' | 'without_subscription';

interface Placed {
  readonly labels: Labels;
  readonly isShown: boolean;
  /** Has it a row of its own? */
  readonly isWide: boolean;
}

/** A button that the bot has anyway, by the name of its action. */
interface BuiltInButton extends Placed {
  readonly kind: 'built_in';
  readonly action: string;
}

interface Own extends Placed {
  readonly audience: MenuAudience;
}

/** A button of the admins that opens an address, in the browser or as a mini app. */
export interface AddressButton extends Own {
  readonly kind: 'link' | 'mini_app';
  readonly url: string;
  /** Since when it is left out, and why: Telegram refused its address. */
  readonly refusal?: { readonly at: string; readonly says: string };
}

/** A button of the admins that opens a page of the bot, by the name of its action. */
export interface PageButton extends Own {
  readonly kind: 'page';
  readonly action: string;
}

/** A button of the main menu as the admins placed it. */
export type MenuButton = BuiltInButton | AddressButton | PageButton;

/** One as the database has it. */
export interface StoredMenuButton {
  readonly kind: MenuButton['kind'];
  readonly action: string | null;
  readonly url: string | null;
  readonly labels: Labels;
  readonly audience: MenuAudience;
  readonly is_shown: boolean;
  readonly is_wide: boolean;
  /** ISO time. */
  readonly refused_at: string | null;
  readonly refusal: string | null;
}

/** A column with the buttons of the bot of this row of `bots`, in their order: `StoredMenuButton[] | null`. */
export const menuText = `
    (select jsonb_agg(jsonb_build_object('kind', kind, 'action', action, 'url', url, 'labels', labels,
        'audience', audience, 'is_shown', is_shown, 'is_wide', is_wide, 'refused_at', refused_at, 'refusal', refusal)
        order by position)
      from menu_buttons where menu_buttons.bot_id = bots.id)`;

/** The buttons that stored ones say. */
export const toMenuButtons = (stored: readonly StoredMenuButton[] | null | undefined): MenuButton[] =>
  (stored ?? []).map(toMenuButton);

function toMenuButton(stored: StoredMenuButton): MenuButton {
  const {
    kind,
    audience,
    labels,
    is_shown: isShown,
    is_wide: isWide,
    refused_at: at,
    refusal: says,
  } = stored;
  const placed = { labels, isShown, isWide };
  const action = stored.action ?? '';
  if (kind === 'built_in') return { kind, action, ...placed };
  if (kind === 'page') return { kind, action, audience, ...placed };
  const refusal = at === null || says === null ? {} : { refusal: { at, says } };
  return { kind, url: stored.url ?? '', audience, ...placed, ...refusal };
}
