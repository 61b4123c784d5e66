import type { Language } from '#platform/language.js';
import type { PluralForms } from '../format/number.js';

/** Names of the placeholders of a text: `'{a} of {b}'` → `'a' | 'b'`. */
type Placeholders<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

type All<Union> = (Union extends string ? (one: Union) => void : never) extends (every: infer Every) => void
  ? Every
  : never;

/** Any text that has each of the placeholders. */
type Holding<Names extends string> = [Names] extends [never]
  ? string
  : All<Names extends string ? `${string}{${Names}}${string}` : never>;

/** What another language must have: the keys of the English texts, no more and no fewer, each with its placeholders. */
export type Translation<English> = {
  readonly [K in keyof English]: English[K] extends { readonly other: string }
    ? PluralForms
    : English[K] extends string
      ? Holding<Placeholders<English[K]>>
      : Translation<English[K]>;
};

/** Placeholders that a language has and English has not; must be `never`. */
type StrangePlaceholders<Own, English> = {
  [K in keyof English & keyof Own]: English[K] extends string
    ? Own[K] extends string
      ? Exclude<Placeholders<Own[K]>, Placeholders<English[K]>>
      : never
    : StrangePlaceholders<Own[K], English[K]>;
}[keyof English & keyof Own];

type Fitting<Own, English> = [StrangePlaceholders<Own, English>] extends [never]
  ? Translation<English>
  : StrangePlaceholders<Own, English>;

declare const names: unique symbol;

/** A text that knows the names of its placeholders. */
export type Template<Names extends string> = string & { readonly [names]?: Names };

type Templates<T> = {
  readonly [K in keyof T]: T[K] extends { readonly other: string }
    ? PluralForms
    : T[K] extends string
      ? Template<Placeholders<T[K]>>
      : Templates<T[K]>;
};

/**
 * The texts of an area in every language, as screens use them. Does not compile when a language is missing, lacks a text
 * or a placeholder of the English ones, or has a placeholder that these do not have.
 */
export const areaTexts = <const T extends Readonly<Record<Language, object>>>(
  texts: T & { readonly [L in Language]: Fitting<T[L], T['en']> },
): Readonly<Record<Language, Templates<T['en']>>> =>
  texts as unknown as Readonly<Record<Language, Templates<T['en']>>>;
