import type { PluralForms } from '../format/number.js';
import type { en } from './en.js';

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

/** The same keys and placeholders in another language. */
export type Shape<T> = {
  readonly [K in keyof T]: T[K] extends { readonly other: string }
    ? PluralForms
    : T[K] extends string
      ? Holding<Placeholders<T[K]>>
      : Shape<T[K]>;
};

/** What a language must have: the keys of the English texts, no more and no fewer, each with its placeholders. */
export type Translation = Shape<typeof en>;

/** Placeholders that a language has and English has not; must be `never`. */
export type StrangePlaceholders<Own, English = typeof en> = {
  [K in keyof English & keyof Own]: English[K] extends string
    ? Own[K] extends string
      ? Exclude<Placeholders<Own[K]>, Placeholders<English[K]>>
      : never
    : StrangePlaceholders<Own[K], English[K]>;
}[keyof English & keyof Own];

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

/** The texts of a language, as screens use them. */
export type Texts = Templates<typeof en>;
