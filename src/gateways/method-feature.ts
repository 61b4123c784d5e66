import { z } from 'zod';
import type { LocalizedText } from '#platform/setting-kinds.js';
import { objectPerLanguage, shownLine } from '#platform/text-schemas.js';

/** What every way of paying can be given by a bot. */
export interface MethodConfig {
  readonly min_toman: number;
  readonly max_toman: number;
  readonly title: Partial<LocalizedText>;
  readonly sort_order: number;
}

/** The feature of a way to pay; `config` takes `{}`. */
export interface GatewayFeature {
  readonly title: LocalizedText;
  readonly description: LocalizedText;
  readonly config: z.ZodType<MethodConfig>;
  readonly isOnByDefault: boolean;
  readonly column?: 'zarinpal_enabled';
  readonly needs: readonly string[];
}

const amount = z.number().int().min(1).max(100_000_000_000);
const fits = ({ min_toman: min, max_toman: max }: { min_toman: number; max_toman: number }): boolean =>
  min <= max;

/** What every way of paying can be given: limits of one payment, a title of its own, its place in the list. */
export const methodConfig = (min: number, max: number) =>
  z.strictObject({
    min_toman: amount.default(min),
    max_toman: amount.default(max),
    title: objectPerLanguage(shownLine(64)).default({}),
    sort_order: z.number().int().min(0).max(1_000).default(0),
  });

/** The same with more members, and with limits that are in order. */
export const orderedLimits = <S extends z.ZodType<{ min_toman: number; max_toman: number }>>(config: S): S =>
  config.refine(fits, 'max_toman is below min_toman') as S;

/** Reads a configuration as it is stored: the default where that is missing or wrong. */
export const storedConfig =
  <S extends z.ZodType>(config: S) =>
  (stored: unknown): z.output<S> =>
    config.safeParse(stored ?? {}).data ?? config.parse({});

/** A choice among the ways within a gateway: none twice, at least one. */
export const choicesOf = <const C extends readonly [string, ...string[]]>(
  choices: C,
  standard: readonly C[number][],
) =>
  z
    .array(z.enum(choices))
    .min(1)
    .refine((list) => new Set(list).size === list.length, 'names something twice')
    .default([...standard] as never);

/** Title and description of a way to pay that is called by its brand. */
export const paidBy = (brand: LocalizedText): Pick<GatewayFeature, 'description' | 'title'> => ({
  title: brand,
  description: {
    fa: `افراد می‌توانند با ${brand.fa} پرداخت کنند.`,
    en: `People can pay by ${brand.en}.`,
    ru: `Можно платить через ${brand.ru}.`,
  },
});

/** The feature of a gateway with the usual configuration: limits in toman, title, place. */
export const methodFeature = <const N extends readonly string[]>(
  brand: LocalizedText,
  { min, max, needs }: { readonly min: number; readonly max: number; readonly needs: N },
) => ({ ...paidBy(brand), config: orderedLimits(methodConfig(min, max)), isOnByDefault: false, needs });

/** A brand that is written alike in every language. */
export const sameEverywhere = (name: string): LocalizedText => ({ fa: name, en: name, ru: name });
