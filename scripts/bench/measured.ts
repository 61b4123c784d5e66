import { readFileSync, writeFileSync } from 'node:fs';
import type { Counts } from './round-trips.js';
import type { SideName } from './sides.js';

/** The middle of all rounds, and the least and the most of them. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** Milliseconds from the request on, at a steady rate; `replied` is null where nobody replies. */
export interface Latencies {
  /** Updates sent in a second. */
  readonly perSecond: number;
  readonly acknowledged: { readonly p50: number; readonly p99: number };
  readonly replied: { readonly p50: number; readonly p99: number } | null;
}

/** CPU of 1,000 updates in milliseconds. */
export interface Cpu {
  readonly own: number;
  readonly postgres: number;
  readonly redis: number;
  /** Of the load and of Telegram's stand-in: no part of a side's cost. */
  readonly generator: number;
}

/** What one side did under one Telegram. */
export interface SideFigures {
  /** Updates a second in floods. */
  readonly rate: Spread;
  readonly cpu: Readonly<Record<keyof Cpu, Spread>>;
  /** Own, PostgreSQL and Redis together. */
  readonly total: Spread;
  /** Bytes of WAL of one update, its share of all else that wrote meanwhile included. */
  readonly walBytes: number;
  /** The floor's over this side's, round by round: rate turned round, and cost. 1 is as good as the floor. */
  readonly ofFloor: { readonly rate: Spread; readonly cpu: Spread };
  /** At half of the side's own rate. */
  readonly half: Latencies;
  /** At half of our rate, the same for all. */
  readonly same: Latencies;
}

/** One run of the whole way; what the documents are made of. */
export interface Measured {
  readonly node: string;
  readonly cores: number;
  readonly updates: number;
  readonly rounds: number;
  readonly telegrams: readonly {
    /** What Telegram takes for a call. */
    readonly latencyMs: number;
    /** Updates under way in a flood. */
    readonly atOnce: number;
    readonly sides: Readonly<Partial<Record<SideName, SideFigures>>>;
  }[];
  /** Round trips of one update. */
  readonly trips: Readonly<Partial<Record<SideName, Counts>>>;
}

const file = 'docs/measured.json';

/** The figures that README.md and docs/capacity.md tell. */
export const readMeasured = (): Measured => JSON.parse(readFileSync(file, 'utf8')) as Measured;

/** Keeps the figures of a run for the documents. */
export function keepMeasured(measured: Measured): void {
  const short = (_key: string, value: unknown) =>
    typeof value === 'number' ? Number(value.toFixed(value < 100 ? 2 : 0)) : value;
  writeFileSync(file, `${JSON.stringify(measured, short, 2)}\n`);
}
