import { createPage } from './page-server/page.js';
import {
  botControls,
  groupControls,
  personControls,
  serverControls,
  starControls,
  type BotControls,
  type GroupControls,
  type PersonControls,
  type ServerControls,
  type StarControls,
} from './telegram/controls.js';
import { runRecorded } from './telegram/answer-call.js';
import type { Core } from './telegram/core.js';
import { createWebhookSender } from './telegram/deliver-webhooks.js';
import { createFaultList } from './telegram/faults.js';
import { createLimitKeeper } from './telegram/limits.js';
import { resolveOptions, type TelegramOptions } from './telegram/options.js';
import { findMethod } from './telegram/schema.js';
import { closeHttp, serveHttp, type OtherPaths } from './telegram/serve-http.js';
import type { BotAccount, Json } from './telegram/types.js';
import { createUpdateFeed } from './telegram/update-feed.js';
import { createWorld, type World } from './telegram/world.js';

export type { PersonMessage } from './telegram/act-as-person.js';
export type { TelegramOptions } from './telegram/options.js';
export type { CallbackAnswer, Person } from './telegram/types.js';
export type { MessageView } from './telegram/view-chat.js';

/** A running stand-in for the Telegram Bot API with everything tests need to play its other side. */
export interface TelegramStandIn
  extends BotControls, PersonControls, StarControls, GroupControls, ServerControls {
  /** The root to give as TELEGRAM_API_ROOT. */
  url: string;
  port: number;
  /** The whole state, for the page and the state file. */
  world: World;
  close(): Promise<void>;
}

/**
 * Starts a stand-in on 127.0.0.1: it answers as the Bot API does and plays the persons it is told to.
 * `prepare` fills the world before the first request can come in (the state file does). `beside` serves what is neither
 * the Bot API's nor the page's.
 * Rejects with the error of `listen` when the port is taken.
 */
export async function startTelegram(
  options: TelegramOptions = {},
  prepare: (world: World) => void = () => {},
  beside: OtherPaths = () => false,
): Promise<TelegramStandIn> {
  const world = createWorld(resolveOptions(options));
  prepare(world);
  const core = createCore(world);
  const page = world.options.page ? createPage(core) : null;
  const { server, port } = await serveHttp(
    core,
    (request, response) => page?.serve(request, response) || beside(request, response),
  );
  for (const bot of world.bots.values()) core.sender.restart(bot);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    world: core.world,
    ...botControls(core),
    ...personControls(core),
    ...starControls(core),
    ...groupControls(core),
    ...serverControls(core),
    async close() {
      page?.close();
      core.feed.close();
      core.sender.close();
      await closeHttp(server);
    },
  };
}

function createCore(world: World): Core {
  const feed = createUpdateFeed(world);
  const runReply = (bot: BotAccount, call: Json): void => void runWebhookReply(core, bot, call);
  const sender = createWebhookSender({ world, feed, runReply });
  const core: Core = {
    world,
    feed,
    sender,
    limits: createLimitKeeper(world),
    faults: createFaultList(),
    latencyMs: 0,
    gate: null,
  };
  return core;
}

/** A webhook may answer with one call; Telegram runs it and tells nobody how it went. */
async function runWebhookReply(core: Core, bot: BotAccount, call: Json): Promise<void> {
  const method = findMethod(String(call.method));
  if (!method || /^(get|setWebhook|deleteWebhook|close|logOut)/.test(method)) return;
  const params = { ...call, method };
  const signal = new AbortController().signal;
  await runRecorded(core, { bot, method, params, signal }, bot.token).catch(() => undefined);
}
