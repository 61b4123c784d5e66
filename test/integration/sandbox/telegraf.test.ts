import { expect } from 'chai';
import { Markup, Telegraf } from 'telegraf';
import { startTelegram, type TelegramStandIn } from '../../../scripts/sandbox/telegram.js';
import { samplePhoto } from '../../../scripts/sandbox/telegram/sample-photo.js';
import { waitFor } from '../../support/wait-for.js';

describe('sandbox: telegraf drives it unchanged', () => {
  let telegram: TelegramStandIn;
  let stop = () => {};

  beforeEach(async () => {
    telegram = await startTelegram();
  });
  afterEach(async () => {
    stop();
    await telegram.close();
  });

  it('polls, answers commands and buttons, edits, and sends a picture', async () => {
    const { token, username } = telegram.addBot({ firstName: 'Shop' });
    const person = telegram.person({ firstName: 'Buyer' });
    const bot = new Telegraf(token, { telegram: { apiRoot: telegram.url } });
    const faults: unknown[] = [];
    bot.catch((error) => void faults.push(error));
    stop = () => bot.stop();
    bot.start((ctx) =>
      ctx.replyWithHTML('<b>hi</b>', Markup.inlineKeyboard([[Markup.button.callback('go', 'go')]])),
    );
    bot.action('go', async (ctx) => {
      await ctx.answerCbQuery('done');
      await ctx.editMessageText('went');
      await ctx.replyWithPhoto({ source: samplePhoto() }, { caption: 'picture' });
    });
    void bot.launch().catch((error: unknown) => faults.push(error));
    const messages = () => telegram.chat(token, person.id);
    telegram.send(token, person, '/start');
    await waitFor(() => messages().length === 2);
    expect(bot.botInfo?.username).to.equal(username);
    const tap = telegram.tap(token, person, { messageId: 2, button: 'go' });
    expect(await tap.answered).to.deep.equal({ text: 'done', showAlert: false });
    await waitFor(() => messages().length === 3);
    expect(messages()[1]).to.include({ text: 'went', isEdited: true });
    expect(messages()[2]!.photo).to.be.a('string');
    const link = await bot.telegram.getFileLink(messages()[2]!.photo!);
    expect((await (await fetch(link)).arrayBuffer()).byteLength).to.equal(samplePhoto().length);
    expect(faults).to.deep.equal([]);
  });
});
