/**
 * The squads of the panel that something sold gives: those it names, as far as the bot may sell them (`sellable`, which the
 * fleet's operator sets; empty: all). Naming none means all that the bot may sell; an empty answer means every squad of
 * the panel. Undefined: it names only squads that the bot may not sell.
 */
export function pickSquads(
  named: readonly string[],
  sellable: readonly string[],
): readonly string[] | undefined {
  if (named.length === 0) return sellable;
  if (sellable.length === 0) return named;
  const allowed = named.filter((squad) => sellable.includes(squad));
  return allowed.length > 0 ? allowed : undefined;
}

/** What an offer names with what the buyer's group has beside it; an offer that names none gives all there are anyhow. */
export const withGroup = (
  named: readonly string[],
  group: { readonly squads?: readonly string[] } | null | undefined,
): readonly string[] => (named.length === 0 ? named : [...new Set([...named, ...(group?.squads ?? [])])]);
