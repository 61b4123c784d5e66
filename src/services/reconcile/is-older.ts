import type { AccountFacts } from '#jobs/catalog/panel.js';

/** Where a state of an account comes from. */
export type Source =
  /** Read in the turn of its subscription's jobs: it is so. */
  | { readonly kind: 'look' }
  /** A page of all accounts, read some time ago. */
  | { readonly kind: 'walk' }
  /** Told by the panel at `toldAt` (ISO, by its clock; null: it was not noted); events overtake each other. */
  | { readonly kind: 'event'; readonly toldAt: string | null };

interface Known {
  readonly panel_changed_at: Date | null;
  readonly panel_told_at: Date | null;
}

/**
 * Is what an event or a page says of an account older than what we saw of it last? Both instants are the panel's, so that
 * clocks need not agree. The panel's own jobs (limited, reset) change no account's date: of two such events the one that
 * was told later is the newer.
 */
export function isOlder(source: Source, known: Known, account: AccountFacts): boolean {
  if (source.kind === 'look' || account.updated_at == null || known.panel_changed_at === null) return false;
  const ahead = Date.parse(account.updated_at) - known.panel_changed_at.getTime();
  if (ahead !== 0) return ahead < 0;
  if (source.kind !== 'event' || source.toldAt === null || known.panel_told_at === null) return false;
  return Date.parse(source.toldAt) < known.panel_told_at.getTime();
}
