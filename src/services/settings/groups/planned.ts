/**
 * Settings that are described but that no code reads, alphabetical. Nobody can set or see them, no new bot takes them
 * over, and what is stored of them is kept and ignored. Whoever writes the code that reads one takes it off the list.
 */
export const plannedSettings = [] as const;
