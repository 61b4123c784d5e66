import { Gauge, type Registry } from 'prom-client';
import { metricMakers } from './metric-makers.js';

/** What a process counts of the panel, and of maintenance. */
export interface PanelMetrics {
  /** A call to the panel ended; `result` is `ok`, a status, or the fault. */
  panelCalled(measure: { readonly operation: string; readonly result: string; readonly ms: number }): void;
  /** The state in which this process last saw the panel's circuit breaker, and whether a call of this process opened it. */
  panelBreakerIs(state: 'closed' | 'half-open' | 'open', hasOpened: boolean): void;
  /** The comparison with the panel found an account or a row; `finding` is `same`, `differs`, `given_up`, `missing`, `stray`. */
  panelCompared(finding: string, count: number): void;
  /** The fleet looked whether the panel is there; `undecided`: the call could not be made, or came too often. */
  panelLooked(result: 'away' | 'undecided' | 'well'): void;
  /** Maintenance of bots began or ended, of its own accord or by hand. */
  maintenanceTurned(way: 'automatic' | 'by_hand', step: 'began' | 'ended', count: number): void;
  /** The panel sent a webhook event; `result` is `accepted`, `foreign`, `ignored` or `refused`. */
  panelEventCame(event: string, result: string): void;
}

const breakerStates = ['closed', 'half-open', 'open'];

/** The part of `Metrics` about the panel. */
export function openPanelMetrics(registry: Registry): PanelMetrics {
  const { counter, histogram } = metricMakers(registry);
  const panelCalls = histogram('panel_call_seconds', 'Duration of a call to the panel', [
    'operation',
    'result',
  ]);
  const panelOpenings = counter(
    'panel_breaker_openings_total',
    "Times the panel's circuit breaker opened",
    [],
  );
  const panelFindings = counter('panel_compared_total', 'Accounts compared with the panel, by finding', [
    'finding',
  ]);
  // From zero on, so that an alert sees the first of each.
  for (const finding of ['same', 'differs', 'given_up', 'missing', 'stray'])
    panelFindings.inc({ finding }, 0);
  const panelEvents = counter(
    'panel_events_total',
    'Webhook events received from the panel, by event and result',
    ['event', 'result'],
  );
  const looks = counter('panel_looks_total', 'Looks whether the panel is there, by result', ['result']);
  for (const result of ['away', 'undecided', 'well']) looks.inc({ result }, 0);
  const turns = counter('maintenance_turns_total', 'Times maintenance of bots began or ended, by way', [
    'way',
    'step',
  ]);
  const panelBreaker = new Gauge({
    name: 'remnafleet_panel_breaker_state',
    help: 'State of the circuit breaker of the panel, as this process last saw it: 0 closed, 1 half-open, 2 open',
    registers: [registry],
  });
  return {
    panelCalled: ({ operation, result, ms }) => panelCalls.observe({ operation, result }, ms / 1000),
    panelBreakerIs: (state, hasOpened) => {
      panelBreaker.set(breakerStates.indexOf(state));
      if (hasOpened) panelOpenings.inc();
    },
    panelCompared: (finding, count) => panelFindings.inc({ finding }, count),
    panelEventCame: (event, result) => panelEvents.inc({ event, result }),
    panelLooked: (result) => looks.inc({ result }),
    maintenanceTurned: (way, step, count) => turns.inc({ way, step }, count),
  };
}
