import { expect } from 'chai';
import { namesEtag } from '#api/answer.js';
import { checkInput } from '#api/endpoint.js';
import { endpointOf, endpoints, type EndpointName } from '#api/index.js';
import { readCallbackData } from '#bot/callback-data.js';
import { displayName } from '#bot/format/person-name.js';
import { readUpdate } from '#bot/read-update.js';
import { splitHtml } from '#bot/split-html.js';
import type { DirectoryFollower } from '#directory/directory.js';
import { isSigned, readEvent } from '#panels/read-event.js';
import { hasPassword } from '#platform/bank-messages/line-labels.js';
import { bankOfSender } from '#platform/bank-messages/message-banks.js';
import { plainText } from '#platform/bank-messages/message-lines.js';
import { readBankMessage } from '#platform/bank-messages/read-bank-message.js';
import { parseCardNumber } from '#platform/card-number.js';
import { maskLogLine, scrub } from '#platform/log.js';
import { maskSpans } from '#platform/mask-spans.js';
import { openVault } from '#platform/secrets.js';
import { shownText } from '#platform/telegram/html.js';
import { withoutValues } from '#platform/trace-statement.js';
import { maskSecrets as maskFields } from '#services/access/mask-secrets.js';
import { featureKeys, featureOf } from '#services/features/catalog.js';
import { settingKeys } from '#services/settings/catalog.js';
import { checkSetting } from '#services/settings/values.js';
import { answerKey } from '#services/tickets/canned-answers.js';
import { boundHtml, wordsKey } from '#services/tickets/ticket-messages.js';
import { normalizeSubscriptionName as cleanLabel } from '#services/subscriptions/change-own-subscription.js';
import { describeJobs } from '../../src/ingress/admin/describe-job.js';
import { readSession } from '../../src/ingress/admin/operator-session.js';
import { isUpdate } from '../../src/ingress/pollers/read-updates.js';
import { findFault } from '../../src/ingress/routes/admin-api/find-fault.js';
import { matchPath } from '../../src/ingress/routes/admin-api/match-path.js';
import { leastMs } from '../support/cpu-time.js';

const bytes = 65_536;
/** Several times what any of them takes on a slow machine, and a fraction of what steps that grow with the square take. */
const mostMs = 75;
const vault = openVault('x'.repeat(40));
const jobs = describeJobs({ get: () => undefined } as unknown as DirectoryFollower);

/** Refusing is an answer too; only its time is looked at. */
const calmly =
  <T>(work: (input: T) => unknown) =>
  (input: T): void => {
    try {
      work(input);
    } catch {
      // Said elsewhere.
    }
  };

const spanOf = (text: string) => ({
  attributes: { text },
  events: [{ attributes: { text } }],
  status: { message: text },
});
const updateOf = (text: string) => ({
  update_id: 1,
  message: {
    message_id: 1,
    date: 1,
    chat: { id: 5, type: 'private' },
    from: { id: 5, is_bot: false, first_name: text, username: text, language_code: text },
    text,
  },
});

/** Whatever looks at a text of a stranger, a buyer or a tenant, letter by letter. */
const textWalks: Readonly<Record<string, (text: string) => unknown>> = {
  'masking a text that is shown': (text) => scrub(text),
  'masking a line of the log': (text) =>
    maskLogLine(JSON.stringify({ msg: text, [text.slice(0, 99)]: text })),
  'masking what is no JSON': (text) => maskLogLine(text),
  'masking a span': (text) => maskSpans.onEnd(spanOf(text) as never),
  'masking an entry of the audit log': (text) => maskFields({ [text]: text, card_number: text }),
  'a statement in a trace': (text) => withoutValues(`insert into users values ('${text}', 1)`),
  'the address of the admin API': (text) => matchPath(`/bots/1/${text}`),
  'If-Match and If-None-Match': (text) => namesEtag(text, '"x"', { isWeak: true }),
  "an operator's cookie": (text) => readSession(vault, text),
  'what an update says': (text) => readUpdate(updateOf(text)),
  'a tapped button': (text) => readCallbackData(text),
  'a name of a person': (text) => displayName(text),
  'a name of a subscription': (text) => cleanLabel(text),
  'a card number': (text) => parseCardNumber(text),
  "a bank's message": (text) => [
    hasPassword(plainText(text)),
    readBankMessage({ sender: text, text, receivedAt: 0 }),
    readBankMessage({ sender: 'x', text: text.slice(0, 1_000), receivedAt: 0 }),
    bankOfSender(text),
  ],
  "a text in Telegram's HTML": (text) => shownText(text),
  'words of a ticket': (text) => [boundHtml(text), wordsKey(text), answerKey(text)],
  'a text that is cut into messages': (text) => splitHtml(text),
  'the signature of the panel': (text) => isSigned(Buffer.from(text), text, 'secret'),
  'a job among the operators’ queues': (text) => {
    const job = {
      name: 'telegram.update',
      data: { bot_id: '1', chat_id: '5', payload: { update: { message: { text } } } },
    };
    return [jobs.title(job as never), jobs.data(job.data as never)];
  },
};

