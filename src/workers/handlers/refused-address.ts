import type { ShownMenu } from '#bot/outgoing-calls.js';
import type { Button } from '#bot/screen.js';

/** The search for the one address that Telegram refuses without saying which: the menu is tried without one at a time. */
export interface AddressSearch {
  /** The menu with all of them. */
  readonly whole: ShownMenu;
  /** Telegram's words about that. */
  readonly says: string;
  /** The one that is left out now. */
  readonly suspect: string;
  /** Those that are left out after it. */
  readonly next: readonly string[];
}

/** With more addresses than these nobody is kept waiting for the search: each costs a call. */
const mostTried = 8;

/** Where a button leads; undefined: it opens no address. */
function addressOf(button: Button): string | undefined {
  if ('web_app' in button) return button.web_app.url;
  return 'url' in button ? button.url : undefined;
}

const isAt = (addresses: readonly (string | undefined)[]) => (button: Button) =>
  addresses.includes(addressOf(button));

/** The addresses that the words of a refusal name, whoever wrote them. */
export const namedAddresses = ({ keyboard }: ShownMenu, says: string): string[] =>
  keyboard
    .flat()
    .map(addressOf)
    .filter((address) => address !== undefined)
    .filter((address) => says.includes(address));

/** The buttons that the spare rows lack since admins wrote where they lead, links before mini apps. */
function ownButtons({ keyboard, spare = [] }: ShownMenu): Button[] {
  const sure = spare.flat().map(addressOf);
  const own = keyboard.flat().filter((button) => addressOf(button) !== undefined && !isAt(sure)(button));
  return [...own.filter((button) => 'url' in button), ...own.filter((button) => 'web_app' in button)];
}

/** The addresses that admins wrote, each once. */
export const ownAddresses = (menu: ShownMenu): string[] => [
  ...new Set(ownButtons(menu).flatMap((button) => addressOf(button) ?? [])),
];

/** The menu without the address that is suspected; undefined: all were, or they are too many, and which it is remains unknown. */
export function searchOn(
  menu: ShownMenu,
  { before, says }: { readonly before: AddressSearch | undefined; readonly says: string },
): { readonly menu: ShownMenu; readonly search: AddressSearch } | undefined {
  const whole = before?.whole ?? menu;
  const own = ownAddresses(whole);
  const [suspect, ...next] = before?.next ?? (own.length > 1 && own.length <= mostTried ? own : []);
  if (suspect === undefined) return undefined;
  return {
    menu: menuWithout(whole, suspect),
    search: { whole, says: before?.says ?? says, suspect, next },
  };
}

/** A mini app may stand for what the menu has anyway, which its spare rows have; there the other addresses come last. */
function menuWithout(menu: ShownMenu, address: string): ShownMenu {
  const { spare = [], keyboard } = menu;
  const isGone = isAt([address]);
  const isApp = keyboard.flat().some((button) => 'web_app' in button && isGone(button));
  const others = ownButtons(menu).filter((button) => !isGone(button));
  const rows = isApp
    ? [...spare, ...others.map((button) => [button])]
    : keyboard.map((row) => row.filter((button) => !isGone(button)));
  return { ...menu, keyboard: rows.filter((row) => row.length > 0) };
}
