import { listActions } from '../../../areas.js';
import { languages, type Language } from '#platform/language.js';
import { sampleContext, type MenuScene } from '../open/preview-menu.js';
import type { MenuView } from '../screens/main-menu.js';
import { builtInItems } from './built-ins.js';
import { labelValues, lastingItems } from './menu-item.js';

/** A button that the menu has anyway, for who lays it out. */
export interface BuiltIn {
  readonly name: string;
  /** What it says, in each language, where nobody gave it words; amounts are examples. */
  readonly labels: Readonly<Record<Language, string>>;
  readonly isWide: boolean;
  /** It can be moved and named, but not hidden. */
  readonly isLasting: boolean;
  /** What words for it may have in braces. */
  readonly values: readonly string[];
}

/** Every button that a menu of this bot may have anyway, in their usual order; with all that a feature could add. */
export function listBuiltIns(scene: MenuScene): BuiltIn[] {
  const { snapshot } = scene;
  const features = Object.fromEntries(
    Object.entries(snapshot.features).map(([key, feature]) => [key, { ...feature, isOn: true }]),
  ) as typeof snapshot.features;
  const full: MenuScene = { ...scene, snapshot: { ...snapshot, features } };
  const said = languages.map((language) => {
    const ctx = sampleContext(full, language, 'admin');
    return { language, items: builtInItems(ctx.voice, everything(ctx.menuEntries, ctx.at)) };
  });
  const items = said[0]?.items ?? [];
  return items.map(({ name, isWide = false }) => ({
    name,
    labels: Object.fromEntries(
      said.map((one) => [one.language, one.items.find((item) => item.name === name)?.button.text ?? '']),
    ) as Record<Language, string>,
    isWide,
    isLasting: lastingItems.has(name),
    values: labelValues[name] ?? [],
  }));
}

/** The pages that a button of admins may open, by the names of their actions. */
export const listPages = (): string[] =>
  listActions().flatMap(([name, { isPage }]) => (isPage ? [name] : []));

/** Somebody who has all that gives the menu a button. */
function everything(entries: MenuView['entries'], now: Date): MenuView {
  const offer = { priceToman: 0, days: 1, trafficLimitGb: 0, deviceLimit: 1 };
  return {
    person: { firstName: '', balanceToman: 0 },
    canChooseLanguage: true,
    support: { contact: undefined, hasTickets: true },
    facts: {
      subscription: { id: '0', endsAt: now, isTrial: true, hasLink: true },
      count: 1,
      hasPlans: true,
      trial: offer,
      simple: { ...offer, deed: 'buy', effect: 'extend', subscriptionId: null },
      cart: { orderId: '0', totalToman: 0 },
      offers: { discount: null, accessUntil: null, hasAny: true },
      areSalesStopped: false,
    },
    hasSeveral: true,
    hasHapp: true,
    entries,
    now,
  };
}
