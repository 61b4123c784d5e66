import { expect } from 'chai';
import { startTelegram, type TelegramStandIn } from '../../../scripts/sandbox/telegram.js';

const { checkBotToken } = (await import('../../../scripts/embedded/check-given.mjs' as string)) as {
  checkBotToken(given: { BOT_TOKEN?: string; TELEGRAM_API_ROOT?: string }): Promise<string[]>;
};
const stranger = `123456789:${'A'.repeat(35)}`;

describe('the BOT_TOKEN of npm start', () => {
  let telegram: TelegramStandIn;
  before(async () => {
    telegram = await startTelegram();
  });
  after(() => telegram.close());

  it('passes when Telegram knows it, and when there is none', async () => {
    const { token } = telegram.addBot({ firstName: 'Master' });
    expect(await checkBotToken({ BOT_TOKEN: token, TELEGRAM_API_ROOT: `${telegram.url}/` })).to.deep.equal(
      [],
    );
    expect(await checkBotToken({})).to.deep.equal([]);
  });

  it('is refused in one line with the cure when Telegram refuses it', async () => {
    const fault = await checkBotToken({ BOT_TOKEN: stranger, TELEGRAM_API_ROOT: telegram.url }).then(
      () => 'no fault',
      (error: Error) => `${error.name}: ${error.message}`,
    );
    expect(fault).to.match(
      /^StartupError: BOT_TOKEN was refused by Telegram \(40[14] from http.*\)\. Copy it again/,
    );
    expect(fault).to.not.include('\n').and.not.include(stranger);
  });

  it('is a warning only, without the token, while Telegram is out of reach or out of order', async () => {
    const away = await checkBotToken({ BOT_TOKEN: stranger, TELEGRAM_API_ROOT: 'http://127.0.0.1:1' });
    expect(away).to.have.lengthOf(1);
    expect(away[0]).to.match(/^Telegram \(http:\/\/127\.0\.0\.1:1\) does not answer \(.+\), so BOT_TOKEN/);
    telegram.failNext({ method: 'getMe', error: { code: 502, description: 'Bad Gateway' } });
    const { token } = telegram.addBot({ firstName: 'Other' });
    const broken = await checkBotToken({ BOT_TOKEN: token, TELEGRAM_API_ROOT: telegram.url });
    expect(broken.join()).to.include('does not answer (502)').and.not.include(token);
  });
});
