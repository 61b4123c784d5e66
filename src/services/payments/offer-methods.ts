import { findGateway, listGateways } from '#gateways/registry.js';
import type { AnyGateway } from '#gateways/gateway.js';
import type { MethodConfig } from '#gateways/method-feature.js';
import type { Repeats } from '#gateways/repeats.js';
import { compareAmounts, toCurrency, toToman, type Currency } from '#platform/money.js';
import type { LocalizedText } from '#platform/setting-kinds.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import type { FeatureState, Features } from '../features/shape.js';
import type { FeatureKey } from '../features/catalog.js';
import type { SettingValues } from '../settings/catalog.js';
import { lacksOf, setupColumns, type Setup } from './method-lacks.js';
import { cardBrand, offerCard } from './offer-card.js';
import { cardMethod } from './on-card.js';
import { rateIn } from './rates.js';

/** A way to pay a sum, as a person is offered it. */
export interface OfferedMethod {
  readonly method: string;
  /** What the bot calls it, or its brand. */
  readonly title: LocalizedText;
  /** What is asked for: the sum, or the least that the method takes, in toman. */
  readonly amountToman: number;
  /** Is that more than was wanted, since the method takes no less? */
  readonly isRaised: boolean;
  readonly currency: Currency;
  readonly currencyAmount: string;
  readonly rateToman: string;
  /** Periods after which it can be charged again by itself, in days; absent: it cannot. */
  readonly repeatDays?: Repeats<never>['days'];
}

/** What methods are chosen by, as the transaction or the bot's snapshot has it. */
export interface MethodTerms {
  readonly values: SettingValues;
  readonly features: Features;
  /** Where gateways and payers reach us; undefined: nowhere. */
  readonly publicUrl: string | undefined;
}

/** A sum that shall be paid. */
export interface WantedOffer {
  readonly amountToman: number;
  readonly terms: MethodTerms;
}

interface Standing extends Setup {
  readonly hidden: readonly string[] | null;
}

const standingText = `
  select ${setupColumns},
    (select array_agg(gateway) from gateway_health
      where bot_id = bots.id and greatest(hidden_until, make_hidden_until) > now()) as hidden
  from bots where id = $1`;

/** The ways in which a sum can be paid now, in the bot's order: on, set up, healthy, and within the limits of both sides. */
export async function offerMethods(
  tenant: Tenant,
  tx: Tx,
  { amountToman, terms }: WantedOffer,
): Promise<OfferedMethod[]> {
  const offers = [
    ...(await offerGateways(tenant, tx, { amountToman, terms })),
    ...(await offerCard(tenant, tx, { amountToman, terms })),
  ];
  return offers
    .sort((one, other) => one.place - other.place || (one.method < other.method ? -1 : 1))
    .map(({ place: _, ...offer }) => offer);
}

/** A way to pay, and where it stands in the bot's list. */
export type PlacedOffer = OfferedMethod & { readonly place: number };

async function offerGateways(
  { botId }: Tenant,
  tx: Tx,
  { amountToman, terms }: WantedOffer,
): Promise<PlacedOffer[]> {
  const on = listGateways().filter((gateway) => methodState(gateway, terms.features).isOn);
  if (on.length === 0) return [];
  const needed = on.flatMap(({ feature }) => feature.needs);
  const [standing] = await tx.sql<Standing>(standingText, [
    botId,
    needed,
    terms.values.rate_source_url,
    terms.values.rate_max_age_hours,
  ]);
  if (!standing) return [];
  return on
    .filter(({ name }) => !standing.hidden?.includes(name))
    .filter((gateway) => lacksOf(gateway, standing, terms).length === 0)
    .flatMap((gateway) => {
      const rateToman = rateIn(gateway.currency, terms.values, standing.told ?? {});
      const offer = rateToman === undefined ? undefined : offerOf(gateway, { amountToman, rateToman }, terms);
      return offer ?? [];
    });
}

/** Whether the feature of a gateway works, and its configuration. */
export const methodState = ({ name }: Pick<AnyGateway, 'name'>, features: Features): FeatureState =>
  features[name as FeatureKey];

function offerOf(
  gateway: AnyGateway,
  { amountToman: wantedToman, rateToman }: { readonly amountToman: number; readonly rateToman: string },
  { features }: MethodTerms,
): PlacedOffer | undefined {
  const { name, brand, currency, limits } = gateway;
  const config = methodState(gateway, features).config as unknown as MethodConfig;
  const least = Math.max(config.min_toman, toToman(limits.least, rateToman));
  const amountToman = Math.max(wantedToman, least);
  const currencyAmount = toCurrency(amountToman, currency, rateToman);
  if (amountToman > config.max_toman || compareAmounts(currencyAmount, limits.most) > 0) return undefined;
  return {
    method: name,
    title: { ...brand, ...config.title },
    amountToman,
    isRaised: amountToman > wantedToman,
    currency,
    currencyAmount,
    rateToman,
    ...(gateway.repeats && isOffered(gateway.repeats, config) && { repeatDays: gateway.repeats.days }),
    place: config.sort_order,
  };
}

const isOffered = ({ isOn }: Repeats<never>, config: unknown): boolean => isOn?.(config) ?? true;

/** Can what is offered be charged again every so many days? */
export const canRepeat = ({ repeatDays }: Pick<OfferedMethod, 'repeatDays'>, days: number): boolean =>
  repeatDays === 'any' || (repeatDays?.includes(days) ?? false);

/** The gateways that are on in a bot, whether they can be used now or not. */
export const listOn = (features: Features): readonly AnyGateway[] =>
  listGateways().filter((gateway) => methodState(gateway, features).isOn);

/** Is any way to pay on in a bot, whether it can be used now or not? */
export const takesMoney = (features: Features): boolean =>
  features[cardMethod].isOn || listOn(features).length > 0;

/** What a bot calls a way to pay: its own title, or the brand; also of one that is off, or gone. */
export function titleOf(method: string, features: Features): LocalizedText {
  const brand = method === cardMethod ? cardBrand : findGateway(method)?.brand;
  if (!brand) return { fa: method, en: method, ru: method };
  return { ...brand, ...(methodState({ name: method }, features).config as unknown as MethodConfig).title };
}
