import type { Language } from '#platform/language.js';
import type { AdminRole } from '#services/people/admit-update.js';
import type { Action } from './action.js';
import { billingArea } from './areas/billing/area.js';
import { campaignsArea } from './areas/campaigns/area.js';
import { cardsArea } from './areas/cards/area.js';
import { codesArea } from './areas/codes/area.js';
import { deskArea } from './areas/desk/area.js';
import { gatesArea } from './areas/gates/area.js';
import { giftsArea } from './areas/gifts/area.js';
import { infoArea } from './areas/info/area.js';
import { levelsArea } from './areas/levels/area.js';
import { maintenanceArea } from './areas/maintenance/area.js';
import { menuArea } from './areas/menu/area.js';
import { offersArea } from './areas/offers/area.js';
import { partnersArea } from './areas/partners/area.js';
import { paymentsArea } from './areas/payments/area.js';
import { referralsArea } from './areas/referrals/area.js';
import { registrationArea } from './areas/registration/area.js';
import { reportsArea } from './areas/reports/area.js';
import { reviewsArea } from './areas/reviews/area.js';
import { serversArea } from './areas/servers/area.js';
import { shopArea } from './areas/shop/area.js';
import { starsArea } from './areas/stars/area.js';
import { supportArea } from './areas/support/area.js';
import { subscriptionsArea } from './areas/subscriptions/area.js';
import { walletArea } from './areas/wallet/area.js';
import type { Command } from './command.js';
import type { BotContext } from './context.js';
import type { Input } from './input.js';
import type { Button } from './screen.js';
import type { StartLink } from './start-link.js';
import { textsOf, type Texts } from './texts/index.js';

/** What people can do in an area. */
export interface Area {
  /** What its buttons do, in groups. */
  readonly actions?: readonly Readonly<Record<string, Action>>[];
  readonly commands?: readonly Command[];
  readonly inputs?: Readonly<Record<string, Input>>;
  /** Links that open something. */
  readonly links?: readonly StartLink[];
  /** Its buttons in the main menu; undefined: none for this person. */
  readonly menuEntries?: readonly ((ctx: BotContext) => Button | undefined)[];
  /** Its buttons in the information menu; undefined: none for this person. */
  readonly infoEntries?: readonly ((ctx: BotContext) => Button | undefined)[];
  /** What follows the registration of a person, in its transaction, before anything is shown. */
  readonly afterRegistration?: (ctx: BotContext) => Promise<void>;
}

/** Every area, alphabetical. To add one: its folder, and a line here and in `texts/index.ts`. */
export const areas = {
  billing: billingArea,
  campaigns: campaignsArea,
  cards: cardsArea,
  codes: codesArea,
  desk: deskArea,
  gates: gatesArea,
  gifts: giftsArea,
  info: infoArea,
  levels: levelsArea,
  maintenance: maintenanceArea,
  menu: menuArea,
  notices: {},
  offers: offersArea,
  partners: partnersArea,
  payments: paymentsArea,
  referrals: referralsArea,
  registration: registrationArea,
  reports: reportsArea,
  reviews: reviewsArea,
  servers: serversArea,
  shared: {},
  shop: shopArea,
  stars: starsArea,
  subscriptions: subscriptionsArea,
  support: supportArea,
  wallet: walletArea,
} as const satisfies { readonly [Name in keyof Texts]: Area };

type KeysOf<T> = T extends unknown ? keyof T & string : never;
type Parts<Kind extends keyof Area, One = (typeof areas)[keyof typeof areas]> = One extends {
  readonly [K in Kind]: infer Part;
}
  ? Part
  : never;

/** The names of all actions: what a button's data may begin with. */
export type ActionName = KeysOf<Parts<'actions'>[number]>;

/** The names of all inputs. */
export type InputName = KeysOf<Parts<'inputs'>>;

const all: readonly Area[] = Object.values(areas);

/** Every action with its name, as the areas list them. */
export const listActions = (): (readonly [name: string, Action])[] =>
  all.flatMap(({ actions = [] }) => actions.flatMap((group) => Object.entries(group)));

const actionsByName: ReadonlyMap<string, Action> = new Map(listActions());
const commands = all
  .flatMap((area) => area.commands ?? [])
  .toSorted((one, other) => (one.name < other.name ? -1 : 1));
const commandsByName: ReadonlyMap<string, Command> = new Map(commands.map((one) => [one.name, one]));
const inputsByName: ReadonlyMap<string, Input> = new Map(
  all.flatMap(({ inputs = {} }) => Object.entries(inputs)),
);

/** The action of a button's data, or undefined when there is none of that name. */
export const findAction = (name: string): Action | undefined => actionsByName.get(name);

/** The command of a name in lower case, or undefined when there is none. */
export const findCommand = (name: string): Command | undefined => commandsByName.get(name);

/** What takes the words that were asked for, or undefined when there is none of that name. */
export const findInput = (name: string): Input | undefined => inputsByName.get(name);

/** Every link that opens something, with its prefix. */
export const allStartLinks = (): readonly StartLink[] => all.flatMap(({ links = [] }) => links);

/** What the payload of a link opens, with its argument; undefined: nothing of ours. */
export function findStartLink(
  payload: string,
): { readonly link: StartLink; readonly argument: string } | undefined {
  const link = allStartLinks().find(({ prefix }) => payload.startsWith(prefix));
  return link && { link, argument: payload.slice(link.prefix.length) };
}

/** The buttons that areas have in the main menu of a person. */
export const listMenuEntries = (ctx: BotContext): Button[] =>
  all.flatMap(({ menuEntries = [] }) => menuEntries.flatMap((entry) => entry(ctx) ?? []));

/** The buttons that areas have in the information menu of a person. */
export const listInfoEntries = (ctx: BotContext): Button[] =>
  all.flatMap(({ infoEntries = [] }) => infoEntries.flatMap((entry) => entry(ctx) ?? []));

/** Has all areas do what follows the registration of the person. */
export async function followRegistration(ctx: BotContext): Promise<void> {
  for (const { afterRegistration } of all) await afterRegistration?.(ctx);
}

/** Every command, by name. */
export const allCommands = (): readonly Command[] => commands;

/**
 * The commands that a person of a role has, by name with their descriptions in a language, as `setMyCommands` takes them; those for
 * everybody where there is no role.
 */
export const listCommands = (
  spoken: Language,
  role?: AdminRole,
): { command: string; description: string }[] =>
  commands
    .filter(({ isForFew, isForOwners }) => (isForOwners ? role === 'owner' : !isForFew || role !== undefined))
    .map(({ name, describe }) => ({ command: name, description: describe(textsOf[spoken]) }));
