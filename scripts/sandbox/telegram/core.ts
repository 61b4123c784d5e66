import type { FaultList } from './faults.js';
import type { LimitKeeper } from './limits.js';
import type { BotAccount, Json } from './types.js';
import type { UpdateFeed } from './update-feed.js';
import type { WebhookSender } from './deliver-webhooks.js';
import type { World } from './world.js';

/** The working parts of one stand-in. */
export interface Core {
  world: World;
  feed: UpdateFeed;
  sender: WebhookSender;
  limits: LimitKeeper;
  faults: FaultList;
  /** How long each answer is held back. */
  latencyMs: number;
  /** While paused: resolves when the stand-in goes on. */
  gate: Promise<void> | null;
}

/** One call of a bot, its parameters checked against the Bot API's own list. */
export interface CallContext {
  core: Core;
  bot: BotAccount;
  method: string;
  params: Json;
  signal: AbortSignal;
  /** The words some methods put beside their result. */
  description?: string;
}

/** A method of the Bot API: returns its result or throws an ApiError. */
export type Method = (context: CallContext) => unknown;
