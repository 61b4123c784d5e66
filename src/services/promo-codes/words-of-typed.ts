const inLink = /[?&]start=promo_([\w-]{1,64})/;
const linkPrefix = /^\s*promo_/i;

/**
 * The codes that a person may mean by what they typed, likeliest first: what they typed, that of a whole link that they pasted, or
 * what follows `promo_`, as it stands in links.
 */
export function wordsOfTyped(typed: string): readonly string[] {
  const linked = inLink.exec(typed)?.[1];
  if (linked !== undefined) return [linked];
  return linkPrefix.test(typed) ? [typed, typed.replace(linkPrefix, '')] : [typed];
}
