import { expect } from 'chai';
import { textsOf } from '#bot/texts/index.js';
import type { PersonMessage } from '../../../scripts/sandbox/telegram.js';
import { uniqueNumber } from '../../factories/unique.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../support/bot/drive-bot.js';
import type { Customer } from '../../support/bot/customer.js';
import { ownerQuery } from '../../support/database.js';
import { openCardBot, type CardBot } from '../../support/payments/card-bot.js';
import { addCode } from '../../support/promo-codes.js';

const { channel: words } = textsOf.en.registration;

describe('who is out of a channel that everybody must be in', function () {
  this.timeout(60_000);
  let driver: BotDriver;
  let shop: CardBot;
  let bot: DrivenBot;
  let sara: Customer;
  before(async () => {
    driver = await openBotDriver();
  });
  after(() => driver.close());
  beforeEach(async () => {
    shop = await openCardBot(driver);
    ({ bot, sara } = shop);
  });

  /** The bot asks for a channel from now on, in which the person is not; returns the channel. */
  async function demandChannel(): Promise<string> {
    const username = `news_${uniqueNumber()}`;
    const channel = driver.telegram.addChannel({ username, adminBots: [bot.token] });
    await bot.configure({ channel_required: true, channel_id: `@${username}` });
    return channel;
  }
  const ticketMessages = async (): Promise<number> =>
    (await ownerQuery('select 1 from ticket_messages where bot_id = $1', [bot.botId])).length;

  it('sends the receipt of what was paid, and opens and ends the payment', async () => {
    await shop.order();
    await demandChannel();
    expect(await shop.sends('hello'), 'all else is asked to wait').to.equal(words.ask);
    expect(await shop.sends(shop.picture())).to.contain('under review');
    expect(await shop.receipts()).to.have.length(1);
    const buttons = bot.said(sara.person).flatMap((message) => message.buttons.flat());
    const open = buttons.find(({ data }) => /^(payment|payment-check|receipt):/.test(data ?? ''))?.data;
    await bot.tap(sara.person, open ?? 'the button that opens the payment');
    expect(sara.reads()).to.not.contain(words.ask);
    await bot.send(sara.person, '/menu');
    expect(sara.reads()).to.equal(words.ask);
  });

  it('sends it as an album, of which every picture is kept and one answer comes', async () => {
    await shop.order();
    await demandChannel();
    const before = bot.said(sara.person).length;
    const picture = (n: number): PersonMessage => ({
      fields: {
        media_group_id: '78',
        photo: [{ file_id: `large${n}`, file_unique_id: `u${n}`, width: 900, height: 900 }],
      },
    });
    for (const n of [1, 2, 3]) await shop.sends(picture(n));
    expect(bot.said(sara.person)).to.have.length(before + 1);
    expect((await shop.receipts()).map(({ file_id: id }) => id)).to.deep.equal([
      'large1',
      'large2',
      'large3',
    ]);
  });

  it('writes on in the ticket that was just being written', async () => {
    await bot.switchOn('support_tickets');
    await bot.send(sara.person, '/menu');
    await sara.taps('💬 Support');
    await sara.taps('✍️ New ticket');
    await bot.send(sara.person, 'It does not work');
    await demandChannel();
    await bot.send(sara.person, 'Since today');
    await bot.send(sara.person, 'and still');
    expect(await ticketMessages()).to.equal(2);
    expect(sara.reads()).to.not.contain(words.ask);
  });

  it('is waited for with what they were asked to type, until they have joined', async () => {
    await addCode(bot.tenant, { code: 'WAIT', effect: { kind: 'balance', amountToman: 5_000 } });
    await bot.send(sara.person, '/menu');
    await sara.taps('🎟 Promo code');
    const channel = await demandChannel();
    await bot.send(sara.person, 'WAIT');
    expect(sara.reads()).to.equal(words.ask);
    expect((await bot.tap(sara.person, 'joined')).showAlert).to.equal(true);
    driver.telegram.joinChannel(sara.person, channel);
    await bot.tap(sara.person, 'joined');
    await bot.send(sara.person, 'WAIT');
    expect(sara.reads()).to.contain('Added to your wallet');
  });
});
