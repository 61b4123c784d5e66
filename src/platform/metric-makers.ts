import { Counter, Histogram, type Registry } from 'prom-client';

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

/** Makes metrics of a registry, each with the fleet's name before its own. */
export function metricMakers(registry: Registry) {
  const registers = [registry];
  const counter = <T extends string>(name: string, help: string, labelNames: T[]) =>
    new Counter({ name: `remnafleet_${name}`, help, labelNames, registers });
  const histogram = <T extends string>(name: string, help: string, labelNames: T[], buckets = seconds) =>
    new Histogram({ name: `remnafleet_${name}`, help, labelNames, buckets, registers });
  return { counter, histogram };
}
