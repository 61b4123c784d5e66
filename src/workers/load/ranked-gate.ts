import {
  openConcurrencyGate,
  type ConcurrencyGate,
  type ConcurrencyGateOptions,
} from './concurrency-gate.js';

/** A gate for the jobs within their bot's cap, and one for those above it, which are floods'. */
export interface RankedGate extends Pick<ConcurrencyGate, 'pass'> {
  /** How many of each may work at once now. */
  places(): { readonly within: number; readonly above: number };
}

/**
 * What a busy process keeps open for jobs within the cap: so many share the system calls, transactions' round trips and
 * scripts of one turn of the event loop, which halves what each costs; more of them save little more.
 */
const fewestWithin = 24;
/** Each more of a flood's jobs at work makes every step of a quiet bot's job wait for one step more. */
const fewestAbove = 3;

/**
 * Opens a gate that is wide for ranks up to `cap` (chats of one bot that may be at work at once) and narrow for higher ones
 * while the process is busy: quiet bots keep what batching saves, and a flood cannot crowd them.
 */
export function openRankedGate({
  cap,
  ...options
}: Omit<ConcurrencyGateOptions, 'fewest'> & { readonly cap: number }): RankedGate {
  const within = openConcurrencyGate({ ...options, fewest: fewestWithin });
  const above = openConcurrencyGate({ ...options, fewest: fewestAbove });
  return {
    places: () => ({ within: within.places(), above: above.places() }),
    pass: (rank, work) => (rank > cap ? above : within).pass(rank, work),
  };
}
