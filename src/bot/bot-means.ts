import type { Vault } from '#platform/secrets.js';
import type { AskTelegram } from '#services/people/ask-membership.js';
import type { NodeList } from '#services/servers/seen-nodes.js';
import type { Snapshots } from '#services/snapshots/open-snapshots.js';
import type { Tenant } from '#tenancy/scope.js';

/** How an update comes after the one before: served, or too soon, which the person hears of (`warned`) or has heard (`quiet`). */
export type Pace = 'quiet' | 'served' | 'warned';

/** Looks how an update of a person comes after the one before; all times in ms. The same update is judged the same again. */
export type ReadPace = (
  tenant: Tenant,
  update: {
    readonly updateId: number;
    readonly telegramId: string;
    /** By Telegram's clock; 0 or absent: not known. */
    readonly sentAt?: number;
    /** When it came in to us; absent: now. */
    readonly arrivedAt?: number;
    /** The pause that is wanted between two. */
    readonly gapMs: number;
  },
) => Promise<Pace>;

/** What updates are handled with beside the tenant's rows; whoever runs the bot passes it. */
export interface BotMeans {
  readonly snapshots: Pick<Snapshots, 'read'>;
  /** For questions that are asked before the transaction. */
  readonly askTelegram: AskTelegram;
  /** The panel's servers, for who asks how they are. */
  readonly nodes: NodeList;
  /** Seals what people type that nobody else may read. */
  readonly vault: Vault;
  /** Undefined: everybody is served at any pace. */
  readonly readPace?: ReadPace | undefined;
  /** When the update came in, in ms since 1970; absent: now. */
  readonly arrivedAt?: number | undefined;
  /** Telegram's id of the bot that it was given to; absent: it is not known. */
  readonly of?: string | undefined;
  /** Where people reach the ingress; undefined: nowhere. */
  readonly publicUrl: string | undefined;
}
