import { now, pause } from '#platform/clock.js';
import { faultNameOf } from '#platform/error-codes/error-codes.js';
import { RetryableError } from '#platform/errors.js';
import { log } from '#platform/log.js';
import type { Redis } from '#platform/redis.js';
import { hourMs } from '#platform/units.js';
import { panelLimits, type BreakerState, type PanelGrant, type PanelPace } from './call-limits.js';
import { callPanel, type PanelAddress, type PanelAnswer, type PanelCall } from './call-panel.js';
import { dialect2, dialect3, type Dialect } from './dialects.js';
import type { Panel } from './panel.js';
import { probePanel, type PanelProbe } from './probe-panel.js';
import { isPanelFault, errorOfRefusal } from './refusal.js';
import { remnawave } from './remnawave.js';
import { dialectOf, readVersion, type PanelVersion } from './version.js';

/** What became of a call: `result` is `ok`, the status of a refusal, or the fault without `panel.`. */
export interface PanelMeasure {
  readonly operation: string;
  readonly result: string;
  readonly ms: number;
}

/** What watches the calls (metrics). */
export interface PanelObserver {
  called(measure: PanelMeasure): void;
  breakerIs(state: BreakerState, hasOpened: boolean): void;
}

export interface PanelOptions {
  readonly address: PanelAddress;
  readonly redis: Redis;
  readonly pace: PanelPace;
  /** Of the keys in Redis. */
  readonly prefix?: string;
  readonly observer?: PanelObserver;
}

/** The panel of the fleet, in whatever version it is. */
export interface OpenPanel extends Panel {
  /** The panel's version, asked at most once an hour; a version that we do not know is warned of. */
  version(): Promise<PanelVersion>;
  /** Asks the panel for a sign of life, whatever was asked before; throws as every call when it is away. */
  check(): Promise<void>;
  /** Finds out what the token may not do, and how the panel is set; changes nothing there. */
  probe(): Promise<PanelProbe>;
}

const versionHoldsMs = hourMs;
const waitInPlaceMs = 250;
const silent: PanelObserver = { called: () => undefined, breakerIs: () => undefined };

/** Opens the way to a panel; nothing is called before it is used. */
export function openPanel(options: PanelOptions): OpenPanel {
  const { address, redis, pace, prefix, observer = silent } = options;
  const panelId = new URL(address.url).host.replace(/[^A-Za-z0-9.-]/g, '-');
  const limits = panelLimits(redis, { panelId, pace, ...(prefix !== undefined && { prefix }) });
  let known: { readonly version: PanelVersion; readonly dialect: Dialect; readonly at: number } | undefined;

  async function turn(): Promise<PanelGrant> {
    for (;;) {
      const given = await limits.grant();
      observer.breakerIs(given.state, false);
      if (given.waitMs === 0) return given;
      if (!given.isPaced) throw new RetryableError('panel.open', { retryAfterMs: given.waitMs });
      if (given.waitMs > waitInPlaceMs)
        throw new RetryableError('panel.paced', { retryAfterMs: given.waitMs });
      await pause(given.waitMs);
    }
  }

  async function send(call: PanelCall): Promise<PanelAnswer> {
    const granted = await turn();
    const started = performance.now();
    const finish = async (outcome: 'ok' | 'fault' | 'none', result: string): Promise<void> => {
      observer.called({ operation: call.operation, result, ms: performance.now() - started });
      const { state, hasOpened } = await granted.end(outcome);
      observer.breakerIs(state, hasOpened);
      if (hasOpened)
        log.error(
          { result },
          'the panel keeps failing, so its circuit breaker opened; calls pause for a while, check the panel',
        );
    };
    try {
      const answer = await callPanel(address, call);
      const isTrouble = !answer.ok && answer.errorCode === null && isPanelFault(errorOfRefusal(answer));
      await finish(isTrouble ? 'fault' : 'ok', answer.ok ? 'ok' : String(answer.status));
      if (!answer.ok && answer.status === 404 && answer.errorCode === null) known = undefined;
      return answer;
    } catch (error) {
      const fault = error instanceof RetryableError ? faultNameOf(error.code) : 'bug';
      await finish(isPanelFault(error) ? 'fault' : 'none', fault);
      throw error;
    }
  }

  async function meet() {
    if (known && now() - known.at < versionHoldsMs) return known;
    const version = await readVersion(send);
    const dialect = dialectOf(version) === 2 ? dialect2 : dialect3;
    if (!version.isKnown && known?.version.text !== version.text)
      log.warn(
        { version: version.text },
        'the panel runs a version that is not verified; it is treated like the nearest verified one',
      );
    known = { version, dialect, at: now() };
    return known;
  }

  const inDialect =
    <A extends unknown[], T>(pick: (panel: Panel) => (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> =>
      pick(remnawave(send, (await meet()).dialect))(...args);
  return {
    version: async () => (await meet()).version,
    check: async () => void (await readVersion(send)),
    probe: () => probePanel(send),
    change: inDialect((panel) => panel.change),
    create: inDialect((panel) => panel.create),
    devices: inDialect((panel) => panel.devices),
    disable: inDialect((panel) => panel.disable),
    enable: inDialect((panel) => panel.enable),
    find: inDialect((panel) => panel.find),
    forgetDevices: inDialect((panel) => panel.forgetDevices),
    nodes: inDialect((panel) => panel.nodes),
    page: inDialect((panel) => panel.page),
    remove: inDialect((panel) => panel.remove),
    resetTraffic: inDialect((panel) => panel.resetTraffic),
    revoke: inDialect((panel) => panel.revoke),
    squads: inDialect((panel) => panel.squads),
  };
}
