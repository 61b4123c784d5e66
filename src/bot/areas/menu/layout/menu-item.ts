import { readCallbackData } from '../../../callback-data.js';
import type { Button } from '../../../screen.js';

/** A button that the menu has anyway, at its usual place. */
export interface MenuItem {
  /** The name of its action, by which admins place it and say what it says. */
  readonly name: string;
  readonly button: Button;
  /** Has it a row of its own? */
  readonly isWide?: boolean;
  /** What a text of admins may have in it: `{balance}` of the wallet, `{total}` of a kept order. */
  readonly values?: Readonly<Record<string, string>>;
}

/** The name of the way to the people who help, which is no action of the bot. */
const supportName = 'support';

/** A button as an item of the menu, named by its action. */
export const itemOf = (button: Button, more: Omit<MenuItem, 'button' | 'name'> = {}): MenuItem => ({
  name:
    ('callback_data' in button ? readCallbackData(button.callback_data)?.action : undefined) ?? supportName,
  button,
  ...more,
});

/** Nobody is cut off from what they have, from their money, and from help: these buttons are always there. */
export const lastingItems: ReadonlySet<string> = new Set(['help', 'subscriptions', 'wallet']);

/** What a text of admins for a built-in button may have in braces, by the button's name. */
export const labelValues: Readonly<Record<string, readonly string[]>> = {
  cart: ['total'],
  wallet: ['balance'],
};
