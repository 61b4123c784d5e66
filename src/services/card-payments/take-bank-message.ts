import { maskCardNumbers } from '#platform/card-number.js';
import { metrics } from '#platform/metrics.js';
import { sha256 } from '#platform/secrets.js';
import { dayMs } from '#platform/units.js';
import { hasPassword, speaksOfSpending } from '#platform/bank-messages/line-labels.js';
import { bankOfSender, plainSender } from '#platform/bank-messages/message-banks.js';
import { plainText } from '#platform/bank-messages/message-lines.js';
import { readBankMessage, type BankMessage } from '#platform/bank-messages/read-bank-message.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { notify } from '../notices/notify.js';
import type { SettingValues } from '../settings/catalog.js';
import { matchBankMessage, type Matched } from './match-bank-message.js';

/** A bank's message as a phone forwarded it; whose it is was proven. */
export interface ForwardedMessage {
  readonly sender: string;
  readonly text: string;
  /** When it was sent, by the phone's clock, in ms since 1970. */
  readonly sentAt: number;
  /** When we took it in. */
  readonly arrivedAt: number;
}

/** What became of one: a state of its row, or why there is none. */
export type MessageOutcome =
  Matched['state'] | 'off' | 'password' | 'repeat' | 'spending' | 'unread' | 'untrusted';

type MatchingValues = Pick<SettingValues, 'card_matching' | 'card_message_senders' | 'payment_open_hours'>;

const insert = `
  insert into card_bank_messages (bot_id, digest, sender, text, amount_rial, card_last_four, reference, sent_at, state)
  values ($1, $2, $3, $4, $5, $6, $7, to_timestamp($8::double precision / 1000), $9)
  on conflict (bot_id, digest) do nothing returning id::text`;
const settle = 'update card_bank_messages set state = $3, payment_id = $4 where bot_id = $1 and id = $2';

/** Seconds that a message's minute may lie behind the movement that it tells of, in ms. */
const withinMinuteMs = 59_000;

/**
 * Takes in a bank's message in one transaction: kept, matched, and the one open payment that it fits is approved, since the message
 * is evidence that the money came. What is doubtful is kept and told to the reviewers. The same message does this once, however
 * often and from however many places it comes at once. Passwords, withdrawals and what others write are kept nowhere.
 */
export async function takeBankMessage(
  tenant: Tenant,
  message: ForwardedMessage,
  values: MatchingValues,
): Promise<MessageOutcome> {
  const outcome = values.card_matching
    ? await tenant.db((tx) => take(tenant, tx, message, values))
    : ('off' as const);
  metrics.bankMessageCame(outcome);
  return outcome;
}

async function take(
  tenant: Tenant,
  tx: Tx,
  message: ForwardedMessage,
  values: MatchingValues,
): Promise<MessageOutcome> {
  if (!isTrusted(message.sender, values.card_message_senders)) return 'untrusted';
  const plain = plainText(message.text);
  if (hasPassword(plain)) return 'password';
  const sentAt = Math.min(message.sentAt, message.arrivedAt);
  const deposit = readBankMessage({ sender: message.sender, text: message.text, receivedAt: sentAt });
  if (deposit ? deposit.direction === 'withdrawal' : speaksOfSpending(plain)) return 'spending';
  const movedAt = movedAtOf(deposit, sentAt);
  const text = maskCardNumbers(message.text);
  const id = await keep(tenant, tx, { message, text, deposit, movedAt });
  if (id === undefined) return 'repeat';
  if (!deposit) return 'unread';
  const isLate = message.arrivedAt - movedAt > dayMs;
  const openHours = values.payment_open_hours;
  const matched = await matchBankMessage(tenant, tx, { id, text, deposit, movedAt, isLate, openHours });
  await conclude(tenant, tx, id, matched);
  return matched.state;
}

interface KeptMessage {
  readonly message: ForwardedMessage;
  readonly text: string;
  readonly deposit: BankMessage | undefined;
  readonly movedAt: number;
}

/** Its row, until it is matched; undefined: it was there before. */
async function keep(
  { botId }: Tenant,
  tx: Tx,
  { message, text, deposit, movedAt }: KeptMessage,
): Promise<string | undefined> {
  const [row] = await tx.sql<{ id: string }>(insert, [
    ...[botId, digestOf(message), message.sender, text, deposit?.amountRial ?? null],
    ...[deposit?.cardEnd ?? null, deposit?.reference ?? null, movedAt, deposit ? 'unmatched' : 'unread'],
  ]);
  return row?.id;
}

async function conclude(
  tenant: Tenant,
  tx: Tx,
  messageId: string,
  { state, paymentId, unclear }: Matched,
): Promise<void> {
  if (state !== 'unmatched') await tx.sql(settle, [tenant.botId, messageId, state, paymentId]);
  if (unclear.length > 0)
    await notify(tenant, tx, {
      kind: 'bank_message_unclear',
      about: { message_id: messageId, payment_ids: unclear.slice(0, 5) },
    });
}

/** Senders that the bot names; where it names none, those that are known as a bank's: anybody can write as a bank does. */
function isTrusted(sender: string, named: readonly string[]): boolean {
  if (named.length === 0) return bankOfSender(sender) !== undefined;
  return named.some((one) => plainSender(one) === plainSender(sender));
}

/** When the money came at the latest: the message tells the minute, and came after it. */
const movedAtOf = (read: BankMessage | undefined, sentAt: number): number =>
  read?.at === undefined ? sentAt : Math.min(read.at + withinMinuteMs, sentAt);

/** One SMS has one sender, text and time, through whatever and however often it is forwarded. */
const digestOf = ({ sender, text, sentAt }: ForwardedMessage): string =>
  sha256([plainSender(sender) || sender, text.trim(), sentAt].join('\n'));
