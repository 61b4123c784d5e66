/** An update as it came from Telegram: only its number is certain. */
export type RawUpdate = Readonly<Record<string, unknown>> & { readonly update_id: number };
