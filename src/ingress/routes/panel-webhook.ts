import { createHash } from 'node:crypto';
import type { Context, Middleware } from 'koa';
import type { DirectoryFollower } from '#directory/directory.js';
import type { Intake } from '#jobs/intake.js';
import { readAccountName } from '#panels/account-name.js';
import { eventFacts } from '#panels/event-facts.js';
import { isSigned, isSignature, readEvent, type PanelEvent } from '#panels/read-event.js';
import { now } from '#platform/clock.js';
import { log } from '#platform/log.js';
import type { Metrics } from '#platform/metrics.js';
import type { RequestNotes } from '../request-notes.js';
import { Problem } from '../problem.js';
import { readRaw } from '../read-raw.js';

export interface PanelWebhookParts {
  readonly directory: DirectoryFollower;
  readonly intake: Intake;
  readonly metrics: Metrics;
  /** `REMNAWAVE_WEBHOOK_SECRET`; undefined: nothing is taken. */
  readonly secret: string | undefined;
}

/** Largest body, in bytes: the panel's longest events take a tenth. */
const mostBytes = 65_536;
/** Older, or further ahead, is refused: somebody may have kept it. Panels try again for fifteen seconds only. */
const oldestMs = 10 * 60_000;
const notLoaded = { 'retry-after': '2' };
const nodeEvents = ['node.connection_lost', 'node.connection_restored'];

/**
 * `POST /panel/webhook`: takes in what the panel tells, when it is signed and fresh, and answers 200 only when Redis holds
 * it. Nothing of a body is looked at before its bytes have the right signature. Accounts go to the bot that their name
 * says, nodes to the master; what concerns nobody is answered 200 and dropped.
 */
export function panelWebhook(parts: PanelWebhookParts): Middleware<RequestNotes> {
  const { metrics, directory } = parts;
  return async (ctx) => {
    ctx.state.isRoutine = true;
    const raw = await signedBody(parts, ctx);
    const told = readEvent(parse(raw));
    if (!told) throw new Problem(400, 'event.malformed', 'This is no event of the panel.');
    demandFresh(told);
    if (!directory.isLoaded())
      throw new Problem(503, 'directory.not_loaded', 'The list of bots is not loaded yet.', notLoaded);
    metrics.panelEventCame(told.event, await handIn(parts, told, raw));
    ctx.body = {};
  };
}

/** The body, once its signature is right; one that can be no signature is refused before the body is read. */
async function signedBody({ secret, metrics }: PanelWebhookParts, ctx: Context): Promise<Buffer> {
  const signature = ctx.get('x-remnawave-signature');
  if (secret !== undefined && isSignature(signature)) {
    const raw = await readRaw(ctx, mostBytes);
    if (isSigned(raw, signature, secret)) return raw;
  }
  metrics.panelEventCame('unknown', 'refused');
  throw new Problem(401, 'webhook.secret', 'X-Remnawave-Signature is missing or wrong.');
}

function parse(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8')) as unknown;
  } catch {
    throw new Problem(400, 'request.malformed', 'The body is not JSON.');
  }
}

function demandFresh({ at, event }: PanelEvent): void {
  const awayMs = Math.abs(now() - at.getTime());
  if (awayMs <= oldestMs) return;
  log.warn(
    { event, away_ms: awayMs },
    'refused a panel event with an old timestamp; check the clock of the panel, or somebody replays events',
  );
  throw new Problem(400, 'event.stale', 'The timestamp is more than ten minutes away from now.');
}

async function handIn(
  { directory, intake }: PanelWebhookParts,
  told: PanelEvent,
  raw: Buffer,
): Promise<string> {
  const { event, account, node } = told;
  const key = createHash('sha256').update(raw).digest('hex').slice(0, 32);
  if (account) {
    const owner = readAccountName(account.username);
    if (!owner || !directory.get(owner.botId)) return 'foreign';
    await intake.panelEvent(owner.botId, eventFacts(told), key);
    return 'accepted';
  }
  const master =
    node && nodeEvents.includes(event) ? [...directory.list()].find(({ isMaster }) => isMaster) : undefined;
  if (!master || !node) return 'ignored';
  await intake.panelEvent(master.botId, eventFacts(told), key);
  return 'accepted';
}
