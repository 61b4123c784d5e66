const balance = /((?:مانده|موجود[یي])[^\d۰-۹٠-٩\n]{0,30})[\d۰-۹٠-٩][\d۰-۹٠-٩,٬،./]*/g;

/** A message without what is left on the account: who reviews a payment needs not know that. */
export const hideBalance = (text: string): string => text.replace(balance, '$1•••');
