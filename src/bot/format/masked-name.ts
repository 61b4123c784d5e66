/** Signs of a name that others see. */
const shown = 2;

/** A person's name as others see it, who may know whom it is of and nobody else: its first letters, such as `Sa•••`; '' stays ''. */
export function maskedName(firstName: string): string {
  const signs = [...firstName.trim()];
  return signs.length === 0 ? '' : `${signs.slice(0, shown).join('').trimEnd()}•••`;
}
