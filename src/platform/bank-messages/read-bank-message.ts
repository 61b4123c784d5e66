import { directionOf, isDoubtful, kindOf, speaksOfSpending, type LineKind } from './line-labels.js';
import { isAccount, isAloneAccount, readCardEnd, readMoney, readReference } from './line-values.js';
import { bankOfSender, bankOfTitle } from './message-banks.js';
import { messageLines } from './message-lines.js';
import { instantOf, readWrittenTime, type WrittenTime } from './message-time.js';

/** What a bank told of one movement of an account. */
export interface BankMessage {
  readonly direction: 'deposit' | 'withdrawal';
  /** What moved, in rial; never the balance. */
  readonly amountRial: number;
  /** Last four digits of the card that the money moved on. */
  readonly cardEnd?: string;
  /** The account, as the message writes it. */
  readonly account?: string;
  /** The bank's own number of the movement. */
  readonly reference?: string;
  /** What was on the account afterwards, in rial. */
  readonly balanceRial?: number;
  /** When it moved, in ms since 1970, by the minute. */
  readonly at?: number;
  /** Code of the bank in `banks.ts`, or `blu`. */
  readonly bank?: string;
}

interface GivenMessage {
  /** The name or number that it came from. */
  readonly sender: string;
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
}

/** What single lines say, before it is one message. */
interface Facts extends WrittenTime {
  direction?: BankMessage['direction'];
  amountRial?: number;
  cardEnd?: string;
  account?: string;
  reference?: string;
  balanceRial?: number;
  bank?: string;
}

/**
 * Reads what a bank's message says of one movement. Undefined when any line of it is of no form that we know, when it
 * contradicts itself, or speaks of what may not have happened: nothing is guessed.
 */
export function readBankMessage({ sender, text, receivedAt }: GivenMessage): BankMessage | undefined {
  const lines = messageLines(text);
  if (!lines || lines.some(isDoubtful)) return undefined;
  const facts: Facts = {};
  for (const line of lines) {
    const said = readLine(line);
    if (!said || !join(facts, said)) return undefined;
  }
  return conclude(facts, { sender, receivedAt });
}

/** One message of all that its lines say; undefined: they do not say which way how much went. */
function conclude(
  { direction, amountRial = 0, date, time, ...others }: Facts,
  { sender, receivedAt }: Omit<GivenMessage, 'text'>,
): BankMessage | undefined {
  if (direction === undefined || amountRial === 0) return undefined;
  const ofSender = bankOfSender(sender);
  const bank = others.bank ?? ofSender;
  if (bank !== (ofSender ?? bank)) return undefined;
  const instant = instantOf({ ...(date && { date }), ...(time && { time }) }, receivedAt);
  if (instant === 'impossible') return undefined;
  return { direction, amountRial, ...others, ...instant, ...(bank !== undefined && { bank }) };
}

/** Adds what a line says; false: it was said otherwise before. */
function join(facts: Facts, said: Facts): boolean {
  const news = Object.entries(said) as [keyof Facts, unknown][];
  const known = facts as Record<string, unknown>;
  if (news.some(([name, value]) => name in known && JSON.stringify(known[name]) !== JSON.stringify(value)))
    return false;
  // An amount that is told twice may be two movements.
  if (said.amountRial !== undefined && facts.amountRial !== undefined) return false;
  Object.assign(facts, said);
  return true;
}

const valueBegins = /[\d:+*-]/;

/** What a line says; undefined: it is of no form that we know. */
function readLine(line: string): Facts | undefined {
  const bank = bankOfTitle(line);
  if (bank !== undefined) return { bank };
  const begins = line.search(valueBegins);
  if (begins === -1) return readWords(line);
  const label = line.slice(0, begins).trim();
  const value = line.slice(begins).replace(/^:/, '').trim();
  if (label === '') return readAlone(value);
  const kind = kindOf(label);
  return kind && readers[kind](value);
}

function readWords(line: string): Facts | undefined {
  const direction = directionOf(line);
  return direction === undefined || direction === 'neither' ? direction && {} : { direction };
}

/** A value that nothing stands before. */
function readAlone(value: string): Facts | undefined {
  const written = readWrittenTime(value);
  if (written) return written;
  if (isAloneAccount(value)) return { account: value };
  return readMoney(value)?.isPlain ? amount(value) : undefined;
}

/** An amount, whose sign may say the direction; a word before it may have said it too. */
function amount(value: string, said?: BankMessage['direction']): Facts | undefined {
  const money = readMoney(value);
  if (!money) return undefined;
  const signed = money.sign === '' ? undefined : money.sign === '+' ? 'deposit' : 'withdrawal';
  if (said !== undefined && signed !== undefined && said !== signed) return undefined;
  const direction = said ?? signed;
  return { amountRial: money.rial, ...(direction && { direction }) };
}

const account = (value: string): Facts | undefined => (isAccount(value) ? { account: value } : undefined);
const within = (facts: Facts | undefined, direction: BankMessage['direction']): Facts | undefined =>
  facts && { ...facts, direction };

const readers: Readonly<Record<LineKind, (value: string) => Facts | undefined>> = {
  account,
  account_credited: (value) => within(account(value), 'deposit'),
  account_debited: (value) => within(account(value), 'withdrawal'),
  amount: (value) => amount(value),
  balance: (value) => {
    const money = readMoney(value);
    return money && { balanceRial: money.sign === '-' ? -money.rial : money.rial };
  },
  card: (value) => {
    const cardEnd = readCardEnd(value);
    return cardEnd === undefined ? undefined : { cardEnd };
  },
  deposit: (value) => amount(value, 'deposit'),
  reference: (value) => {
    const reference = readReference(value);
    return reference === undefined ? undefined : { reference };
  },
  time: readWrittenTime,
  unused: (value) => (speaksOfSpending(value) ? undefined : {}),
  withdrawal: (value) => amount(value, 'withdrawal'),
  word: readWords,
};
