import type { RouterMiddleware } from '@koa/router';
import { z } from 'zod';
import type { DirectoryEntry, DirectoryFollower } from '#directory/directory.js';
import type { Intake } from '#jobs/intake.js';
import { now } from '#platform/clock.js';
import { log } from '#platform/log.js';
import type { Redis } from '#platform/redis.js';
import { settingOwner, type Vault } from '#platform/secrets.js';
import { limitCallbacks } from '../limit-callbacks.js';
import { judgeProof, readProof, type MessageProof } from '../message-proof.js';
import { Problem } from '../problem.js';
import { readRaw } from '../read-raw.js';
import type { RequestNotes } from '../request-notes.js';

export interface BankMessageParts {
  readonly directory: DirectoryFollower;
  readonly intake: Intake;
  readonly redis: Redis;
  readonly prefix: string;
  readonly vault: Vault;
}

/** Largest body, in bytes: the longest SMS, escaped sign by sign, takes less. */
const mostBytes = 16_384;
const notLoaded = { 'retry-after': '2' };
const refusal = { code: 'bank_message.flood', detail: 'Too many messages for this bot at once.' } as const;

/** Milliseconds since 1970, as a number or as its digits. */
const stamp = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d{13}$/)
      .transform(Number),
  ])
  .pipe(z.number().int().min(1_500_000_000_000).max(9_999_999_999_999));

/** What PostgreSQL cannot keep, no bank sends. */
const isKept = (text: string): boolean => !text.includes('\u0000') && !/\p{Surrogate}/u.test(text);
const line = (longest: number) => z.string().trim().min(1).max(longest).refine(isKept);

const forwarded = z
  .object({
    from: line(100),
    text: line(4_000),
    sentStamp: stamp.optional(),
    receivedStamp: stamp.optional(),
  })
  // Without a time, a copy of a message could not be told from the next one of the same words.
  .transform(({ from, text, sentStamp, receivedStamp }, context) => {
    const sentAt = sentStamp ?? receivedStamp;
    if (sentAt !== undefined) return { from, text, sent_at: sentAt };
    context.addIssue({ code: 'custom', path: ['sentStamp'], message: 'is missing' });
    return z.NEVER;
  });

/**
 * `POST /payments/card_to_card/:bot_id`: takes in a bank's message that a phone of the tenant forwards, signed with the bot's
 * `card_message_secret`, and answers 200 only when Redis holds it. A bot without that secret, or whose matching is off, takes nothing
 * (404). What the message says is sealed on its way: it tells what is on an account.
 */
export function bankMessage(parts: BankMessageParts): RouterMiddleware<RequestNotes> {
  const { directory, intake, vault } = parts;
  return async (ctx) => {
    ctx.state.isRoutine = true;
    if (!directory.isLoaded())
      throw new Problem(503, 'directory.not_loaded', 'The list of bots is not loaded yet.', notLoaded);
    const bot = directory.get(ctx.params.bot_id ?? '');
    if (!bot?.cardMessageSecret) throw new Problem(404, 'route.unknown', 'Nothing is taken in here.');
    ctx.state.bot = bot.botId;
    const proof = readProof(ctx.req.headers);
    if (!proof) throw unsigned();
    const body = await readRaw(ctx, mostBytes);
    demandProof(parts, bot, { proof, body });
    const said = readMessage(body);
    const sealed = vault.encrypt(JSON.stringify(said), `bank message ${bot.botId}`);
    await limitCallbacks(
      { ...parts, kind: 'bank-messages', refusal },
      { botId: bot.botId, bytes: sealed.length },
    );
    await intake.bankMessage(bot.botId, { sealed, arrived_at: now() });
    ctx.body = { ok: true };
  };
}

const unsigned = (): Problem =>
  new Problem(401, 'bank_message.unsigned', 'The signature is missing or wrong; see docs/bank-messages.md.');

function demandProof(
  { vault }: BankMessageParts,
  { botId, cardMessageSecret = '' }: DirectoryEntry,
  { proof, body }: { readonly proof: MessageProof; readonly body: Buffer },
): void {
  const secret = openSecret(vault, botId, cardMessageSecret);
  const judged = judgeProof(proof, { botId, secret, body });
  if (judged === 'right') return;
  log.warn({ bot: botId, proof: proof.kind, judged }, 'refused a forwarded message of a bank');
  if (judged === 'wrong') throw unsigned();
  throw new Problem(401, 'bank_message.stale', 'The timestamp is more than five minutes away from now.');
}

/** While `APP_SECRET` changes, the directory is sealed otherwise for a moment: the phone sends the message again. */
function openSecret(vault: Vault, botId: string, sealed: string): string {
  try {
    return vault.decrypt(sealed, settingOwner(botId, 'card_message_secret'));
  } catch (error) {
    log.warn({ bot: botId, err: error }, 'the secret of forwarded messages cannot be opened');
    throw new Problem(503, 'directory.not_loaded', 'The list of bots is sealed otherwise.', notLoaded);
  }
}

function readMessage(body: Buffer): z.output<typeof forwarded> {
  const read = forwarded.safeParse(parse(body));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const where = issue?.path.join('.') || 'the body';
  throw new Problem(400, 'bank_message.malformed', `${where} is not as docs/bank-messages.md asks for.`);
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
