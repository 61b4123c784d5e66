const trueNow = Date.now.bind(Date);

/**
 * Sets the clock of this process to an instant, in ms or ISO 8601; it goes on from there. PostgreSQL's stays as it is. Returns how
 * far it is ahead of the true one, in ms.
 */
export function setClock(at: number | string): number {
  const aheadMs = (typeof at === 'string' ? Date.parse(at) : at) - trueNow();
  Date.now = () => trueNow() + aheadMs;
  return aheadMs;
}

/** Sets it right again. */
export function mendClock(): void {
  Date.now = trueNow;
}
