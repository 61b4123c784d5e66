import http from 'node:http';
import { pause } from '#platform/clock.js';
import { readEnv } from '#env/env.js';
import { openVault } from '#platform/secrets.js';
import { balanceLoad } from '../../test/support/balance-load.js';
import type { ChaosBot, ChaosFleet } from './fleet.js';
import type { Mischief } from './mischief.js';
import type { Random } from './random.js';

/** An update that was handed to the fleet. */
export interface SentUpdate {
  readonly bot: ChaosBot;
  readonly chatId: string;
  readonly updateId: number;
  readonly mischief: Mischief | undefined;
  /** Milliseconds since 1970. */
  readonly sentAt: number;
  /** When the ingress said 200; a polled update is acknowledged once Telegram forgets it. */
  ackedAt: number | undefined;
}

/** People who write to bots: even bots are polled, odd ones get their updates through the ingress. */
export interface Traffic {
  readonly sent: readonly SentUpdate[];
  /** Writes `perSecond` updates, in bursts of one chat, until `stop`; rests while `mostOpen` have no answer. */
  flow(perSecond: number, mostOpen?: number): void;
  /** Hands one update over; `n` of its reply is its own update_id. */
  send(bot: ChaosBot, chatId: string, mischief?: Mischief): SentUpdate;
  /** No more updates; what is under way goes on. */
  stop(): Promise<void>;
  /** Updates that the fleet has not taken in yet. */
  unacknowledged(): number;
  /** Tells of each update whether the fleet has still to take it in, as things stand now. */
  openUpdates(): (update: SentUpdate) => boolean;
  close(): Promise<void>;
}

export interface TrafficManner {
  /** Shares of updates that do mischief. */
  readonly mischief?: Partial<Record<Mischief, number>>;
  readonly random: Random;
  /** How many messages Telegram has got. */
  readonly answered: () => number;
  /** Chats that write by themselves; all of them without it. */
  readonly bots?: readonly ChaosBot[];
}

const firstUpdate = 1_000_000;
/** Longest that a request may take, as with Telegram; then the update is sent again. */
const answerMs = 4_000;
const againMs = 150;
const stepMs = 25;
const mostInBurst = 4;

/** Opens the ways in; nothing is written yet. */
export async function openTraffic(fleet: ChaosFleet, manner: TrafficManner): Promise<Traffic> {
  const { telegram, bots, people } = fleet;
  const { random } = manner;
  const readyPorts = () =>
    fleet.crew.all('ingress').flatMap((one) => (one.isReady && !one.isPaused ? [one.port] : []));
  const balancer = await balanceLoad(readyPorts);
  const vault = openVault(readEnv(fleet.env).appSecret);
  const agent = new http.Agent({ keepAlive: true, maxSockets: 256 });
  const sent: SentUpdate[] = [];
  const lanes = new Map<string, Promise<void>>();
  const numbers = new Map<ChaosBot, number>();
  const waiting = new Set<SentUpdate>();
  let isClosed = false;
  let flowing = Promise.resolve();
  let isFlowing = false;

  async function deliver(update: SentUpdate): Promise<void> {
    const { botId, token } = update.bot;
    const telegramBotId = token.split(':')[0] ?? '';
    const url = `http://127.0.0.1:${balancer.port}/telegram/${botId}`;
    const body = JSON.stringify(bodyOf(update));
    const request = { url, body, secret: vault.webhookSecret({ botId, telegramBotId }), agent };
    while (!isClosed && !(await post(request))) await pause(againMs);
    update.ackedAt = Date.now();
    waiting.delete(update);
  }
  function send(bot: ChaosBot, chatId: string, mischief?: Mischief): SentUpdate {
    const updateId = (numbers.get(bot) ?? firstUpdate) + 1;
    numbers.set(bot, updateId);
    const update = { bot, chatId, updateId, mischief, sentAt: Date.now(), ackedAt: undefined };
    sent.push(update);
    if (bots.indexOf(bot) % 2 === 0) telegram.pushUpdate(bot.token, bodyOf(update));
    else {
      const lane = `${bot.botId} ${chatId}`;
      waiting.add(update);
      lanes.set(
        lane,
        (lanes.get(lane) ?? Promise.resolve()).then(() => deliver(update)),
      );
    }
    return update;
  }
  function burst(): number {
    const bot = random.pick(manner.bots ?? bots);
    const chatId = random.pick(people);
    const length = random.between(1, mostInBurst);
    for (let at = 0; at < length; at += 1) send(bot, chatId, pickMischief(manner));
    return length;
  }
  async function flow(perSecond: number, mostOpen: number): Promise<void> {
    let due = 0;
    for (let lookedAt = performance.now(); isFlowing; await pause(stepMs)) {
      const seconds = (performance.now() - lookedAt) / 1000;
      lookedAt += seconds * 1000;
      if (sent.length - manner.answered() >= mostOpen) continue;
      due += seconds * perSecond;
      while (due > 0) due -= burst();
    }
  }
  const unconfirmed = () =>
    bots.reduce(
      (sum, bot, at) => sum + (at % 2 === 0 ? telegram.pendingUpdates(bot.token).length : 0),
      waiting.size,
    );

  return {
    sent,
    send,
    flow: (perSecond, mostOpen = Infinity) => {
      isFlowing = true;
      flowing = flow(perSecond, mostOpen);
    },
    stop: async () => {
      isFlowing = false;
      await flowing;
    },
    unacknowledged: unconfirmed,
    openUpdates: () => {
      const isPolled = (bot: ChaosBot) => bots.indexOf(bot) % 2 === 0;
      const pending = new Map(bots.map((bot) => [bot, new Set(telegram.pendingUpdates(bot.token))]));
      return (update) =>
        isPolled(update.bot)
          ? (pending.get(update.bot)?.has(update.updateId) ?? false)
          : update.ackedAt === undefined;
    },
    close: async () => {
      isFlowing = false;
      isClosed = true;
      await flowing;
      agent.destroy();
      await Promise.all(lanes.values());
      await balancer.close();
    },
  };
}

function pickMischief({ mischief = {}, random }: TrafficManner): Mischief | undefined {
  let chance = random.next();
  for (const [kind, share] of Object.entries(mischief) as [Mischief, number][]) {
    if (chance < share) return kind;
    chance -= share;
  }
  return undefined;
}

/** `/menu` of a person who is named after the update: the menu greets them, so each reply carries its number. */
function bodyOf({ updateId, chatId, mischief }: SentUpdate): Record<string, unknown> {
  const id = Number(chatId);
  const message = {
    message_id: updateId,
    date: Math.floor(Date.now() / 1000),
    chat: { id, type: 'private', first_name: 'Person' },
    from: { id, is_bot: false, first_name: `n${updateId}n`, language_code: 'en' },
    text: '/menu',
    entities: [{ type: 'bot_command', offset: 0, length: 5 }],
  };
  return { update_id: updateId, message, ...(mischief && { chaos: mischief }) };
}

interface Post {
  readonly url: string;
  readonly body: string;
  readonly secret: string;
  readonly agent: http.Agent;
}

function post({ url, body, secret, agent }: Post): Promise<boolean> {
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'x-telegram-bot-api-secret-token': secret,
  };
  return new Promise((resolve) => {
    const request = http.request(url, { method: 'POST', agent, headers, timeout: answerMs }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode === 200));
      response.on('error', () => resolve(false));
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(false));
    request.end(body);
  });
}
