/** Runs work while the clock of this process stands at an instant (ISO 8601); that of PostgreSQL goes on. */
export async function atTime<T>(at: string, work: () => Promise<T>): Promise<T> {
  const real = Date.now;
  Date.now = () => Date.parse(at);
  try {
    return await work();
  } finally {
    Date.now = real;
  }
}
