/** Channels that are for a trial or for buying alone. */
export type Purpose = 'purchase' | 'trial';

/** What the button "I have joined" says of what it was asked for; undefined: of using the bot. */
export const readPurpose = (argument: string): Purpose | undefined =>
  argument === 'purchase' || argument === 'trial' ? argument : undefined;