/** Whatever looks at a JSON value from outside, part by part. */
const valueWalks: Readonly<Record<string, (value: unknown) => unknown>> = {
  'a body of the admin API, for what cannot be kept': (value) => findFault(value),
  'an update, before it is taken in': (value) => isUpdate(value),
  'an update': (value) => readUpdate({ update_id: 1, message: value, callback_query: value }),
  'an event of the panel': (value) => [
    readEvent(value),
    readEvent({ event: 'user.x', timestamp: '2026-01-01T00:00:00Z', data: value }),
  ],
  ...Object.fromEntries(
    (Object.keys(endpoints) as EndpointName[]).map((name) => [
      `the input of ${name}`,
      (value: unknown) =>
        checkInput(endpointOf(name), { params: { bot_id: '1', id: '1' }, query: {}, body: value }),
    ]),
  ),
  ...Object.fromEntries(
    settingKeys.map((key) => [`the setting ${key}`, (value: unknown) => checkSetting(key, value)]),
  ),
  ...Object.fromEntries(
    featureKeys.map((key) => [
      `the feature ${key}`,
      (value: unknown) => featureOf(key).config.safeParse(value),
    ]),
  ),
};

const pumps = [
  ...'aA1/<>&{}"\\:@ \n.,;-_%\'\u0000\ud800ی۱',
  ...[
    '😀',
    '\u0301',
    '\u200c',
    '\u202e',
    '<a',
    '</',
    '<b>',
    '<b></b>',
    '<b>x',
    '<a href="',
    '&#',
    '&lt;',
    '&amp',
  ],
  ...[
    '://',
    'a://',
    '://:',
    'a://b:',
    'a://b:@',
    'a@',
    '1:',
    '123456:',
    '123456:a',
    'rf_',
    'rf_a ',
    '%25',
    "''",
    "'a",
    '1.',
  ],
  ...[
    '"token":"',
    '"token":"\\',
    'token',
    'W/"x",',
    'a.',
    '. ',
    '/start ',
    '{link}',
    'https://',
    '\n\n',
    'a ',
    '<code>',
    '/a',
  ],
];
const texts = pumps.flatMap((pump) =>
  ['', '!', '\u0000'].map((tail) => pump.repeat(Math.floor((bytes - 1) / Buffer.byteLength(pump))) + tail),
);

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let at = 0; at < depth; at += 1) value = at % 2 ? [value] : { a: value };
  return value;
}

/** Values whose JSON has 64 KB. */
const values: unknown[] = [
  nested(31),
  nested(16_000),
  Array.from({ length: bytes / 3 }, () => []),
  Array.from({ length: bytes / 3 }, () => ({})),
  Array.from({ length: bytes / 2 }, () => 1),
  Array.from({ length: bytes / 4 }, () => 'a'),
  Array.from({ length: bytes / 16 }, (_, at) => ({ gb: at, a: 1 })),
  Object.fromEntries(Array.from({ length: bytes / 10 }, (_, at) => [`k${at}`, 1])),
  Object.fromEntries(Array.from({ length: bytes / 10 }, (_, at) => [String(at), 1])),
  { value: Array.from({ length: bytes / 3 }, () => []) },
  { config: { list: Array.from({ length: bytes / 4 }, () => 'a') } },
  ...texts,
  ...texts.map((text) => ({ value: text, name: text, fa: text })),
];

function slowOnes<T>(
  walks: Readonly<Record<string, (input: T) => unknown>>,
  inputs: readonly T[],
): { walk: string; input: string; ms: number }[] {
  return Object.entries(walks).flatMap(([walk, work]) => {
    const run = calmly(work);
    return inputs
      .filter((input) => leastMs(() => run(input), 1) > mostMs)
      .map((input) => ({ walk, ms: leastMs(() => run(input), 15), input: describeInput(input) }))
      .filter(({ ms }) => ms > mostMs);
  });
}

function describeInput(input: unknown): string {
  try {
    return JSON.stringify(input).slice(0, 60);
  } catch {
    return 'a very deep value';
  }
}

describe('what looks at texts and values from outside', () => {
  it(`takes at most ${mostMs} ms for any text of 64 KB`, () => {
    expect(slowOnes(textWalks, texts)).to.deep.equal([]);
  }).timeout(120_000);

  it(`takes at most ${mostMs} ms for any value of 64 KB`, () => {
    expect(slowOnes(valueWalks, values)).to.deep.equal([]);
  }).timeout(240_000);
});
