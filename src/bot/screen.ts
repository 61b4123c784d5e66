import type { ActionName } from './areas.js';
import type { Language } from '#platform/language.js';
import { writeCallbackData } from './callback-data.js';

/** A button below a message: it comes back as `callback_data`, opens an address or a web app, or copies a text. */
export type Button = { readonly text: string } & (
  | { readonly callback_data: string }
  | { readonly url: string }
  | { readonly web_app: { readonly url: string } }
  /** At most 256 characters. */
  | { readonly copy_text: { readonly text: string } }
);

/** What a person sees: a text in Telegram's HTML and rows of buttons. */
export interface Screen {
  readonly text: string;
  readonly keyboard?: readonly (readonly Button[])[];
  /** The card whose number goes where the screen says (`areas/cards/number-places`), once it is on its way to Telegram. */
  readonly card?: ShownCard;
  /** It is sent as a picture of these bars, the text its caption. */
  readonly chart?: ShownChart;
  /** File id of a picture that goes with it, where the text fits below one. */
  readonly picture?: string;
  /** In place of the keyboard should Telegram refuse an address in it: rows that it takes in any case. */
  readonly spare?: readonly (readonly Button[])[];
}

/** Two rows of bars, one below the other, oldest first; as many values in each. */
export interface ShownChart {
  readonly upper: readonly number[];
  readonly lower: readonly number[];
}

/** The card of a payment, for its payer. */
export interface ShownCard {
  readonly paymentId: string;
  /** In which its bank is named. */
  readonly language: Language;
}

/** A button that comes back to an action of ours, with at most one argument. */
export const tapButton = (text: string, action: ActionName, argument = ''): Button => ({
  text,
  callback_data: writeCallbackData(action, argument),
});

/** Joins the paragraphs that are there with an empty line between them. */
export const paragraphs = (...parts: readonly (string | undefined | null | false)[]): string =>
  parts.filter(Boolean).join('\n\n');

/** Lays buttons in rows of two; what is undefined is left out. */
export function inRows(buttons: readonly (Button | undefined)[]): Button[][] {
  const present = buttons.filter((button) => button !== undefined);
  return Array.from({ length: Math.ceil(present.length / 2) }, (_, row) =>
    present.slice(row * 2, row * 2 + 2),
  );
}

/** Rows of one button each; what is undefined is left out. */
export const inColumn = (buttons: readonly (Button | undefined)[]): Button[][] =>
  buttons.filter((button) => button !== undefined).map((button) => [button]);
