/** Deeper JSON than any endpoint takes. */
export const deepest = 32;

/** `deep`: nested deeper than 32. `text`: a text or a name that PostgreSQL cannot keep, with NUL or half a character. */
export type ValueFault = 'deep' | 'text';

/** The first fault of a value from outside; one walk that ends there, and goes no deeper than it may. */
export function findFault(value: unknown, depth = 1): ValueFault | undefined {
  if (depth > deepest) return 'deep';
  if (typeof value === 'string') return isStorable(value) ? undefined : 'text';
  if (value === null || typeof value !== 'object') return undefined;
  if (Array.isArray(value)) return firstFault(value, depth);
  for (const name of Object.keys(value)) {
    const fault = isStorable(name) ? findFault((value as Record<string, unknown>)[name], depth + 1) : 'text';
    if (fault) return fault;
  }
  return undefined;
}

function firstFault(values: readonly unknown[], depth: number): ValueFault | undefined {
  for (const part of values) {
    const fault = findFault(part, depth + 1);
    if (fault) return fault;
  }
  return undefined;
}

const isStorable = (text: string): boolean => !/[\0\p{Cs}]/u.test(text);
