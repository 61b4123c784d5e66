/**
 * Features that are described but that no code reads, alphabetical. Nobody can switch or see them, and what is stored of
 * them is kept and ignored. Whoever writes the code that asks for one takes it off the list.
 */
export const plannedFeatures = ['monitoring', 'polls'] as const;
