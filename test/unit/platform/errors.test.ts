import { expect } from 'chai';
import { classify, PermanentError, RetryableError, UserFacingError } from '#platform/errors.js';
import { TelegramError } from '#platform/telegram/client.js';

describe('the verdict on an error', () => {
  const table: readonly [string, unknown, ReturnType<typeof classify>][] = [
    [
      'what the person asked wrongly completes',
      new UserFacingError('notEnough', { missing: 5 }),
      { outcome: 'complete', report: false, isLocal: false, code: 'user.notEnough' },
    ],
    [
      'a busy world is waited out',
      new RetryableError('database.unreachable'),
      { outcome: 'snooze', report: false, isLocal: false, code: 'database.unreachable' },
    ],
    [
      'a world that says how long is believed',
      new RetryableError('telegram.flood', { retryAfterMs: 2_000 }),
      { outcome: 'snooze', report: false, isLocal: false, code: 'telegram.flood', retryAfterMs: 2_000 },
    ],
    [
      'a pause of nothing is a pause too',
      new RetryableError('telegram.paced-chat', { retryAfterMs: 0, isLocal: true }),
      { outcome: 'snooze', report: false, isLocal: true, code: 'telegram.paced-chat', retryAfterMs: 0 },
    ],
    [
      'what can never work fails and is reported',
      new PermanentError('gateway.refused'),
      { outcome: 'fail', report: true, isLocal: true, code: 'gateway.refused' },
    ],
    [
      'a refusal of Telegram is of that kind',
      new TelegramError(400, 'Bad Request'),
      { outcome: 'fail', report: true, isLocal: true, code: 'telegram.400' },
    ],
    [
      'a bug is tried again and reported',
      new TypeError('x is not a function'),
      { outcome: 'retry', report: true, isLocal: true, code: 'bug.TypeError' },
    ],
    [
      'a thrown string is a bug',
      'oops',
      { outcome: 'retry', report: true, isLocal: true, code: 'bug.string' },
    ],
    [
      'a thrown nothing is a bug',
      undefined,
      { outcome: 'retry', report: true, isLocal: true, code: 'bug.undefined' },
    ],
  ];
  for (const [says, error, verdict] of table)
    it(says, () => {
      expect(classify(error)).to.deep.equal(verdict);
    });
});
