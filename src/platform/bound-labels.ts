interface Series {
  get(): Promise<{ values: { labels: Partial<Record<string, string | number>> }[] }>;
  remove(labels: Partial<Record<string, string | number>>): void;
}

/** Keeps the number of label values small. */
export interface BoundLabels {
  /** The value itself, or `other` when there are enough values already. */
  label(value: string): string;
  /** Removes the series (label `bot`) of values that were not used for long, and makes room for others. */
  dropIdle(metrics: readonly Series[]): Promise<void>;
}

/** At most `max` values at a time, each dropped after `idleMs` without use. */
export function boundLabels({ max, idleMs }: { max: number; idleMs: number }): BoundLabels {
  const usedAt = new Map<string, number>();

  async function drop(metric: Series, idle: ReadonlySet<string>): Promise<void> {
    const { values } = await metric.get();
    for (const { labels } of values) if (idle.has(String(labels.bot))) metric.remove(labels);
  }

  return {
    label: (value) => {
      if (!usedAt.has(value) && usedAt.size >= max) return 'other';
      usedAt.set(value, performance.now());
      return value;
    },
    dropIdle: async (metrics) => {
      const before = performance.now() - idleMs;
      const idle = new Set([...usedAt].filter(([, at]) => at < before).map(([value]) => value));
      if (idle.size === 0) return;
      for (const value of idle) usedAt.delete(value);
      for (const metric of metrics) await drop(metric, idle);
    },
  };
}
