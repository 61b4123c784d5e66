import type { OpenPanel } from '#panels/open-panel.js';
import { now } from '#platform/clock.js';
import { PermanentError, RetryableError } from '#platform/errors.js';
import { log } from '#platform/log.js';
import { metrics } from '#platform/metrics.js';
import { asFleet, type Tx } from '#tenancy/scope.js';
import { afterLook, panelHealth, unknownHealth, type PanelHealth } from './panel-health.js';

const key = 'panel.health';
/** Between two looks, somewhat less than between two ticks, whose distance is not exact. */
const leastGapMs = 8_000;
/** A look that has not ended for so long died with its process. */
const longestLookMs = 40_000;

const readState = 'select value from fleet_settings where key = $1 for update';
const writeState = `
  insert into fleet_settings (key, value) values ($1, $2)
  on conflict (key) do update set value = excluded.value, updated_at = now()`;

/** Says nothing about the panel: the call was not made, or made too often. */
const undecided = new Set(['panel.aborted', 'panel.flood', 'panel.paced']);
/** Without a panel there is none to wait for. */
const noPanel = 'panel.not_configured';

/**
 * Looks once whether the panel is there, for the whole fleet; returns what is known by then, undefined when another process looks
 * just now, or did so a moment ago, or the look said nothing.
 */
export async function lookAtPanel(panel: () => OpenPanel): Promise<PanelHealth | undefined> {
  const claimedAt = await asFleet('claim a look at the panel', claim);
  if (claimedAt === undefined) return undefined;
  const fault = await look(panel);
  return asFleet('note a look at the panel', (tx) => note(tx, claimedAt, fault));
}

async function claim(tx: Tx): Promise<number | undefined> {
  const at = now();
  const known = (await readHealth(tx)) ?? unknownHealth;
  const isBusy = known.claimed_at !== null && at - known.claimed_at < longestLookMs;
  if (isBusy || Math.abs(at - known.checked_at) < leastGapMs) return undefined;
  await tx.sql(writeState, [key, { ...known, claimed_at: at }]);
  return at;
}

/** Why the panel counts as away; undefined: it is well; null: it cannot be said. */
async function look(panel: () => OpenPanel): Promise<string | null | undefined> {
  try {
    await panel().check();
    return undefined;
  } catch (error) {
    // What refuses the simplest question is no panel that could serve.
    if (!(error instanceof RetryableError || error instanceof PermanentError)) throw error;
    if (error.code === noPanel) return undefined;
    return undecided.has(error.code) ? null : error.code;
  }
}

/** Of two looks the later claim counts: who stood still meanwhile knows only what was. */
async function note(
  tx: Tx,
  claimedAt: number,
  fault: string | null | undefined,
): Promise<PanelHealth | undefined> {
  const known = await readHealth(tx);
  if (known?.claimed_at !== claimedAt) return undefined;
  metrics.panelLooked(fault === undefined ? 'well' : fault === null ? 'undecided' : 'away');
  if (fault === null) {
    await tx.sql(writeState, [key, { ...known, claimed_at: null }]);
    return undefined;
  }
  const health = afterLook(known, { at: now(), fault });
  if (health.failed === 1) log.warn({ code: fault }, 'the panel does not answer a look at it');
  await tx.sql(writeState, [key, health]);
  return health;
}

/** What was kept, under a lock; undefined: nothing yet, or what no version of ours wrote. */
async function readHealth(tx: Tx): Promise<PanelHealth | undefined> {
  const [row] = await tx.sql<{ value: unknown }>(readState, [key]);
  return panelHealth.safeParse(row?.value).data;
}
