import type { DirectoryFollower } from '#directory/directory.js';
import type { Jobs } from '#jobs/queues.js';
import type { Env } from '#env/env.js';
import type { Vault } from '#platform/secrets.js';

/** What handlers work with beside the tenant's rows. */
export interface WorkerDeps {
  readonly env: Env;
  readonly vault: Vault;
  readonly jobs: Jobs;
  readonly directory: DirectoryFollower;
}
