import type { ReadPace } from '#bot/bot-means.js';
import type { DirectoryFollower } from '#directory/directory.js';
import type { Jobs } from '#jobs/queues.js';
import type { Env } from '#env/env.js';
import type { Vault } from '#platform/secrets.js';
import type { AskTelegram } from '#services/people/ask-membership.js';
import { openNodeList, type NodeList } from '#services/servers/seen-nodes.js';
import { openSnapshots, type Snapshots } from '#services/snapshots/open-snapshots.js';
import { askAsBot } from './ask-as-bot.js';
import { openPace } from './read-pace.js';
import { openFleetPanel, type FleetPanel } from './fleet-panel.js';

/** What a worker process has before its workers start. */
export interface WorkerPlace {
  readonly env: Env;
  readonly vault: Vault;
  readonly jobs: Jobs;
  readonly directory: DirectoryFollower;
}

/** What handlers work with beside the tenant's rows. */
export interface WorkerDeps extends WorkerPlace {
  readonly panel: FleetPanel;
  readonly snapshots: Snapshots;
  readonly nodes: NodeList;
  readonly askTelegram: AskTelegram;
  /** Undefined: nobody is throttled. */
  readonly readPace: ReadPace;
}

/** A directory that was not looked at for so long no longer tells what is new (Redis is away). */
const staleDirectoryMs = 5_000;

/** Builds what the handlers of one process share; nothing is called before it is used. `snapshots.close()` ends it. */
export function openWorkerDeps(place: WorkerPlace): WorkerDeps {
  const { directory, jobs } = place;
  const revisionOf = (botId: string): string | undefined =>
    directory.ageMs() < staleDirectoryMs ? directory.get(botId)?.revision : undefined;
  return {
    ...place,
    panel: openFleetPanel(place),
    snapshots: openSnapshots({ revisionOf, shared: jobs }),
    nodes: openNodeList(),
    askTelegram: askAsBot(place),
    readPace: openPace(jobs),
  };
}
