import { expect } from 'chai';
import { botBounds } from '#platform/bounds.js';
import { addStaffMessage } from '#services/tickets/add-staff-message.js';
import { newCustomer, type Customer } from '../../support/bot/customer.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../../support/bot/drive-bot.js';
import { ownerQuery } from '../../support/database.js';

interface Row {
  readonly title: string;
  readonly status: string;
  readonly reopened: number;
  readonly rating: number | null;
  readonly rating_words: string | null;
}

describe("a person's tickets", function () {
  this.timeout(60_000);
  let driver: BotDriver;
  let bot: DrivenBot;
  let sara: Customer;
  before(async () => {
    driver = await openBotDriver();
  });
  after(() => driver.close());
  beforeEach(async () => {
    bot = await driver.addBot();
    sara = await newCustomer(driver, bot);
  });

  const tickets = (): Promise<Row[]> =>
    ownerQuery<Row>(
      'select title, status, reopened, rating, rating_words from tickets where bot_id = $1 order by id',
      [bot.botId],
    );
  const messages = async (): Promise<string[]> => {
    const rows = await ownerQuery<{ author: string; kind: string; html: string }>(
      'select author, kind, html from ticket_messages where bot_id = $1 order by id',
      [bot.botId],
    );
    return rows.map(({ author, kind, html }) => `${author} ${kind} ${html}`);
  };
  const answer = async (html: string): Promise<void> => {
    const [row] = await ownerQuery<{ id: string }>('select id::text from tickets where bot_id = $1', [
      bot.botId,
    ]);
    const ticketId = row!.id;
    const said = {
      ticketId,
      staff: { telegramId: '777', name: 'Reza' },
      message: { kind: 'text', html },
    } as const;
    await bot.tenant.db((tx) => addStaffMessage(bot.tenant, tx, said));
    await driver.settle();
  };
  /** A tap on a button that the person never had. */
  async function forge({ person }: Customer, data: string): Promise<void> {
    const from = { id: Number(person.id), is_bot: false, first_name: person.firstName };
    await bot.feed({ callback_query: { id: `old${Math.random()}`, from, chat_instance: '1', data } });
  }
  async function open(
    title = 'It does not connect',
    words = 'Since <yesterday> nothing works',
  ): Promise<void> {
    await bot.send(sara.person, '/menu');
    await sara.taps('💬 Support');
    await sara.taps('✍️ New ticket');
    await bot.send(sara.person, title);
    await bot.send(sara.person, words);
  }

  it('are opened with a title and words, which may be followed by more at once', async () => {
    await bot.send(sara.person, '/menu');
    expect(await sara.taps('💬 Support')).to.include('Write to us here');
    expect(await sara.taps('✍️ New ticket')).to.include('short title');
    await bot.send(sara.person, 'abc');
    expect(sara.reads()).to.include('5 to 255');
    await bot.send(sara.person, 'It does not\nconnect');
    expect(sara.reads()).to.include('It does not connect').and.include('write what happened');
    await bot.send(sara.person, 'Since <yesterday>');
    expect(sara.reads()).to.include('was sent');
    const said = bot.said(sara.person).length;
    await bot.send(sara.person, 'nothing works');
    expect(bot.said(sara.person), 'one word does for all in a row').to.have.length(said);
    expect(await tickets()).to.eql([
      { title: 'It does not connect', status: 'open', reopened: 0, rating: null, rating_words: null },
    ]);
    expect(await messages()).to.eql(['person text Since &lt;yesterday&gt;', 'person text nothing works']);
  });

  it('are shown with their messages, and who has as many as is possible is led to them', async () => {
    await open();
    await bot.send(sara.person, '/menu');
    expect(await sara.taps('💬 Support')).to.include('Your open tickets: 1');
    expect(await sara.taps('✍️ New ticket'))
      .to.include('as many open tickets')
      .and.include('It does not connect');
    expect(sara.reads()).to.include(
      'Since &lt;yesterday&gt; nothing works'.replaceAll('&lt;', '<').replaceAll('&gt;', '>'),
    );
    await bot.configure({ open_tickets_per_user: 2 });
    await bot.send(sara.person, '/menu');
    await sara.taps('💬 Support');
    expect(await sara.taps('✍️ New ticket')).to.include('short title');
  });

  it('take an answer to the staff without a button, by a reply or just so, and other words not', async () => {
    await open();
    await bot.send(sara.person, '/menu');
    await bot.send(sara.person, 'are you there?');
    expect(sara.reads(), 'nobody has answered').to.include('did not understand');
    await answer('Please try again');
    await bot.send(sara.person, 'It works, thanks');
    expect(sara.reads()).to.include('Sent to ticket');
    expect((await messages()).at(-1)).to.equal('person text It works, thanks');
  });

  it('take an answer to the staff while the bot serves nothing else', async () => {
    await open('A <b & c', 'Since yesterday');
    await answer('Please try again');
    await bot.send(sara.person, '/menu');
    await bot.configure({ maintenance_mode: true });
    await bot.send(sara.person, 'It works, thanks');
    expect((await messages()).at(-1)).to.equal('person text It works, thanks');
    expect(sara.reads()).to.include('Sent to ticket');
    await bot.send(sara.person, '/menu');
    await bot.configure({ maintenance_mode: false });
  });

  it('are not opened when they were switched off while one was written', async () => {
    await bot.send(sara.person, '/menu');
    await sara.taps('💬 Support');
    await sara.taps('✍️ New ticket');
    await bot.send(sara.person, 'A <title> & more');
    expect(sara.reads(), 'the title is no HTML').to.include('A <title> & more');
    await bot.switchOff('support_tickets');
    await bot.send(sara.person, 'words');
    expect(sara.reads()).to.include('switched off');
    expect(await tickets()).to.deep.equal([]);
  });

  it('say once of an album that the rest of it was not taken', async () => {
    await open();
    await ownerQuery('update tickets set message_count = $2 where bot_id = $1', [
      bot.botId,
      botBounds.messagesOfTicket - 1,
    ]);
    const before = bot.said(sara.person).length;
    for (const caption of ['one', 'two', 'three', 'four'])
      await bot.send(sara.person, { photo: true, caption, albumId: 'a1' });
    expect((await messages()).at(-1)).to.equal('person image one');
    const said = bot.said(sara.person).slice(before);
    expect(said.filter(({ text }) => text.includes('very long'))).to.have.length(1);
  });

  it('are closed, rated with words, and opened again by new ones', async () => {
    await open();
    await bot.send(sara.person, '/menu');
    await sara.taps('💬 Support');
    await sara.taps('🎫 My tickets');
    await sara.taps(sara.dataOf('It does not connect'));
    expect(await sara.taps('✅ Close the ticket'))
      .to.include('is closed')
      .and.include('How did we help');
    expect(await sara.taps('4⭐️')).to.include('Thank you');
    await bot.send(sara.person, 'Quick and kind');
    expect(sara.reads()).to.include('we read every word').and.include('⭐️⭐️⭐️⭐️');
    expect((await tickets())[0]).to.include({ status: 'closed', rating: 4, rating_words: 'Quick and kind' });
    await sara.taps('↩️ Write again');
    await bot.send(sara.person, 'It is broken again');
    expect(sara.reads()).to.include('is open again');
    expect((await tickets())[0]).to.include({ status: 'open', reopened: 1 });
  });

  it('keep to the person: of others nothing is shown, closed or rated, whatever a button says', async () => {
    await open();
    const [{ id }] = (await ownerQuery<{ id: string }>('select id::text from tickets where bot_id = $1', [
      bot.botId,
    ])) as [{ id: string }];
    const omid = await newCustomer(driver, bot);
    for (const data of [
      `ticket:${id}`,
      `ticket-close:${id}`,
      `ticket-reply:${id}`,
      `ticket-files:${id}.1`,
      `ticket-rate:${id}.5`,
      'ticket:x',
    ])
      await forge(omid, data);
    expect(JSON.stringify(bot.said(omid.person))).not.to.include('It does not connect');
    await bot.send(omid.person, 'and now words');
    expect(await messages()).to.have.length(1);
    expect((await tickets())[0]).to.include({ status: 'open', rating: null });
  });

  it('are not there where they are switched off; those that are open can be ended', async () => {
    await open();
    await bot.switchOff('support_tickets');
    await bot.send(sara.person, '/menu');
    expect(sara.sees()).not.to.include('💬 Support');
    await answer('Please try again');
    await bot.send(sara.person, 'thanks');
    expect((await messages()).at(-1)).to.equal('person text thanks');
  });

  it('lead to the contact alone, or to both', async () => {
    await ownerQuery(
      "update bots set support_username = 'shop_help', updated_at = clock_timestamp() where id = $1",
      [bot.botId],
    );
    await bot.publish();
    await bot.send(sara.person, '/menu');
    await sara.taps('💬 Support');
    expect(JSON.stringify(bot.last(sara.person).buttons)).to.include('t.me/shop_help');
    await bot.switchOff('support_tickets');
    await bot.send(sara.person, '/menu');
    expect(JSON.stringify(bot.last(sara.person).buttons)).to.include('t.me/shop_help');
    await bot.switchOff('support_contact');
    await bot.send(sara.person, '/menu');
    expect(sara.sees()).not.to.include('💬 Support');
  });
});
