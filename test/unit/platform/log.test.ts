import { expect } from 'chai';
import fc from 'fast-check';
import { PermanentError, RetryableError } from '#platform/errors.js';
import { log, maskLogLine, scrub, withLogFields } from '#platform/log.js';
import { newApiToken } from '#platform/secrets.js';
import { captureLog, type CapturedLog } from '../../support/capture-log.js';

const token = `123456789:AA${'x_-9'.repeat(8)}A`;

describe('the log', () => {
  let captured: CapturedLog;
  beforeEach(() => {
    captured = captureLog('info');
  });
  afterEach(() => captured.restore());

  it('masks a bot token wherever it stands in a text, also right after the word bot of an address', () => {
    for (const text of [
      token,
      `https://api.telegram.org/bot${token}/sendMessage`,
      `https://api.telegram.org/file/bot${token.replace(':', '%3A')}/photo.jpg`,
      `the token ${token}, as given`,
    ]) {
      log.info(text);
      expect(scrub(text), text).to.contain('[token]').and.not.contain(token.slice(12));
    }
    expect(captured.text()).to.not.contain(token.slice(12));
  });

  it('masks what is named like a secret, at any depth', () => {
    const deep = {
      request: {
        headers: { authorization: 'Bearer abcdefgh', cookie: 'operator=abcdefgh', 'x-api-token': 'abcdefgh' },
        body: [
          { secret_token: 'abcdefgh', nested: { password: 'abc"def gh', zarinpal_merchant_id: 'abcdefgh' } },
        ],
      },
      token: 'abcdefgh',
      appSecret: 'abcdefgh',
    };
    log.info(deep, 'asked');
    expect(captured.text()).to.not.match(/abcdefgh|def gh/);
    const [line] = captured.lines();
    expect(line).to.deep.include({ token: '[secret]', appSecret: '[secret]' });
    expect(line?.request).to.deep.equal({
      headers: { authorization: '[secret]', cookie: '[secret]', 'x-api-token': '[secret]' },
      body: [
        { secret_token: '[secret]', nested: { password: '[secret]', zarinpal_merchant_id: '[secret]' } },
      ],
    });
  });

  it('masks secrets by their look in values of any name', () => {
    const api = newApiToken();
    const urls = ['postgres://remna:hunter2@db:5432/fleet', 'redis://:hunter2@redis:6379'];
    log.info({ seen: { at: [token, api, ...urls] } }, 'odd');
    expect(captured.text()).to.not.match(new RegExp(`${token.slice(12)}|${api}|hunter2`));
    expect(captured.text()).to.contain('postgres://remna:[password]@db:5432/fleet');
  });

  it('masks a password with signs of an address in it up to the last @, and several addresses in one word', () => {
    expect(scrub('redis://:p@ss:w/rd@one:6379,two')).to.equal('redis://:[password]@one:6379,two');
    expect(scrub('as postgres://a:hunter2@x,b://c:hunter3@y says')).to.equal(
      'as postgres://a:[password]@y says',
    );
    expect(scrub('mail me@example.org, see https://example.org:8080/a')).to.include('me@example.org');
  });

  it('cuts a text short, and never through a secret so that its half is shown', () => {
    for (const secret of [token, newApiToken(), 'redis://u:hunter2@h'])
      for (let most = 1; most < secret.length + 6; most += 1) {
        const shown = scrub(`bot: ${secret} ${'x'.repeat(3_000)}`, most);
        expect(shown.length).to.be.at.most(most);
        expect(shown).to.not.match(/hunter|:AA|rf_/);
      }
  });

  it('keeps an error of any length, and what it says, within bounds', () => {
    log.warn({ err: new Error('x'.repeat(100_000)) }, 'job');
    expect(captured.text().length).to.be.below(20_000);
  });

  it('masks secrets in errors, their causes and their context', () => {
    const cause = new Error(`connect to https://api.telegram.org/bot${token}/getMe failed`);
    const error = new RetryableError('telegram.unreachable', {
      cause,
      context: { url: `/bot${token}/getMe` },
    });
    log.warn({ err: error }, 'job');
    expect(captured.text()).to.not.contain(token.slice(12));
    expect(captured.lines()[0]?.err).to.deep.include({ name: 'RetryableError' });
  });

  it('keeps every line valid JSON, however the masked values are quoted', () => {
    log.info(
      { password: 'a"b\\"c\n', token: '\\', secret: '', count_token: 12, token_hash: 'ab12' },
      'x "token":"y"',
    );
    const [line] = captured.lines();
    expect(line).to.include({ password: '[secret]', token: '[secret]', token_hash: 'ab12' });
  });

  it('masks numbers of bank cards by name and by look, also in errors and texts of people', () => {
    const err = new Error('Key (bot_id, card_number)=(1, 6037997599812345) already exists');
    log.info(
      { card_number: '4111111111111111', said: 'به ۶۰۳۷-۹۹۷۵-۹۹۸۱-۲۳۴۵ بزنید', err },
      '6037 9975 9981 2345',
    );
    const [line] = captured.lines();
    expect(line).to.deep.include({
      card_number: '411111******1111',
      said: 'به 603799******2345 بزنید',
      msg: '603799******2345',
    });
    expect(JSON.stringify(line)).to.include('(1, 603799******2345)').and.not.include('997599812345');
  });

  it('masks in a line of the log all that it masks in a text, wherever that stands', () => {
    const digits = fc.constantFrom(...'0123456789', '۶', '٦');
    const sign = fc.constantFrom('', ' ', '-', '\u200c', '_', '.', ':', '%3A', '@', '//', 'rf_', 'bot');
    const run = fc
      .tuple(fc.array(digits, { minLength: 0, maxLength: 9 }), sign)
      .map(([all, end]) => all.join('') + end);
    const card = fc.constantFrom(
      '6037997599812345',
      '6037 9975-99812345',
      '603799759981 2345',
      '60379975\u200c99812345',
    );
    const secret = fc.constantFrom(
      token,
      newApiToken(),
      'postgres://a:hunter2@db',
      ':'.repeat(2) + 'x'.repeat(40),
    );
    const text = fc.array(fc.oneof(run, card, secret), { maxLength: 6 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (said) => {
        expect(maskLogLine(said)).to.equal(scrub(said));
      }),
      { numRuns: 2_000 },
    );
  });

  it('leaves ordinary numbers, times and texts alone', () => {
    const plain = 'chat 123456789: hello, 12:30:45, https://example.org:8080/a, rf_short';
    log.info({ chat: '-1001234567890' }, plain);
    expect(captured.lines()[0]).to.include({ chat: '-1001234567890', msg: plain });
  });

  it('carries the fields of the job at work on each line, and only there', async () => {
    await withLogFields({ bot: '1' }, () =>
      withLogFields({ chat: '5' }, () => {
        log.info('inside');
        return Promise.resolve();
      }),
    );
    log.info({ err: new PermanentError('panel.refused') }, 'outside');
    expect(captured.lines()[0]).to.include({ bot: '1', chat: '5', level: 'info' });
    expect(captured.lines()[1]).to.not.have.any.keys('bot', 'chat');
  });
});
