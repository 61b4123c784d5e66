import { expect } from 'chai';
import { classify, PermanentError, RetryableError, UserFacingError } from '#platform/errors.js';
import { TelegramError } from '#platform/telegram/client.js';

describe('the verdict on an error', () => {
  const loud = { isQuiet: false, holdsBot: false };
  const table: readonly [string, unknown, ReturnType<typeof classify>][] = [
    [
      'what the person asked wrongly completes',
      new UserFacingError('order.too_long', { days: 5 }),
      { ...loud, outcome: 'complete', report: false, isLocal: false, code: 'order.too_long' },
    ],
    [
      'a busy world is waited out',
      new RetryableError('database.unreachable'),
      { ...loud, outcome: 'snooze', report: false, isLocal: false, code: 'database.unreachable' },
    ],
    [
      'a world that says how long is believed',
      new RetryableError('telegram.flood', { retryAfterMs: 2_000 }),
      {
        ...loud,
        holdsBot: true,
        outcome: 'snooze',
        report: false,
        isLocal: false,
        code: 'telegram.flood',
        retryAfterMs: 2_000,
      },
    ],
    [
      'a pause of nothing is a pause too',
      new RetryableError('telegram.paced_chat', { retryAfterMs: 0, isLocal: true }),
      {
        ...loud,
        isQuiet: true,
        outcome: 'snooze',
        report: false,
        isLocal: true,
        code: 'telegram.paced_chat',
        retryAfterMs: 0,
      },
    ],
    [
      'what can never work fails and is reported',
      new PermanentError('panel.refused'),
      { ...loud, outcome: 'fail', report: true, isLocal: true, code: 'panel.refused' },
    ],
    [
      'a refusal of Telegram is of that kind',
      new TelegramError(400, 'Bad Request'),
      { ...loud, outcome: 'fail', report: true, isLocal: true, code: 'telegram.refused' },
    ],
    [
      'a bug is tried again and reported',
      new TypeError('x is not a function'),
      { ...loud, outcome: 'retry', report: true, isLocal: true, code: 'server.bug' },
    ],
    [
      'a thrown string is a bug',
      'oops',
      { ...loud, outcome: 'retry', report: true, isLocal: true, code: 'server.bug' },
    ],
    [
      'a thrown nothing is a bug',
      undefined,
      { ...loud, outcome: 'retry', report: true, isLocal: true, code: 'server.bug' },
    ],
  ];
  for (const [says, error, verdict] of table)
    it(says, () => {
      expect(classify(error)).to.deep.equal(verdict);
    });
});
