import type { Vault } from '#platform/secrets.js';
import type { AskTelegram } from '#services/people/ask-membership.js';
import type { NodeList } from '#services/servers/seen-nodes.js';
import type { Snapshots } from '#services/snapshots/open-snapshots.js';

/** What updates are handled with beside the tenant's rows; whoever runs the bot passes it. */
export interface BotMeans {
  readonly snapshots: Pick<Snapshots, 'read'>;
  /** For questions that are asked before the transaction. */
  readonly askTelegram: AskTelegram;
  /** The panel's servers, for who asks how they are. */
  readonly nodes: NodeList;
  /** Seals what people type that nobody else may read. */
  readonly vault: Vault;
  /** Where people reach the ingress; undefined: nowhere. */
  readonly publicUrl: string | undefined;
}
